package programs

import "earnburn/internal/document"

// Program is a loyalty program as a company writes it: the decoded YAML, before it meets a world.
type Program struct {
	Header     string      `yaml:"earnburn,required" oneof:"program/v1" doc:"kind and version of this file"`
	Name       string      `yaml:"name,required" doc:"short name: letters, digits, dashes"`
	Title      string      `yaml:"title" doc:"one line for reports"`
	Currency   string      `yaml:"currency" doc:"ISO 4217 code; a program without amounts of money has none and fits every scenario"`
	Scenario   string      `yaml:"scenario" doc:"home world, used when no scenario is given"`
	Enrollment *Enrollment `yaml:"enrollment" doc:"automatic (default), opt_in, or the share of customers who would join, e.g. 50%"`
	Discounts  []Discount  `yaml:"discounts" doc:"money off at the till"`
	Points     *Currency   `yaml:"points" doc:"points or stamps: how they are earned, what they buy, when they expire"`
	Tiers      *Tiers      `yaml:"tiers" doc:"levels of membership"`
	Perks      []Perk      `yaml:"perks" doc:"what every member receives besides"`
	Costs      *Costs      `yaml:"costs" doc:"running costs of this program; replaces the scenario's operations"`

	source *document.Document
}

// Enrollment says how customers become members.
type Enrollment struct {
	Mode   string `yaml:",scalar" oneof:"automatic opt_in" doc:"automatic: every customer is a member; opt_in: whoever wants to"`
	Stated Share  `yaml:",scalar" range:">0,<=1" doc:"share of customers willing to join, stated instead of derived"`
}

// Discount is money off at the till on list price, for members who identify themselves. Exactly one of Rate and Cumulative.
type Discount struct {
	Name       string      `yaml:"name" doc:"what it is called"`
	Rate       *Share      `yaml:"rate" range:">0,<=1" doc:"share of the list price"`
	Cumulative *Cumulative `yaml:"cumulative" doc:"a rate that grows with what the member has bought"`
	When       Condition   `yaml:"when" doc:"which purchases it holds for; all by default"`
}

// Cumulative is a progressive discount: the rate of the highest step whose `from` the member's purchases have reached.
type Cumulative struct {
	By     string `yaml:"by" oneof:"spend visits" doc:"what is counted; spend by default (paid, after discounts)"`
	Window Window `yaml:"window" doc:"lifetime (default), calendar_year, or a span such as 12 months"`
	Steps  []Step `yaml:"steps,required" doc:"rates, in rising order of from; nothing below the first"`
}

// Step is one step of a cumulative discount.
type Step struct {
	From Amount `yaml:"from,required" range:">=0" doc:"in currency units or visits, as by says"`
	Rate Share  `yaml:"rate,required" range:"0..1" doc:"share of the list price"`
}

// Window is the time over which something is counted.
type Window struct {
	Name string `yaml:",scalar" oneof:"lifetime calendar_year" doc:"calendar_year: counts restart on 1 January; lifetime: never"`
	Span Span   `yaml:",scalar" doc:"rolling: the current month and those before it, as many as given"`
}

// Condition restricts a rule; its zero value is "always". All given parts must hold.
type Condition struct {
	Category Words  `yaml:"category" doc:"one category or a list"`
	Tender   Words  `yaml:"tender" doc:"one means of payment or a list"`
	Tier     Words  `yaml:"tier" doc:"one tier or a list"`
	From     *Date  `yaml:"from" doc:"first date"`
	To       *Date  `yaml:"to" doc:"last date"`
	Weekday  Words  `yaml:"weekday" doc:"monday … sunday, one or a list"`
	Basket   *Money `yaml:"basket_from" range:">0" doc:"smallest basket, list price"`
	Chosen   int    `yaml:"chosen_days" range:">=0" doc:"number of days a year that the member may choose"`
}

// Words is one word or a list of words.
type Words []string

// Date is a calendar date written 2026-04-30.
type Date struct{ Day Day }

// Currency is the program's points or stamps.
type Currency struct {
	Name          string   `yaml:"name" doc:"what a point is called: points (default), stars, stamps"`
	Combine       string   `yaml:"combine" oneof:"sum best" doc:"several earn rules that apply add up (sum, default) or the best one counts"`
	Earn          []Earn   `yaml:"earn,required" doc:"by what purchases earn points"`
	EarnOnRewards bool     `yaml:"earn_on_rewards" doc:"true: the part of a basket paid with points earns too"`
	Rewards       []Reward `yaml:"rewards" unique:"name" doc:"what points buy"`
	Expire        Expire   `yaml:"expire" doc:"never (default), {after: SPAN}, {inactive: SPAN} or {each_year: MM-DD}"`
	Reminder      bool     `yaml:"reminder" doc:"true: members are told when points are about to expire"`
	BurnRate      *Share   `yaml:"burn_rate" range:">0,<1" doc:"share of issued points that is redeemed in the end, stated instead of derived"`
	Welcome       Points   `yaml:"welcome" range:">=0" doc:"points given on joining (endowed progress)"`
}

// Earn is a rule by which a purchase earns points.
type Earn struct {
	Points Points    `yaml:"points,required" range:">0" doc:"points earned"`
	Per    Per       `yaml:"per,required" doc:"for what"`
	Round  string    `yaml:"round" oneof:"none down nearest" doc:"to whole points per purchase; none by default"`
	When   Condition `yaml:"when" doc:"which purchases it holds for; all by default"`
}

// Per is what an earn rule counts.
type Per struct {
	_     struct{} `choice:"true"`
	Spend *Money   `yaml:"spend" range:">0" doc:"this much paid after discounts"`
	Visit *int     `yaml:"visit" range:">0" doc:"this many purchases"`
	Unit  *int     `yaml:"unit" range:">0" doc:"this many units of the scenario (nights, litres)"`
}

// Reward is what points buy. With up_to, minimum or step it is linear: any number of points. Otherwise it is a threshold: whole multiples of Points.
type Reward struct {
	Name    string  `yaml:"name" doc:"what it is called"`
	Points  Points  `yaml:"points,required" range:">0" doc:"its price in points"`
	Gives   Gives   `yaml:"gives,required" doc:"what the member receives for them"`
	Issued  string  `yaml:"issued" oneof:"automatically" doc:"issued as soon as the points suffice, without being asked for"`
	Used    string  `yaml:"used" oneof:"at_once later" doc:"handed over on the purchase that completes it, or used on a later one (default)"`
	UpTo    *Share  `yaml:"up_to" range:">0,<=1" doc:"largest share of a basket that points may pay"`
	Minimum *Points `yaml:"minimum" range:">0" doc:"fewest points that can be used at once"`
	Step    *Points `yaml:"step" range:">0" doc:"points are used in multiples of this"`
}

// Gives is what a reward gives.
type Gives struct {
	_           struct{}     `choice:"true"`
	MoneyOff    *Money       `yaml:"money_off" range:">0" doc:"off the price of this purchase"`
	Product     *Product     `yaml:"product" doc:"an item added to the basket for free"`
	Certificate *Certificate `yaml:"certificate" doc:"money off a later purchase, with an expiry of its own"`
}

// Product is a free item.
type Product struct {
	Price Money `yaml:"price,required" range:">0" doc:"list price, what it is worth to the member"`
	Cost  Share `yaml:"cost,required" range:"0..1" doc:"cost of goods as a share of the price"`
}

// Certificate is money off a later purchase.
type Certificate struct {
	Face  Money `yaml:"face,required" range:">0" doc:"money off, at most the price of that purchase"`
	Valid *Span `yaml:"valid" doc:"how long; without it, for good"`
}

// Expire says when points die.
type Expire struct {
	_        struct{} `choice:"true"`
	Mode     string   `yaml:",scalar" oneof:"never" doc:"points do not expire"`
	After    *Span    `yaml:"after" doc:"each lot this long after it was earned"`
	Inactive *Span    `yaml:"inactive" doc:"the whole balance when the member neither earned nor burned for this long"`
	EachYear *YearDay `yaml:"each_year" doc:"the whole balance at the end of this day each year, e.g. 12-31"`
}

// YearDay is a day of the year written 12-31.
type YearDay struct{ Month, Day int }

// Tiers are levels of membership; the first level has no `from` and is everyone's.
type Tiers struct {
	By     string  `yaml:"by,required" oneof:"spend points visits" doc:"what is counted: spend (paid, after discounts and money off), points earned, or visits"`
	Window Window  `yaml:"window,required" doc:"calendar_year, lifetime, or a rolling span such as 12 months"`
	Kept   Kept    `yaml:"kept_until" doc:"end_of_next_year (default for calendar_year), end_of_year, or a span after the level was reached"`
	Missed string  `yaml:"missed" oneof:"drop_one drop_to_earned never" doc:"what happens when a level is not requalified; drop_to_earned by default"`
	Levels []Level `yaml:"levels,required" unique:"name" doc:"levels, lowest first"`
}

// Kept says how long a level reached is kept.
type Kept struct {
	Name string `yaml:",scalar" oneof:"end_of_next_year end_of_year" doc:"end_of_next_year: of the year after the level was reached; end_of_year: of the same year"`
	Span Span   `yaml:",scalar" doc:"this long after the purchase that reached it, or reached it again"`
}

// Level is one tier and its benefits.
type Level struct {
	Name      string  `yaml:"name,required" doc:"what it is called"`
	From      *Amount `yaml:"from" range:">0" doc:"in currency units, points or visits, as tiers.by says"`
	EarnTimes float64 `yaml:"earn_times" range:">0,<=100" doc:"multiplies points earned; 1 by default"`
	Discount  *Share  `yaml:"discount" range:">0,<=1" doc:"off every purchase, on top of discount rules"`
	Perks     []Perk  `yaml:"perks" doc:"benefits of this level; those of lower levels are not inherited"`
}

// Amount is thousandths of a currency unit, a point or a visit.
type Amount int64

// Perk is a benefit that comes with ordering.
type Perk struct {
	Name  string `yaml:"name,required" doc:"what it is called"`
	Per   string `yaml:"per" oneof:"order" doc:"received with each purchase"`
	Worth Money  `yaml:"worth,required" range:">=0" doc:"what it is worth to the member"`
	Cost  Money  `yaml:"cost,required" range:">=0" doc:"what it costs the company"`
}

// Costs is what running the program costs.
type Costs struct {
	Setup         Money `yaml:"setup" range:">=0" doc:"once, at the start"`
	PerMonth      Money `yaml:"per_month" range:">=0" doc:"each month"`
	PerMemberYear Money `yaml:"per_member_year" range:">=0" doc:"for each member and year"`
}

// Vocabulary is the words of a world that rules may name: its categories, means of payment, unit and currency, in the world's order,
// and what other currencies are worth.
type Vocabulary struct {
	Categories, Tenders []string
	Unit                string
	Currency            string
	Exchange            map[string]float64 // units of Currency per unit of another, by ISO 4217 code
}
