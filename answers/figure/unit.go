package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// A measure is what a unit measures and how much one of it is in the base unit of its kind.
type measure struct {
	kind   Kind
	factor *big.Rat // nil if units of the kind are not converted
}

// measures has the measures of all units but currencies. Base units are the metre, kilogram, square metre, litre, second,
// and year for ages. A ton is the long ton of 2240 lb; a month is the twelfth part and a year is 365.2425 days.
var measures = map[string]measure{
	"m": {Length, rat("1")}, "km": {Length, rat("1000")}, "cm": {Length, rat("1/100")}, "mm": {Length, rat("1/1000")},
	"mi": {Length, rat("1609.344")}, "yd": {Length, rat("0.9144")}, "ft": {Length, rat("0.3048")}, "in": {Length, rat("0.0254")},
	"fathom": {Length, rat("1.8288")}, "furlong": {Length, rat("201.168")}, "nmi": {Length, rat("1852")}, "verst": {Length, rat("1066.8")},
	"kg": {Weight, rat("1")}, "g": {Weight, rat("1/1000")}, "t": {Weight, rat("1000")}, "ton": {Weight, rat("1016.0469088")},
	"cwt": {Weight, rat("50.80234544")}, "lb": {Weight, rat("0.45359237")}, "oz": {Weight, rat("0.028349523125")},
	"Pfund": {Weight, rat("1/2")}, "Zentner": {Weight, rat("50")}, "centner": {Weight, rat("100")}, "quintal": {Weight, rat("100")},
	"pud": {Weight, rat("16.38")},
	"m2":  {Area, rat("1")}, "km2": {Area, rat("1000000")}, "ha": {Area, rat("10000")}, "acre": {Area, rat("4046.8564224")},
	"mi2": {Area, rat("2589988.110336")}, "ft2": {Area, rat("0.09290304")}, "cm2": {Area, rat("1/10000")},
	"ml": {Volume, rat("1/1000")}, "cl": {Volume, rat("1/100")}, "l": {Volume, rat("1")}, "hl": {Volume, rat("100")}, "m3": {Volume, rat("1000")},
	"cm3": {Volume, rat("1/1000")},
	"km3": {Volume, rat("1000000000000")}, "ft3": {Volume, rat("28.316846592")}, "gal": {Volume, nil}, "pt": {Volume, nil},
	"bu": {Volume, nil}, "bbl": {Volume, rat("158.987294928")},
	"°": {Temperature, nil}, "°C": {Temperature, nil}, "°F": {Temperature, nil},
	"h": {Duration, rat("3600")}, "min": {Duration, rat("60")}, "s": {Duration, rat("1")}, "d": {Duration, rat("86400")},
	"wk": {Duration, rat("604800")}, "fn": {Duration, rat("1209600")}, "mo": {Duration, rat("2629746")}, "y": {Duration, rat("31556952")},
	"dec": {Duration, rat("315569520")}, "cen": {Duration, rat("3155695200")},
	"%": {Share, rat("1")}, "‰": {Share, rat("1/10")}, "pp": {Points, rat("1")},
	"kW": {Rate, nil}, "MW": {Rate, nil}, "kWh": {Rate, nil}, "kn": {Rate, nil},
	"mi/h": {Rate, nil}, "km/h": {Rate, nil},
}

// coins gives the currency of its smaller coins and how many make one. Coins of several currencies stay themselves.
var coins = map[string]struct {
	code string
	per  int64
}{
	"shilling": {"GBP", 20}, "penny": {"GBP", 240}, "eurocent": {"EUR", 100}, "kopeck": {"RUB", 100},
}

// lesser lists, for a unit, the units of which a remainder may follow: "four tons and two hundredweight".
var lesser = map[string]string{
	"ton": "cwt lb", "cwt": "lb", "lb": "oz", "mi": "yd ft", "yd": "ft in", "ft": "in", "km": "m", "m": "cm", "kg": "g", "t": "kg", "h": "min s",
	"min": "s", "y": "mo d", "mo": "wk d", "wk": "d", "d": "h", "GBP": "GBP", "EUR": "EUR", "RUB": "RUB",
}

// currencyMarks are the signs of currencies.
var currencyMarks = map[string]string{
	"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₸": "KZT", "₴": "UAH", "₹": "INR", "₺": "TRY", "₩": "KRW", "zł": "PLN",
}

// currencyCodes are codes that are read as they stand, in capitals.
var currencyCodes = each("USD EUR GBP CHF JPY CNY RUB KZT UAH INR PLN CZK SEK NOK DKK CAD AUD TRY UZS KGS BYN GEL AMD MXN ARS BRL")

// A quantity is a unit as it stands in a text.
type quantity struct {
	unit   Unit
	kind   Kind
	to     int      // the token after it
	factor *big.Rat // what the number is multiplied with to be in unit; nil for 1
}

// symbols are units whose spelling is the same in all languages.
var symbols = coded(`m: m
	km: km
	cm: cm
	mm: mm
	kg: kg
	g: g
	t: t
	ha: ha
	l: l
	ml: ml
	cl: cl
	hl: hl
	h: h
	min: min
	kW: kw
	MW: mw
	kWh: kwh`)

// quantity reads the unit at token j. adjective says that a hyphen joins it to the number.
func (r *reader) quantity(j int, n numeral, adjective bool) (quantity, bool) {
	digits := n.digits
	t := r.at(j)
	none := quantity{}
	switch {
	case t.word == "%" || t.word == "٪":
		return r.rated(quantity{unit: Unit{Code: "%"}, kind: Share, to: j + 1}), true
	case t.word == "‰":
		return quantity{unit: Unit{Code: "‰"}, kind: Share, to: j + 1}, true
	case t.word == "°" || t.word == "º":
		q := quantity{unit: Unit{Code: "°"}, kind: Temperature, to: j + 1}
		if w := r.word(j + 1); (w == "c" || w == "f" || r.language == "ru" && w == "с") && r.at(j+1).upper {
			q.unit.Code, q.to = map[bool]string{true: "°F", false: "°C"}[w == "f"], j+2
		} else if t.word == "º" || w != "" && r.at(j+1).glued {
			return none, false
		}
		return q, true
	}
	if code, ok := currencyMarks[t.word]; ok {
		return r.rated(quantity{unit: Unit{Code: code}, kind: Money, to: j + 1}), true
	}
	if t.kind != wordToken {
		return none, false
	}
	if k := r.phrase(j, r.lex.percent); k > 0 {
		return r.rated(quantity{unit: Unit{Code: "%"}, kind: Share, to: j + k}), true
	}
	if k := r.phrase(j, r.lex.points); k > 0 {
		return quantity{unit: Unit{Code: "pp"}, kind: Points, to: j + k}, true
	}
	if code := strings.ToUpper(t.word); currencyCodes[t.word] && r.text[t.start:t.end] == code {
		return r.rated(quantity{unit: Unit{Code: code}, kind: Money, to: j + 1}), true
	}
	if k := longest(r, j, r.lex.unitPhrases); k > 0 {
		return r.finish(r.lex.unitPhrases[r.joined(j, k)], j+k)
	}
	code, ok := r.lex.units[t.word]
	if !ok {
		code, ok = symbols[t.word]
	}
	if !ok {
		return none, false
	}
	if n := utf8.RuneCountInString(t.word); n == 1 && !digits || n <= 2 && t.upper && code != "MW" && code != "kW" {
		return none, false
	}
	to := j + 1
	if mark := r.at(to); mark.glued && (mark.word == "²" || mark.word == "³") {
		squared, known := map[string]string{
			"m²": "m2", "km²": "km2", "cm²": "cm2", "m³": "m3", "km³": "km3", "cm³": "cm3", "ft²": "ft2",
			"mi²": "mi2",
		}[code+mark.word]
		if known {
			code, to = squared, to+1
		}
	}
	if code == "pound" {
		code = "GBP"
		if adjective || r.weighs(j, n) {
			code = "lb"
		}
	}
	return r.finish(code, to)
}

// weighs reports whether the pounds at token j are a weight.
func (r *reader) weighs(j int, n numeral) bool {
	if r.phrase(j+1, r.lex.of) > 0 {
		return true
	}
	for k := max(n.from-6, 0); k < min(j+4, len(r.toks)); k++ {
		if w := r.toks[k].word; strings.HasPrefix(w, "weigh") || w == "heavy" || w == "load" || w == "oz" || w == "ounces" {
			return true
		}
	}
	return false
}

// finish gives a unit its kind, and its divisor if one follows.
func (r *reader) finish(code string, to int) (quantity, bool) {
	q := quantity{unit: Unit{Code: code}, kind: Money, to: to}
	if c, ok := coins[code]; ok {
		q.unit.Code, q.factor = c.code, big.NewRat(1, c.per)
	} else if m, ok := measures[code]; ok {
		q.kind = m.kind
	}
	if code, per, ok := strings.Cut(code, "/"); ok {
		q.unit, q.kind = Unit{code, per}, Rate
		return q, true
	}
	return r.rated(q), true
}

// rated adds the divisor of a rate: "an hour", "per year", "/day".
func (r *reader) rated(q quantity) quantity {
	if code, to, ok := r.divisor(q.to, q.kind); ok {
		q.unit.Per, q.to, q.kind = code, to, Rate
	}
	return q
}

// divisor reads the divisor of a rate of a kind at token j. A price may be per any unit, in English also with an article: "a litre"; what is
// weighed, poured, or paid may be so per area: "two tonnes to the hectare".
func (r *reader) divisor(j int, of Kind) (code string, to int, ok bool) {
	price := of == Money
	if r.at(j).word == "/" && r.at(j).glued {
		if code, ok := r.lex.units[r.word(j+1)]; ok {
			return code, j + 2, true
		}
		if code, ok := symbols[r.word(j+1)]; ok {
			return code, j + 2, true
		}
		return "", 0, false
	}
	k := r.phrase(j, r.lex.per)
	article := false
	if k == 0 {
		k, article = r.phrase(j, r.lex.perArticles), true
	}
	if k == 0 {
		return "", 0, false
	}
	w := r.word(j + k)
	if r.language == "en" && (w == "annum" || w == "head" || w == "capita") && !article {
		return map[string]string{"annum": "y", "head": "person", "capita": "person"}[w], j + k + 1, true
	}
	code, ok = r.lex.units[w]
	if !ok || len([]rune(w)) == 1 {
		return "", 0, false
	}
	m := measures[code]
	if article && m.kind == Area && (of == Weight || of == Volume || of == Money) {
		return code, j + k + 1, true
	}
	if r.word(j) == "to" {
		return "", 0, false
	}
	if m.kind == Duration || (!article || price && r.language == "en") && (m.kind == Length || m.kind == Area || m.kind == Volume ||
		m.kind == Weight) && r.language != "ru" {
		return code, j + k + 1, true
	}
	return "", 0, false
}
