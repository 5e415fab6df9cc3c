package study

import (
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
)

// Effect is a way in which customers respond to a program, which can be switched off. Who joins and who redeems is no effect: that decides what
// a program gives, not what it brings.
type Effect struct {
	Name, Title string

	neutral map[scenarios.Parameter]float64 // values at which it does nothing
	stated  bool                            // what programs state of their effects
}

// Effects are all of them, in the order of MODEL's sections: spending, timing, status, staying.
var Effects = []Effect{
	{Name: "value", Title: "Buying more for what is given", neutral: map[scenarios.Parameter]float64{scenarios.Elasticity: 0}},
	{Name: "top_up", Title: "Topping baskets up to a step", neutral: map[scenarios.Parameter]float64{scenarios.TopUp: 0}},
	{Name: "goal_gradient", Title: "Buying faster near a reward", neutral: map[scenarios.Parameter]float64{scenarios.GoalGradient: 0}},
	{Name: "endowment", Title: "A head start that makes members care", neutral: map[scenarios.Parameter]float64{scenarios.EndowedProgress: 1}},
	{Name: "reward", Title: "Buying differently after a reward", neutral: map[scenarios.Parameter]float64{scenarios.PostReward: 0, scenarios.RewardedBehavior: 0}},
	{Name: "status", Title: "Rising to a tier, losing or missing one", neutral: map[scenarios.Parameter]float64{
		scenarios.Promotion: 0, scenarios.Demotion: 0, scenarios.MissedNarrowly: 0}},
	{Name: "fee", Title: "Using what a fee was paid for", neutral: map[scenarios.Parameter]float64{scenarios.SunkCost: 0}},
	{Name: "retention", Title: "Staying longer", neutral: map[scenarios.Parameter]float64{
		scenarios.ChurnHazardRatio: 1, scenarios.TierRetention: 1, scenarios.Stake: 0, scenarios.DemotionChurn: 1, scenarios.ExpiryChurn: 1}},
	{Name: "stated", Title: "Effects that the program states", stated: true},
}

// plays reports whether an effect can do anything for one of the arms.
func (e *Effect) plays(arms []simulate.Arm) bool {
	for _, a := range arms {
		switch has := a.Program.Features(); {
		case e.Name == "top_up" && !has.Steps, e.Name == "status" && !has.Tiers, e.Name == "fee" && !has.Fee, e.stated && !has.Stated:
		case (e.Name == "goal_gradient" || e.Name == "endowment" || e.Name == "reward") && !has.Points:
		default:
			return true
		}
	}
	return false
}

// without is a run's world and programs with some effects switched off.
func without(w *scenarios.World, arms []simulate.Arm, off []*Effect) (*scenarios.World, []simulate.Arm) {
	world := *w
	for _, e := range off {
		for p, x := range e.neutral {
			world.Behavior[p] = x
		}
		if e.stated {
			arms = unstated(arms)
		}
	}
	return &world, arms
}

// unstated are the programs without what they state of their effects on buying and leaving.
func unstated(arms []simulate.Arm) []simulate.Arm {
	list := make([]simulate.Arm, len(arms))
	for i, a := range arms {
		p := *a.Program
		p.BeyondMoney = nil
		for _, b := range a.Program.BeyondMoney {
			b.Rate, b.ChurnTimes = programs.Share(0), 1
			p.BeyondMoney = append(p.BeyondMoney, b)
		}
		list[i] = simulate.Arm{Name: a.Name, Program: &p}
	}
	return list
}

// grade is the weakest of the grades of the assumptions that an effect rests on.
func (e *Effect) grade(w *scenarios.World) string {
	grade := ""
	for p := range scenarios.NumParameters {
		if _, ok := e.neutral[p]; ok {
			grade = max(grade, w.Register[p].Grade)
		}
	}
	if e.stated {
		grade = "C"
	}
	return grade
}
