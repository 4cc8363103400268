package markdown

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

// A finder knows where a character stands in a text.
type finder struct {
	at    []int
	asked bool
}

// next returns the index of the first c in s from i on, or len(s). It is always asked for the same c and s.
func (f *finder) next(s string, c byte, i int) int {
	for n := 0; !f.asked && n < len(s); n++ {
		if s[n] == c {
			f.at = append(f.at, n)
		}
	}
	f.asked = true
	if k := sort.SearchInts(f.at, i); k < len(f.at) {
		return f.at[k]
	}
	return len(s)
}

// places is where the characters come next that matter to links: "[", "]", ")", "<", ">", ":" and " ".
type places struct {
	open, shut, round, lower, angles, colons, spaces finder

	addressEnds map[int]int // by where a pair of round brackets in it ends
}

// url reads an address that stands in the text. Points and brackets at its end do not belong to it.
func (p *parser) url() (Node, int) {
	rest := p.s[p.at:]
	scheme := schemeOf(rest, "http://", "https://", "steam://")
	if scheme == 0 {
		return Node{}, 0
	}
	n := strings.IndexFunc(rest, func(r rune) bool { return r == '<' || isSpace(r) })
	if n < 0 {
		n = len(rest)
	}
	address := strings.TrimRight(rest[:n], `.,:;"']`)
	if Len(address[min(scheme, len(address)):]) < 2 {
		return Node{}, 0
	}
	address = unpaired(address)
	return Node{Kind: Link, Text: address, Target: address}, p.at + len(address)
}

// unpaired cuts the brackets at the end of an address that close nothing in it.
func unpaired(address string) string {
	from := 0
	for i := len(address) - 1; i >= 0 && address[i] == ')'; i-- {
		n := strings.IndexByte(address[from:], '(')
		if n < 0 {
			return address[:len(address)-1]
		}
		from += n + 1
	}
	return address
}

// schemeOf returns the length of that of the schemes which s begins with, or 0.
func schemeOf(s string, schemes ...string) int {
	for _, scheme := range schemes {
		if len(s) >= len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// masked reads a link with a label.
func (p *parser) masked() (Node, int) {
	if p.labelsTried == nil {
		p.labelsTried = make(map[int]bool)
	}
	for i, tried := p.at+1, p.labelsTried; !tried[i]; {
		tried[i] = true
		open, shut := p.open.next(p.s, '[', i), p.shut.next(p.s, ']', i)
		if shut == len(p.s) {
			break
		}
		if open < shut {
			i = shut + 1
			continue
		}
		if target, end := p.target(shut + 1); end > 0 {
			return Node{Kind: MaskedLink, Target: target, Children: p.inner(p.s[p.at+1:shut], nil)}, end
		}
		if again := strings.IndexAny(p.s[shut+1:], "[]"); again < 0 || p.s[shut+1+again] == '[' {
			break
		}
		i = shut + 1
	}
	return Node{}, 0
}

// target reads the address of a masked link in round brackets, and where they end; the end is 0 if there is none.
func (p *parser) target(i int) (address string, end int) {
	if i == len(p.s) || p.s[i] != '(' {
		return "", 0
	}
	i = skipSpace(p.s, i+1)
	if strings.HasPrefix(p.s[i:], "<") {
		i++
	}
	if schemeOf(p.s[i:], "http://", "https://", "discord://") == 0 {
		return "", 0
	}
	from := i
	i = p.addressEnd(i)
	address = p.s[from:i]
	if strings.HasPrefix(p.s[i:], ">") {
		i++
	}
	i = p.titleEnd(i)
	if !strings.HasPrefix(p.s[i:], ")") {
		return "", 0
	}
	return unescaped(address), i + 1
}

// addressEnd returns where the address ends that begins at i. Round brackets within stand in pairs. Behind each pair the end is
// noted, since other addresses may come by there.
func (p *parser) addressEnd(i int) int {
	var pairs []int
	end, known := 0, false
	for end = i; end < len(p.s) && !known; {
		switch c := p.s[end]; {
		case c == ')', c == '>' && (blankFollows(p.s[end+1:]) || p.s[end+1] == ')'), isSpace(first(p.s[end:])):
			known = true
		case c == '(':
			pair := p.round.next(p.s, ')', end) + 1
			if end, known = p.addressEnds[pair]; !known {
				end = pair
				pairs = append(pairs, pair)
			}
		case c == '\\':
			end += 2
		default:
			end++
		}
	}
	end = min(end, len(p.s))
	for _, pair := range pairs {
		if p.addressEnds == nil {
			p.addressEnds = make(map[int]int)
		}
		p.addressEnds[pair] = end
	}
	return end
}

// titleEnd returns where the title ends that may stand behind an address, and the blanks around it.
func (p *parser) titleEnd(i int) int {
	from := skipSpace(p.s, i)
	if from == i || from == len(p.s) || p.s[from] != '"' && p.s[from] != '\'' {
		return from
	}
	end := p.round.next(p.s, ')', from)
	if title := strings.TrimRightFunc(p.s[from+1:end], isSpace); strings.HasSuffix(title, `"`) || strings.HasSuffix(title, "'") {
		return end
	}
	return from
}

func skipSpace(s string, i int) int {
	return len(s) - len(strings.TrimLeftFunc(s[i:], isSpace))
}

// unescaped returns s without the backslashes that Discord takes away.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && escapable(first(s[i+1:])) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// The forms that Discord knows between "<" and ">".
var (
	userForm       = regexp.MustCompile(`^@!?(\d+)$`)
	roleForm       = regexp.MustCompile(`^@&(\d+)$`)
	gameForm       = regexp.MustCompile(`^@\$(\d+)$`)
	channelForm    = regexp.MustCompile(`^#(\d+)$`)
	commandForm    = regexp.MustCompile(`^/((?:[-_\p{L}\p{N}\p{Mn}\p{Mc}]{1,32})(?: [-_\p{L}\p{N}\p{Mn}\p{Mc}]{1,32}){0,2}):(\d+)$`)
	navigationForm = regexp.MustCompile(`^id:(home|browse|customize|guide|linked-roles)(?::\d+)?$`)
	emojiForm      = regexp.MustCompile(`^a?:(\w+):(\d+)$`)
	soundForm      = regexp.MustCompile(`^sound:(\d+):(\d+)$`)
	timeForm       = regexp.MustCompile(`^t:(-?\d{1,17})(?::[a-zA-Z])?$`)
	mailForm       = regexp.MustCompile(`^[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+$`)
	phoneForm      = regexp.MustCompile(`^(?:(?:tel|sms):\+?|\+)(?:[0-9]|\([0-9]+\))(?:[- ./]?(?:[0-9]|\([0-9]+\)))+$`)
)

// angle reads what stands between "<" and ">".
func (p *parser) angle() (Node, int) {
	from := p.at + 1
	end := p.angles.next(p.s, '>', from)
	if end == len(p.s) {
		return Node{}, 0
	}
	if colon := p.colons.next(p.s, ':', from); colon > from && colon+2 < end && p.s[colon+1] == '/' &&
		p.spaces.next(p.s, ' ', from) > end {
		address := p.s[from:end]
		return Node{Kind: Link, Text: address, Target: address}, end + 1
	}
	if p.lower.next(p.s, '<', from) < end {
		return Node{}, 0
	}
	node, ok := angleForm(p.s[from:end])
	if !ok || p.state.title && (node.Kind == User || node.Kind == Role) {
		return Node{}, 0
	}
	return node, end + 1
}

// angleForm returns what Discord shows for a form between "<" and ">".
func angleForm(body string) (Node, bool) {
	for _, form := range []struct {
		kind   Kind
		is     *regexp.Regexp
		before string
	}{
		{User, userForm, "@"}, {Role, roleForm, "@"}, {Game, gameForm, "@"}, {Channel, channelForm, "#"}, {Navigation, navigationForm, "#"},
	} {
		if m := form.is.FindStringSubmatch(body); m != nil {
			return Node{Kind: form.kind, Text: form.before + m[1], Target: m[1]}, true
		}
	}
	if m := commandForm.FindStringSubmatch(body); m != nil {
		return Node{Kind: Command, Text: "/" + m[1], Target: m[2]}, true
	}
	for _, form := range []*regexp.Regexp{emojiForm, soundForm} {
		if m := form.FindStringSubmatch(body); m != nil {
			return Node{Kind: Emoji, Text: ":" + m[1] + ":", Target: m[2]}, true
		}
	}
	if m := timeForm.FindStringSubmatch(body); m != nil {
		return timestamp(m[1])
	}
	if mailForm.MatchString(body) || phoneForm.MatchString(body) {
		return Node{Kind: Link, Text: body, Target: body}, true
	}
	return Node{}, false
}

// maxSeconds is how far from 1970 a time may be that a browser knows.
const maxSeconds = 8_640_000_000_000

func timestamp(seconds string) (Node, bool) {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n > maxSeconds || n < -maxSeconds {
		return Node{}, false
	}
	return Node{Kind: Timestamp, Text: time.Unix(n, 0).UTC().Format("2 January 2006 15:04"), Target: seconds}, true
}
