package programs

import "earnburn/internal/document"

// Program is a loyalty program as a company writes it: the decoded YAML, before it meets a world.
type Program struct {
	Header      string      `yaml:"earnburn,required" oneof:"program/v1" doc:"kind and version of this file"`
	Name        string      `yaml:"name,required" doc:"short name: letters, digits, dashes"`
	Title       string      `yaml:"title" doc:"one line for reports"`
	Currency    string      `yaml:"currency" doc:"ISO 4217 code of its amounts of money; without it they are in the scenario's currency, whatever that is"`
	Scenario    string      `yaml:"scenario" doc:"home world, used when no scenario is given"`
	Enrollment  *Enrollment `yaml:"enrollment" doc:"automatic (default), opt_in, the share of customers who would join, e.g. 50%, or a mapping: by invitation or from a threshold"`
	Fee         *Fee        `yaml:"fee" doc:"what members pay for membership"`
	Combine     string      `yaml:"discounts_combine" oneof:"sum best" doc:"several discounts that apply to a purchase add up (sum, default) or the best one counts"`
	Blocks      `yaml:",inline"`
	BeyondMoney []BeyondMoney `yaml:"beyond_money" unique:"name" doc:"recognition, experiences, values, games: effects that the program states itself"`
	Coalition   *Coalition    `yaml:"coalition" doc:"points shared with partners"`
	Versions    []Version     `yaml:"versions" doc:"rules that take the place of these on a date; accounts carry over"`
	Costs       *Costs        `yaml:"costs" doc:"running costs of this program; replaces the scenario's operations"`
	Limits      []string      `yaml:"limits" doc:"conditions that this program has to meet, for earnburn check, as in net_margin_impact_pct >= -0.5%"`

	source *document.Document
}

// Enrollment says how customers become members.
type Enrollment struct {
	Mode        string `yaml:",scalar" oneof:"automatic opt_in" doc:"automatic: every customer is a member; opt_in: whoever wants to"`
	Stated      Share  `yaml:",scalar" range:">0,<=1" doc:"share of customers willing to join, stated instead of derived"`
	Invited     *Share `yaml:"invited" range:">0,<=1" doc:"by invitation only: share of customers who are invited; those join who want to"`
	AfterSpend  *Money `yaml:"after_spend" range:">0" doc:"only customers who have spent this much may join"`
	AfterVisits *int   `yaml:"after_visits" range:">0" doc:"only customers with this many purchases may join"`
}

// Fee is what membership costs the member. Who pays one joins when it is expected to pay (docs/model.md, paid membership).
type Fee struct {
	Join     Money   `yaml:"join" range:">=0" doc:"once, on joining; also the price of a card"`
	PerMonth Money   `yaml:"per_month" range:">=0" doc:"each month, counted from the day of joining or the end of the trial"`
	PerYear  Money   `yaml:"per_year" range:">=0" doc:"each year, counted alike"`
	Trial    *Span   `yaml:"trial" doc:"time of membership before the first monthly or yearly fee"`
	Waived   *Waiver `yaml:"waived" doc:"who is not asked for a monthly or yearly fee that falls due; that on joining is paid by all"`
}

// Waiver says for whom a fee that falls due is waived; either is enough.
type Waiver struct {
	Tier  Words  `yaml:"tier" doc:"one tier or a list, held until the day before"`
	Spend *Money `yaml:"spend" range:">0" doc:"this much paid since the last fee fell due, less what came back"`
}

// Discount is money off at the till on list price, for members who identify themselves. Exactly one of Rate, Off, ByBasket, Cumulative, FreeUnit.
type Discount struct {
	Name       string       `yaml:"name" doc:"what it is called"`
	Rate       *Share       `yaml:"rate" range:">0,<=1" doc:"share of the list price"`
	Off        *Money       `yaml:"off" range:">0" doc:"a sum off the list price"`
	ByBasket   []BasketStep `yaml:"by_basket" doc:"what comes off grows with the basket: the highest step reached counts; some members top up to reach one"`
	Cumulative *Cumulative  `yaml:"cumulative" doc:"a rate that grows with what the member has bought"`
	FreeUnit   *int         `yaml:"free_unit" range:"2..1000" doc:"every so many units of one purchase, one is free: 5 is stay 5, pay 4"`
	OnShare    *Share       `yaml:"on_share" range:">0,<=1" doc:"share of the assortment that it holds for, as member prices on some items; all of it by default"`
	Chance     *Share       `yaml:"chance" range:">=0.000001,<1" doc:"given at random, with this chance at each purchase"`
	When       Condition    `yaml:"when" doc:"which purchases it holds for; all by default"`
}

// BasketStep is one step of a discount by basket. Exactly one of Rate and Off.
type BasketStep struct {
	From Money  `yaml:"from,required" range:">0" doc:"list price of the basket"`
	Rate *Share `yaml:"rate" range:">0,<=1" doc:"share of the list price"`
	Off  *Money `yaml:"off" range:">0" doc:"a sum off the list price"`
}

// Cumulative is a progressive discount: the rate of the highest step whose `from` the member's purchases have reached.
type Cumulative struct {
	By     string `yaml:"by" oneof:"spend visits" doc:"what is counted; spend by default (paid, after discounts)"`
	Window Window `yaml:"window" doc:"lifetime (default), calendar_year, anniversary, or a span such as 12 months"`
	Steps  []Step `yaml:"steps,required" doc:"rates, in rising order of from; nothing below the first"`
	Lapse  *Span  `yaml:"lapse" doc:"who buys nothing for this long falls one step, and one more for each further such time"`
}

// Step is one step of a cumulative discount.
type Step struct {
	From Amount `yaml:"from,required" range:">=0" doc:"in currency units or visits, as by says"`
	Rate Share  `yaml:"rate,required" range:"0..1" doc:"share of the list price"`
}

// Window is the time over which something is counted.
type Window struct {
	Name     string   `yaml:",scalar" oneof:"lifetime calendar_year anniversary" doc:"calendar_year: counts restart on 1 January; anniversary: on the day of joining each year; lifetime: never"`
	Span     Span     `yaml:",scalar" doc:"rolling: the current month and those before it, as many as given"`
	YearFrom *YearDay `yaml:"year_from" doc:"counts restart on this day each year, as in 03-01"`
}

// Condition restricts a rule; its zero value is "always". All given parts must hold.
type Condition struct {
	Category Words   `yaml:"category" doc:"one category or a list"`
	Tender   Words   `yaml:"tender" doc:"one means of payment or a list"`
	Tier     Words   `yaml:"tier" doc:"one tier or a list"`
	From     *Date   `yaml:"from" doc:"first date"`
	To       *Date   `yaml:"to" doc:"last date"`
	Weekday  Words   `yaml:"weekday" doc:"monday … sunday, one or a list"`
	Basket   *Money  `yaml:"basket_from" range:">0" doc:"smallest basket, list price"`
	BasketTo *Money  `yaml:"basket_to" range:">0" doc:"largest basket, list price"`
	EachYear *Season `yaml:"each_year" doc:"days of each year, both included, as in 02-01 to 02-14"`
	Units    *int    `yaml:"units_from" range:">0" doc:"fewest units in the purchase"`
	UnitsTo  *int    `yaml:"units_to" range:">0" doc:"most units in the purchase"`
	Visit    *int    `yaml:"visit" range:">0" doc:"the member's purchase of this number only: 1 is the first order"`
	Every    *int    `yaml:"every_visit" range:"2..1000" doc:"every so many purchases of the member: 3 is each third"`
	Birthday *Span   `yaml:"birthday" doc:"from the member's birthday on, for this long"`
	Chosen   int     `yaml:"chosen_days" range:">=0" doc:"number of days a year that the member may choose"`
}

// Season is a stretch of each year written 02-01 to 02-14; it may run over the turn of the year.
type Season struct{ From, To YearDay }

// Words is one word or a list of words.
type Words []string

// Date is a calendar date written 2026-04-30.
type Date struct{ Day Day }

// Currency is the program's points or stamps.
type Currency struct {
	Name          string      `yaml:"name" doc:"what a point is called: points (default), stars, stamps"`
	Combine       string      `yaml:"combine" oneof:"sum best" doc:"several earn rules that apply add up (sum, default) or the best one counts"`
	Earn          []Earn      `yaml:"earn,required" doc:"by what purchases earn points"`
	On            string      `yaml:"on" oneof:"paid list" doc:"points per spend are earned on what is paid (default) or on the list price"`
	EarnOnRewards bool        `yaml:"earn_on_rewards" doc:"true: the part of a basket paid with points earns too"`
	Caps          []Cap       `yaml:"caps" doc:"most points that purchases may earn in a time"`
	Pending       *Pending    `yaml:"pending" doc:"points can be used only this long after they were earned, or from a day of the next month or year on"`
	Actions       []Action    `yaml:"actions" unique:"name" doc:"what earns points besides purchases: birthdays, reviews, referrals"`
	Challenges    []Challenge `yaml:"challenges" unique:"name" doc:"targets to be reached in a time, and streaks"`
	Rewards       []Reward    `yaml:"rewards" unique:"name" doc:"what points buy"`
	BurnExcludes  Words       `yaml:"burn_excludes" oneof:"earning discounts" doc:"what a purchase at which points or certificates are used does not get: earning, discounts or both"`
	Expire        Expire      `yaml:"expire" doc:"never (default), {after: SPAN}, {inactive: SPAN}, both, or {each_year: MM-DD}"`
	KeepOnReturn  bool        `yaml:"keep_on_return" doc:"true: points of purchases that come back are not taken back"`
	Transferable  bool        `yaml:"transferable" doc:"true: members may give points to other members"`
	Reminder      bool        `yaml:"reminder" doc:"true: members are told when points are about to expire"`
	BurnRate      *Share      `yaml:"burn_rate" range:">0,<1" doc:"share of issued points that is redeemed in the end, stated instead of derived"`
	Welcome       Points      `yaml:"welcome" range:">=0" doc:"points given on joining (endowed progress)"`
}

// Pending says from when on points can be used. Exactly one of its parts.
type Pending struct {
	Span      Span     `yaml:",scalar" doc:"this long after they were earned"`
	NextMonth *int     `yaml:"next_month" range:"1..31" doc:"from this day of the month after the one they were earned in; in a shorter month from its last"`
	NextYear  *YearDay `yaml:"next_year" doc:"from this day of the year after the one they were earned in, as in 03-15"`
}

// Earn is a rule by which a purchase earns points.
// Exactly one of Points, with Per, and Times.
type Earn struct {
	Points Points    `yaml:"points" range:">0" doc:"points earned"`
	Per    *Per      `yaml:"per" doc:"for what; goes with points"`
	Times  float64   `yaml:"times" range:">0,<=100" doc:"multiplies what the other rules earn; of several the largest counts"`
	Round  string    `yaml:"round" oneof:"none down nearest up step" doc:"to whole points per purchase, or step: only for each full amount of per; none by default"`
	Most   *Points   `yaml:"most" range:">0" doc:"most points of this rule in one purchase"`
	Chance *Share    `yaml:"chance" range:">=0.000001,<1" doc:"an instant win: earned at random, with this chance at each purchase"`
	When   Condition `yaml:"when" doc:"which purchases it holds for; all by default"`
}

// Cap limits what purchases earn.
type Cap struct {
	Points Points `yaml:"points,required" range:">0" doc:"most points, of all earn rules together"`
	Per    string `yaml:"per,required" oneof:"order day month year lifetime program" doc:"in one purchase, calendar day, calendar month, calendar year or membership; program is a budget for all members together: once it is spent, purchases earn nothing"`
}

// Action is something other than a purchase that earns points. Exactly one of PerYear and Birthday.
type Action struct {
	Name     string   `yaml:"name,required" doc:"what the member does"`
	Points   Points   `yaml:"points,required" range:">0" doc:"points earned each time"`
	PerYear  *float64 `yaml:"per_year" range:">0,<=1000" doc:"how often an engaged member does it, a year"`
	Birthday bool     `yaml:"birthday" doc:"true: each year on the member's birthday"`
	Once     bool     `yaml:"once" doc:"true: at most once per member"`
	Cost     Money    `yaml:"cost" range:">=0" doc:"what it costs the company each time, besides the points"`
	Brings   Money    `yaml:"brings" range:">=0" doc:"margin that each brings the company by itself, as a referral does: stated, not derived"`
	From     *Date    `yaml:"from" doc:"first date"`
	To       *Date    `yaml:"to" doc:"last date"`
}

// Challenge gives points for reaching a target in a time that begins with a purchase, or for buying in so many periods in a row.
// Exactly one of Visits, Spend and Streak.
type Challenge struct {
	Name   string `yaml:"name,required" doc:"what it is called"`
	Points Points `yaml:"points,required" range:">0" doc:"points earned on reaching it, each time"`
	Visits *int   `yaml:"visits" range:"2..1000" doc:"this many purchases"`
	Spend  *Money `yaml:"spend" range:">0" doc:"this much paid"`
	Streak *int   `yaml:"streak" range:"2..1000" doc:"a purchase in this many periods in a row"`
	Within Span   `yaml:"within,required" doc:"time from the purchase that begins it; of a streak, the length of one period"`
}

// Per is what an earn rule counts.
type Per struct {
	_     struct{} `choice:"true"`
	Spend *Money   `yaml:"spend" range:">0" doc:"this much paid after discounts"`
	Visit *int     `yaml:"visit" range:">0" doc:"this many purchases"`
	Unit  *int     `yaml:"unit" range:">0" doc:"this many units of the scenario (nights, liters)"`
}

// Reward is what points buy. With up_to, minimum or step it is linear: any number of points. Otherwise it is a threshold: whole multiples of Points.
type Reward struct {
	Name      string    `yaml:"name" doc:"what it is called"`
	Points    Points    `yaml:"points,required" range:">0" doc:"its price in points"`
	Gives     Gives     `yaml:"gives,required" doc:"what the member receives for them"`
	Cash      Money     `yaml:"plus_cash" range:">=0" doc:"money the member pays besides the points"`
	Most      *int      `yaml:"most" range:">0" doc:"most at one purchase; 1 for what is no money off unless said"`
	HeadStart Points    `yaml:"head_start" range:">=0" doc:"points put on the next card when this reward is taken (endowed stamps)"`
	When      Condition `yaml:"when" doc:"purchases and members it can be had by; all by default"`
	Issued    string    `yaml:"issued" oneof:"automatically" doc:"issued as soon as the points suffice, without being asked for"`
	Used      string    `yaml:"used" oneof:"at_once later" doc:"handed over on the purchase that completes it, or used on a later one (default)"`
	UpTo      *Share    `yaml:"up_to" range:">0,<=1" doc:"largest share of a basket that points may pay"`
	Minimum   *Points   `yaml:"minimum" range:">0" doc:"fewest points that can be used at once"`
	Step      *Points   `yaml:"step" range:">0" doc:"points are used in multiples of this"`
}

// Gives is what a reward gives.
type Gives struct {
	_           struct{}     `choice:"true"`
	MoneyOff    *Money       `yaml:"money_off" range:">0" doc:"off the price of this purchase"`
	ShareOff    *Share       `yaml:"share_off" range:">0,<=1" doc:"share of the price of this purchase: 20% off, or one item of the basket as its share"`
	Product     *Product     `yaml:"product" doc:"an item added to the basket for free"`
	Certificate *Certificate `yaml:"certificate" doc:"money off a later purchase, with an expiry of its own"`
	GiftCard    *GiftCard    `yaml:"gift_card" doc:"a gift card of the company, some of which is never used"`
	Cash        *Money       `yaml:"cash" range:">0" doc:"money paid out"`
	Partner     *Partner     `yaml:"partner" doc:"something bought from a partner"`
	Donation    *Donation    `yaml:"donation" doc:"money given to charity"`
	Draw        *Draw        `yaml:"draw" doc:"a ticket in a draw"`
}

// GiftCard is money of the company's own, spent like cash.
type GiftCard struct {
	Face     Money `yaml:"face,required" range:">0" doc:"what it is worth to the member"`
	Breakage Share `yaml:"breakage" range:"0..<1" doc:"share of the face that is never used and costs nothing"`
}

// Partner is a reward that the company buys.
type Partner struct {
	Worth Money `yaml:"worth,required" range:">0" doc:"what it is worth to the member"`
	Cost  Share `yaml:"cost,required" range:">=0,<=2" doc:"wholesale price as a share of worth"`
}

// Donation is money for charity in the member's name.
type Donation struct {
	Amount Money  `yaml:"amount,required" range:">0" doc:"what the company gives"`
	Worth  *Money `yaml:"worth" range:">=0" doc:"what giving it is worth to the member; the amount by default"`
}

// Draw is a chance of a prize; its cost is what it costs on average.
type Draw struct {
	Chance Share  `yaml:"chance,required" range:">0,<=1" doc:"of winning"`
	Prize  Money  `yaml:"prize,required" range:">0" doc:"what the prize is worth to the member"`
	Cost   *Share `yaml:"cost" range:">=0,<=1" doc:"cost of the prize as a share of its worth; 100% by default"`
}

// Product is a free item.
type Product struct {
	Price Money `yaml:"price,required" range:">0" doc:"list price, what it is worth to the member"`
	Cost  Share `yaml:"cost,required" range:"0..1" doc:"cost of goods as a share of the price"`
}

// Certificate is money off a later purchase.
type Certificate struct {
	Face   Money  `yaml:"face,required" range:">0" doc:"money off, at most the price of that purchase"`
	Valid  *After `yaml:"valid" doc:"how long, as in 12 months, or {span: 12 months, until: 12-31}; without it, for good"`
	Basket Money  `yaml:"basket_from" range:">=0" doc:"smallest basket, list price, that certificates of the program can be used for"`
}

// Expire says when points die.
// After and Inactive may be given together; EachYear stands alone.
type Expire struct {
	Mode     string   `yaml:",scalar" oneof:"never" doc:"points do not expire"`
	After    *After   `yaml:"after" doc:"each lot this long after it was earned"`
	Inactive *Span    `yaml:"inactive" doc:"the whole balance when the member neither earned nor burned for this long"`
	EachYear *YearDay `yaml:"each_year" doc:"the whole balance at the end of this day each year, e.g. 12-31"`
}

// After is an age at which points or certificates die.
type After struct {
	Span  Span     `yaml:"span,required,scalar" doc:"time after they were earned or issued"`
	EndOf string   `yaml:"end_of" oneof:"month quarter year" doc:"and then on to the end of that month, quarter or year"`
	Until *YearDay `yaml:"until" doc:"and then on to the next such day, as in 09-30"`
}

// YearDay is a day of the year written 12-31.
type YearDay struct{ Month, Day int }

// Tiers are levels of membership; the first level has no `from` and is everyone's.
type Tiers struct {
	By     Words     `yaml:"by,required" oneof:"spend points visits units" doc:"what is counted: spend (paid, after discounts and money off), points earned, visits or units; of a list of two, either is enough"`
	Window Window    `yaml:"window,required" doc:"calendar_year, anniversary, lifetime, a rolling span such as 12 months, or {year_from: MM-DD}"`
	Kept   Kept      `yaml:"kept_until" doc:"end_of_next_year (default for years), end_of_year, or a span after the level was reached"`
	Missed string    `yaml:"missed" oneof:"drop_one drop_to_earned never" doc:"what happens when a level is not requalified; drop_to_earned by default"`
	Reset  bool      `yaml:"reset_balance" doc:"true: who loses a level loses all points with it"`
	When   Condition `yaml:"when" doc:"which purchases count; all by default"`
	Levels []Level   `yaml:"levels,required" unique:"name" doc:"levels, lowest first"`
}

// Kept says how long a level reached is kept.
type Kept struct {
	Name string `yaml:",scalar" oneof:"end_of_next_year end_of_year" doc:"end_of_next_year: of the year after the level was reached; end_of_year: of the same year"`
	Span Span   `yaml:",scalar" doc:"this long after the purchase that reached it, or reached it again"`
}

// Level is one tier and its benefits.
type Level struct {
	Name      string     `yaml:"name,required" doc:"what it is called"`
	From      *Amount    `yaml:"from" range:">0" doc:"in currency units, points, visits or units, as tiers.by says"`
	OrFrom    *Amount    `yaml:"or_from" range:">0" doc:"the same in the second of two that tiers.by names"`
	Invited   *Share     `yaml:"invited" range:">0,<1" doc:"by invitation only: share of members who are invited on joining; takes the place of from"`
	Challenge *FastTrack `yaml:"challenge" doc:"a fast track: reached also by this"`
	EarnTimes float64    `yaml:"earn_times" range:">0,<=100" doc:"multiplies points earned; 1 by default"`
	Discount  *Share     `yaml:"discount" range:">0,<=1" doc:"off every purchase, on top of discount rules"`
	Expire    *Expire    `yaml:"expire" doc:"when points earned at this level die, in place of points.expire"`
	Perks     []Perk     `yaml:"perks" unique:"name" doc:"benefits of this level; those of lower levels are not inherited"`
}

// FastTrack is a shorter way to a level: so much of what the first of tiers.by counts, within a time after joining.
type FastTrack struct {
	From   Amount `yaml:"from,required" range:">0" doc:"as tiers.by counts"`
	Within Span   `yaml:"within,required" doc:"after joining"`
}

// Amount is thousandths of a currency unit, a point or a visit.
type Amount int64

// Perk is a benefit besides money and points.
type Perk struct {
	Name  string    `yaml:"name,required" doc:"what it is called"`
	Per   string    `yaml:"per" oneof:"order month year" doc:"received with each order (default), or each month or year of membership whatever the member buys"`
	Worth Money     `yaml:"worth,required" range:">=0" doc:"what it is worth to the member"`
	Cost  Money     `yaml:"cost,required" range:">=0" doc:"what it costs the company"`
	Taken *Share    `yaml:"taken" range:">0,<=1" doc:"share of times it is made use of; always by default"`
	When  Condition `yaml:"when" doc:"which purchases it comes with, as in {basket_from: 50}; goes with order"`
}

// BeyondMoney is an effect that no reward explains. Nothing of it is derived: the program states it, and reports say so.
type BeyondMoney struct {
	Name       string  `yaml:"name,required" doc:"what it is called"`
	Kind       string  `yaml:"kind,required" oneof:"recognition experience values game" doc:"what it is"`
	Affinity   float64 `yaml:"affinity" range:"-5..5" doc:"added to the willingness to join, as a logit: 0.4 makes a half of customers six tenths"`
	ChurnTimes float64 `yaml:"churn_times" range:">0,<=2" doc:"rate of leaving of engaged members, times this; 1 by default"`
	Rate       Share   `yaml:"rate" range:"-0.5..0.5" doc:"relative change of engaged members' purchases"`
	Cost       Money   `yaml:"cost" range:">=0" doc:"for each member and year"`
}

// Coalition is a currency shared with partners.
type Coalition struct {
	Pays     float64       `yaml:"pays_per_point" money:"true" range:"0..1000000" doc:"what the company pays the operator for each point earned with it"`
	Receives float64       `yaml:"receives_per_point" money:"true" range:"0..1000000" doc:"what the operator pays the company for each point used with it"`
	Partners []Partnership `yaml:"partners" unique:"name" doc:"where members earn the same points"`
}

// Partnership is a partner with whom members earn points.
type Partnership struct {
	Name    string  `yaml:"name,required" doc:"who it is"`
	Points  Points  `yaml:"points,required" range:">0" doc:"points earned each time"`
	PerYear float64 `yaml:"per_year,required" range:">0,<=1000" doc:"how often a member earns there, a year"`
	Pays    float64 `yaml:"pays_per_point" money:"true" range:"0..1000000" doc:"what the partner pays the company for each of these points"`
	Until   *Date   `yaml:"until" doc:"last date; the partner has left after it"`
}

// Blocks are the parts of a program that a version may replace.
type Blocks struct {
	Discounts []Discount `yaml:"discounts" unique:"name" doc:"money off at the till"`
	Points    *Currency  `yaml:"points" doc:"points or stamps: how they are earned, what they buy, when they expire"`
	Tiers     *Tiers     `yaml:"tiers" doc:"levels of membership"`
	Perks     []Perk     `yaml:"perks" unique:"name" doc:"what every member receives besides"`
}

// Version is how the rules read from a date on. The blocks it gives replace those before it whole; members keep their points, certificates and level.
type Version struct {
	From    Date    `yaml:"from,required" doc:"first day"`
	Title   string  `yaml:"title" doc:"what changes, in a line"`
	Convert float64 `yaml:"convert" range:">0,<=1000000" doc:"points in hand are multiplied by this; 1 by default"`
	Without Words   `yaml:"without" oneof:"discounts points tiers perks" doc:"blocks that end"`
	Blocks  `yaml:",inline"`
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
