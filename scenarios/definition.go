package scenarios

import "earnburn/programs"

// Definition is a scenario as a person writes it: the decoded YAML, after extends and overrides. Its tags are the reference of the
// format; World is what it comes to.
type Definition struct {
	Header       string             `yaml:"earnburn,required" oneof:"scenario/v1" doc:"kind and version of this file"`
	Name         string             `yaml:"name,required" doc:"short name: letters, digits, dashes"`
	Title        string             `yaml:"title" doc:"one line for reports; the name by default"`
	Extends      string             `yaml:"extends" doc:"a shipped scenario to start from: mappings merge, lists replace"`
	Currency     string             `yaml:"currency,required" doc:"ISO 4217 code"`
	Exchange     map[string]float64 `yaml:"exchange" range:">0,<=1000000" doc:"what other currencies are worth, so that programs in them can be tried: units of this currency per unit, as in {GBP: 1.27}"`
	Start        programs.Date      `yaml:"start,required" doc:"first day of the horizon, e.g. 2026-01-01"`
	Months       int                `yaml:"months,required" range:"1..600" doc:"length of the horizon"`
	Customers    int64              `yaml:"customers,required" range:">=1" doc:"customers at the start, the real base; a run simulates a sample"`
	DiscountRate programs.Share     `yaml:"discount_rate" range:"0..1" doc:"of money to come, a year; 10% by default"`
	Season       []float64          `yaml:"season" range:"0..100" doc:"purchase rate in each calendar month, January first; mean 1 over the days of a year"`
	Categories   []categoryYAML     `yaml:"categories" unique:"name" doc:"product categories; their shares add up to 100%"`
	Tenders      []tenderYAML       `yaml:"tenders" unique:"name" doc:"means of payment that rules may name; shares add up to 100% at most"`
	Unit         string             `yaml:"unit" doc:"what a program that earns per unit counts: nights, liters"`
	Segments     []segmentYAML      `yaml:"segments,required" unique:"name" doc:"groups of customers; their shares add up to 100%"`
	Behavior     behaviorYAML       `yaml:"behavior" doc:"evidence (default), mechanical, or a mapping of parameters stated instead of taken from the literature"`
	Operations   operationsYAML     `yaml:"operations" doc:"what running any program with accounts costs; a program's own costs replace it"`
	Survey       int                `yaml:"survey" range:">=1" doc:"answers in a survey of customers; 1000 by default"`
	Limits       []string           `yaml:"limits" doc:"conditions that programs have to meet, for earnburn check, as in net_margin_impact_pct >= -0.5%"`
	Variants     []variantYAML      `yaml:"variants" unique:"name" doc:"named sets of changes, for earnburn whatif"`
	Sweeps       []sweepYAML        `yaml:"sweeps" unique:"name" doc:"values to try one after another, for earnburn whatif"`
}

type categoryYAML struct {
	Name   string          `yaml:"name,required" doc:"as rules name it in when: {category: …}"`
	Share  programs.Share  `yaml:"share,required" range:">0..1" doc:"of purchases"`
	Margin *programs.Share `yaml:"margin" range:">0..1" doc:"gross margin on list price; the segment's by default"`
}

type tenderYAML struct {
	Name  string         `yaml:"name,required" doc:"as rules name it in when: {tender: …}"`
	Share programs.Share `yaml:"share,required" range:">0..1" doc:"of customers who pay with it"`
}

type operationsYAML struct {
	Setup         programs.Money `yaml:"setup" range:">=0" doc:"once, at the start"`
	PerMonth      programs.Money `yaml:"per_month" range:">=0" doc:"while the program runs"`
	PerMemberYear programs.Money `yaml:"per_member_year" range:">=0" doc:"per member and year"`
}

type variantYAML struct {
	Name      string             `yaml:"name,required" doc:"how commands refer to it"`
	FromMonth int                `yaml:"from_month" range:"2..600" doc:"month of the horizon in which the rules of programs change; from the beginning by default"`
	Set       map[string]setting `yaml:"set,required" doc:"path: value, as in scenario.months: 24 or programs.NAME.enrollment: automatic"`
}

type sweepYAML struct {
	Name   string             `yaml:"name,required" doc:"how commands refer to it"`
	Over   map[string]setting `yaml:"over,required" doc:"path: values: a list, as in 1, 2, 5; from:to:step; from:to:log5 for 5 values at equal ratios; from:to with points. Several paths make a grid"`
	Points int                `yaml:"points" range:"2..10000" doc:"number of points spread evenly over the ranges (Latin hypercube) instead of a grid"`
}

// setting is a value kept as written until it is set.
type setting string

// DecodeScalar keeps the text.
func (s *setting) DecodeScalar(text string) error {
	*s = setting(text)
	return nil
}

// Schema describes it to editors: see document.Schema.
func (setting) Schema() map[string]any {
	return map[string]any{"type": []string{"string", "number", "boolean"}}
}

type segmentYAML struct {
	Name      string          `yaml:"name,required" doc:"how reports refer to it"`
	Share     programs.Share  `yaml:"share,required" range:">0..1" doc:"of customers"`
	Margin    *programs.Share `yaml:"margin" range:">0..1" doc:"gross margin on list price; not needed where categories have margins"`
	NPS       *float64        `yaml:"nps" range:">-100,<100" doc:"net promoter score without a program; 27 by default"`
	Purchases purchasesYAML   `yaml:"purchases,required" doc:"how often customers buy"`
	Basket    basketYAML      `yaml:"basket,required" doc:"list price of a purchase: mean, cv_between and cv_within (lognormal); or fixed; or p, q, v (Gamma-Gamma)"`
	Wallet    *walletYAML     `yaml:"share_of_wallet" doc:"share of what customers spend in the market; a plain share is the same for everyone; 100% means that they cannot buy more"`
	Churn     churnYAML       `yaml:"churn" doc:"how customers leave; a plain share is the yearly chance, the same for everyone"`
	Returns   returnsYAML     `yaml:"returns" doc:"purchases that come back whole, a plain share after 14 days; none by default"`
	Units     float64         `yaml:"units" range:">0,<=1000000" doc:"mean units per purchase, where programs earn on units; 1 by default"`
	Arriving  arrivingYAML    `yaml:"arriving" doc:"new customers"`
}

type purchasesYAML struct {
	PerMonth   float64     `yaml:"per_month,required" range:">0,<=1000" doc:"mean purchases of a customer in 365.25/12 days"`
	CV         *float64    `yaml:"cv" range:"0..10" doc:"differences between customers, standard deviation over mean; 1 by default, 0 if regularity is fixed"`
	Regularity *regularity `yaml:"regularity" doc:"1 (default): purchases at random; 2, 3, …: more regular (Erlang-k); fixed: equal gaps"`
}

type basketYAML struct {
	Fixed     *programs.Money `yaml:"fixed" range:">0" doc:"every purchase costs this"`
	Mean      *float64        `yaml:"mean" range:">0,<=1000000000" doc:"mean list price of a purchase"`
	CVBetween *float64        `yaml:"cv_between" range:"0..10" doc:"differences between customers; 0.5 by default"`
	CVWithin  *float64        `yaml:"cv_within" range:"0..10" doc:"differences between the purchases of a customer; 0.6 by default"`
	P         *float64        `yaml:"p" range:">0,<=1000000" doc:"shape within a customer"`
	Q         *float64        `yaml:"q" range:">0,<=1000000" doc:"shape between customers; the mean, p·v/(q − 1), needs q above 1"`
	V         *float64        `yaml:"v" range:">0,<=1000000000" doc:"scale"`
	Rank      float64         `yaml:"rank_correlation" range:"-0.99..0.99" doc:"with the purchase rate; 0 by default"`
}

type walletYAML struct {
	Mean programs.Share `yaml:"mean,required,scalar" range:">0..1" doc:"share of all spending in the market that customers give to the company; at 1 they cannot give more"`
	SD   *float64       `yaml:"sd" range:"0..10" doc:"differences between customers, on the logit scale; 0.6 by default"`
	Rank *float64       `yaml:"rank_correlation" range:"-0.99..0.99" doc:"with the purchase rate; 0.4 by default"`

	plain bool
}

type churnYAML struct {
	PerYear     programs.Share `yaml:"per_year,scalar" range:"0..<1" doc:"share of customers who leave within their first year, whatever they buy"`
	CV          *float64       `yaml:"cv" range:"0..10" doc:"differences between customers in the rate of leaving; 0.7071 by default"`
	PerPurchase perPurchase    `yaml:"per_purchase" doc:"chance of leaving after a purchase: a share, or {a: …, b: …} for a Beta distribution between customers"`
	Age         *programs.Span `yaml:"age" doc:"how long those present at the start have been customers: those apt to leave have left"`

	plain bool
}

type perPurchase struct {
	P programs.Share `yaml:",scalar" range:"0..<1" doc:"chance of leaving after a purchase, the same for all"`
	A float64        `yaml:"a,required" range:">0,<=1000000" doc:"of Beta(a, b) between customers"`
	B float64        `yaml:"b,required" range:">0,<=1000000" doc:"of Beta(a, b) between customers"`
}

type returnsYAML struct {
	Share programs.Share `yaml:"share,required,scalar" range:"0..<1" doc:"share of purchases returned whole"`
	After *programs.Span `yaml:"after" doc:"time from the purchase to its return, 1 to 365 days; 14 days by default"`
}

type arrivingYAML struct {
	PerMonth programs.Share `yaml:"per_month" range:"0..1" doc:"new customers a month as a share of those at the start"`
	Cost     programs.Money `yaml:"cost" range:">=0" doc:"of acquiring one"`
}
