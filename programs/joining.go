package programs

// Joining is the rule by which customers become members.
type Joining uint8

// The ways to join.
const (
	JoinsAtOnce    Joining = iota // every customer is a member from the first purchase on
	JoinsWhenAsked                // everyone is willing
	JoinsByShare                  // those whom the program appeals to most, as many as it states
	JoinsByFee                    // those who expect more than the fee costs
	JoinsByAppeal                 // the more willingly, the more the program brings
)

// JoinsBy says by which rule customers join the program.
func (p *Program) JoinsBy() Joining {
	switch e := p.Enrollment; {
	case e == nil, e.Mode == "automatic":
		return JoinsAtOnce
	case e.Stated >= 1:
		return JoinsWhenAsked
	case e.Stated > 0:
		return JoinsByShare
	case p.Fee != nil:
		return JoinsByFee
	}
	return JoinsByAppeal
}
