package figure

import "math/big"

// A Relation says how two figures stand to one another.
type Relation uint8

const (
	// Incomparable figures are of different kinds, or in units that are not converted into one another.
	Incomparable Relation = iota
	// Agree is said of figures that are equal within the precision that both state.
	Agree
	// Compatible figures may both be true, but do not say the same.
	Compatible
	// Differ is said of figures that cannot both be true.
	Differ
)

// roundCount is the least number of things whose final zeros are taken to be rounded: "20,000 people" may be 20,304, "220
// people" are 220. It was chosen for this package, as were the shares below.
const roundCount = 1000

// Shares of the number, in percent, by which a qualifier widens it: what still agrees, and what is still possible.
const (
	closeShare  = 5
	remoteShare = 15
	// mostShare is how much of a measure at most its notation leaves open: "two miles" are not one and a half.
	mostShare = 10
)

// Same compares two figures. It does not look at their heads: only a caller knows whether they count the same.
//
// Numbers are converted to one unit and each is given two intervals. With v the number and s its Step, and s = 0 for
// counts below 1000 and for counts whose last two digits are not zeros, the near one is
//
//	exact     [v - s/2, v + s/2), of lengths, weights, areas, volumes, and durations at most ± 10 % of v
//	about     ± max(s/2, 5 % of v)
//	nearly    [v - 5 % of v, v]
//	at least, more than, up to, less than, ranges, and vague words have none
//
// and the remote one is
//
//	exact                  [v - w, v + w), w = max(s/2, 5 % of v) for rounded numbers and fractions, else s/2
//	about                  ± max(s, 15 % of v)
//	nearly                 [v - 15 % of v, v]
//	at least, more than    [v, ∞)
//	up to, less than       [0, v]
//	ranges                 [Low, High]
//	vague words            [Low, High)
//
// Figures agree if their near intervals overlap, or if neither has one and they have the same qualifier and the same
// ends; a number also agrees with "at least" and "up to" that number. They differ if their remote intervals do not
// overlap, and are compatible otherwise. An interval of one point is closed. Same is symmetric and a figure agrees
// with itself, but agreement is not transitive: 3 miles agree with 5 km, 5 km with 5.4 km.
func Same(a, b Figure) Relation {
	fa, fb, ok := common(a, b)
	if !ok {
		return Incomparable
	}
	ba, bb := bandsOf(a, fa), bandsOf(b, fb)
	if alike(a, b, fa, fb) {
		return Agree
	}
	if ba.near != nil && bb.near != nil && ba.near.overlaps(*bb.near) {
		return Agree
	}
	if ba.remote.overlaps(bb.remote) {
		return Compatible
	}
	return Differ
}

// common returns the factors that bring a and b to one unit.
func common(a, b Figure) (fa, fb *big.Rat, ok bool) {
	one := big.NewRat(1, 1)
	if a.Kind != b.Kind || a.Low == nil || b.Low == nil || a.High == nil || b.High == nil || a.Step == nil || b.Step == nil {
		return nil, nil, false
	}
	if a.Unit == b.Unit {
		return one, one, true
	}
	if a.Kind == Money || a.Kind == Count || a.Kind == Ordinal {
		return nil, nil, false
	}
	if a.Kind == Temperature {
		// Degrees without a scale may be of either; the conversion is done where the intervals are made.
		return one, one, a.Unit.Code != "°" && b.Unit.Code != "°" && a.Unit.Code != "" && b.Unit.Code != ""
	}
	fa, okA := factor(a.Unit)
	fb, okB := factor(b.Unit)
	if !okA || !okB || dimension(a.Unit) != dimension(b.Unit) {
		return nil, nil, false
	}
	return fa, fb, true
}

// factor returns what one of u is in the base units of its kind and of its divisor's.
func factor(u Unit) (*big.Rat, bool) {
	m, ok := measures[u.Code]
	if !ok || m.factor == nil {
		return nil, false
	}
	if u.Per == "" {
		return m.factor, true
	}
	p, ok := measures[u.Per]
	if !ok || p.factor == nil {
		return nil, false
	}
	return new(big.Rat).Quo(m.factor, p.factor), true
}

// dimension returns the kinds of a unit and of its divisor.
func dimension(u Unit) [2]Kind {
	d := [2]Kind{measures[u.Code].kind, Count}
	if u.Per != "" {
		d[1] = measures[u.Per].kind
	}
	return d
}

// alike reports whether a and b say the same with the same qualifier, or the same number of which one is bounded.
func alike(a, b Figure, fa, fb *big.Rat) bool {
	if a.Kind == Temperature && a.Unit != b.Unit {
		return false
	}
	equal := mul(a.Low, fa).Cmp(mul(b.Low, fb)) == 0 && mul(a.High, fa).Cmp(mul(b.High, fb)) == 0
	if !equal {
		return false
	}
	if a.Qualifier == b.Qualifier {
		return true
	}
	closed := func(q Qualifier) bool { return q == Exact || q == AtLeast || q == UpTo }
	return (a.Qualifier == Exact || b.Qualifier == Exact) && closed(a.Qualifier) && closed(b.Qualifier)
}

// A band is an interval; high is nil for one without an end. Its high end is not in it unless closed.
type band struct {
	low, high *big.Rat
	closed    bool
}

func (b band) overlaps(c band) bool { return b.below(c) && c.below(b) }

// below reports whether b's low end is not above c.
func (b band) below(c band) bool {
	if c.high == nil {
		return true
	}
	d := b.low.Cmp(c.high)
	return d < 0 || d == 0 && c.closed
}

// bands are the intervals of a figure; near is nil if it has none.
type bands struct {
	near   *band
	remote band
}

func mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
func sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

func share(v *big.Rat, percent int64) *big.Rat {
	return new(big.Rat).Mul(new(big.Rat).Abs(v), big.NewRat(percent, 100))
}

func larger(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}

func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

// around returns the interval of v and w on both sides.
func around(v, w *big.Rat) band { return band{low: sub(v, w), high: add(v, w), closed: w.Sign() == 0} }

// bandsOf returns the intervals of f in the unit that factor leads to.
func bandsOf(f Figure, factor *big.Rat) bands {
	low, high, step := mul(f.Low, factor), mul(f.High, factor), mul(f.Step, factor)
	if f.Kind == Temperature && f.Unit.Code == "°F" {
		low, high, step = celsius(low), celsius(high), mul(step, big.NewRat(5, 9))
	}
	if (f.Kind == Count || f.Kind == Ordinal) && (f.Low.Cmp(big.NewRat(roundCount, 1)) < 0 || f.Step.Cmp(big.NewRat(100, 1)) < 0) {
		step = new(big.Rat)
	}
	half := mul(step, big.NewRat(1, 2))
	switch f.Qualifier {
	case About:
		n := around(low, larger(half, share(low, closeShare)))
		n.closed = true
		r := around(low, larger(step, share(low, remoteShare)))
		r.closed = true
		return bands{&n, r}
	case Nearly:
		return bands{
			&band{sub(low, larger(half, share(low, closeShare))), low, true},
			band{sub(low, larger(step, share(low, remoteShare))), low, true},
		}
	case AtLeast, MoreThan:
		return bands{nil, band{low: low}}
	case UpTo, LessThan:
		bottom := new(big.Rat)
		if high.Sign() < 0 || f.Kind == Temperature {
			bottom = sub(high, big.NewRat(1000000, 1))
		}
		return bands{nil, band{bottom, high, true}}
	case Between:
		return bands{nil, band{low, high, true}}
	case Vague:
		return bands{nil, band{low, high, false}}
	}
	n := around(low, half)
	if f.Kind == Length || f.Kind == Weight || f.Kind == Area || f.Kind == Volume || f.Kind == Duration {
		n = around(low, smaller(half, share(low, mostShare)))
	}
	w := half
	if rounded(f) {
		w = larger(half, share(low, closeShare))
	}
	return bands{&n, around(low, w)}
}

// rounded reports whether the notation of an exact figure shows that it was rounded.
func rounded(f Figure) bool {
	ten := big.NewRat(10, 1)
	switch {
	case f.Kind == Share:
		return !f.Low.IsInt() && f.Step.Cmp(big.NewRat(1, 1)) >= 0 || f.Low.IsInt() && f.Step.Cmp(big.NewRat(2, 1)) >= 0
	case f.Kind == Count:
		return f.Low.Cmp(big.NewRat(roundCount, 1)) >= 0 && f.Step.Cmp(big.NewRat(100, 1)) >= 0
	}
	return f.Step.Cmp(ten) >= 0
}

func celsius(f *big.Rat) *big.Rat { return mul(sub(f, big.NewRat(32, 1)), big.NewRat(5, 9)) }

// Ratio returns how many times as great the greater of two figures is as the other, at least, in one unit; 1 if they overlap, are in units that
// are not converted, or one is not positive.
func Ratio(a, b Figure) float64 {
	fa, fb, ok := common(a, b)
	if !ok || a.Low.Sign() <= 0 || b.Low.Sign() <= 0 {
		return 1
	}
	x, _ := new(big.Rat).Quo(mul(a.Low, fa), mul(b.High, fb)).Float64()
	y, _ := new(big.Rat).Quo(mul(b.Low, fb), mul(a.High, fa)).Float64()
	return max(1, x, y)
}
