package reader

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"variorum/answers"
)

// Errors of replies. None of them has words of the reply in it.
var (
	errNoReply   = errors.New("the server's reply is not one of the chat interface")
	errRefused   = errors.New("the model refused")
	errNoChoice  = errors.New("the model did not reply in the form that was asked for")
	errNoNumbers = errors.New("the model chose lines that were not there, and no other")
)

// contentOf returns what the model wrote.
func contentOf(raw []byte) (string, error) {
	var reply struct {
		Choices []struct {
			Message struct {
				Content *string `json:"content"`
				Refusal *string `json:"refusal"`
			} `json:"message"`
			Reason string `json:"finish_reason"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(raw, &reply); err != nil || len(reply.Choices) == 0 {
		return "", errNoReply
	}
	first := reply.Choices[0]
	switch {
	case first.Message.Refusal != nil && *first.Message.Refusal != "", first.Reason == "content_filter":
		return "", errRefused
	case first.Message.Content == nil:
		return "", errNoReply
	}
	return *first.Message.Content, nil
}

// A reply is what the model is asked for.
type reply struct {
	Chosen *[]struct {
		Line     json.Number `json:"line"`
		Strength string      `json:"strength"`
	} `json:"chosen"`
}

// maxObjects is the most places in one reply at which a choice is looked for.
const maxObjects = 256

// parse returns what a model chose of lines that are numbered up to n. There may be prose, thoughts, and marks of code around the JSON, but no two
// choices that differ. Numbers that no line has, those given before, and strengths that are neither direct nor weak are dropped; if
// nothing is left of a choice, it is an error.
func parse(content string, n int) ([]answers.ChosenLine, error) {
	if _, answer, ok := strings.Cut(content, "</think>"); ok {
		content = answer
	}
	found := false
	var chosen []answers.ChosenLine
	for range maxObjects {
		at := strings.IndexByte(content, '{')
		if at < 0 {
			break
		}
		content = content[at:]
		r, length := decode(content)
		if r.Chosen == nil { // but perhaps inside it
			content = content[1:]
			continue
		}
		content = content[length:]
		these, err := r.checked(n)
		if err != nil {
			return nil, err
		}
		if found && !slices.Equal(these, chosen) {
			return nil, errNoChoice
		}
		found, chosen = true, these
	}
	if !found {
		return nil, errNoChoice
	}
	return chosen, nil
}

// decode reads a reply with which s begins, and returns its length. Its Chosen is nil if there is none.
func decode(s string) (r reply, length int) {
	d := json.NewDecoder(strings.NewReader(s))
	if err := d.Decode(&r); err != nil {
		return reply{}, 0
	}
	return r, int(d.InputOffset())
}

// checked returns what of a reply can be used.
func (r reply) checked(n int) ([]answers.ChosenLine, error) {
	var chosen []answers.ChosenLine
	for _, c := range *r.Chosen {
		number, err := c.Line.Int64()
		strength := answers.Strength(c.Strength)
		if err != nil || number < 1 || number > int64(n) || strength != answers.Direct && strength != answers.Weak {
			continue
		}
		if !slices.ContainsFunc(chosen, func(o answers.ChosenLine) bool { return o.Number == int(number) }) {
			chosen = append(chosen, answers.ChosenLine{Number: int(number), Strength: strength})
		}
	}
	if len(chosen) == 0 && len(*r.Chosen) > 0 {
		return nil, errNoNumbers
	}
	return chosen, nil
}

// pack returns a choice as it is kept: pairs of a number and 2 for direct or 1 for weak.
func pack(chosen []answers.ChosenLine) []byte {
	pairs := make([][2]int, len(chosen))
	for i, c := range chosen {
		pairs[i] = [2]int{c.Number, 1}
		if c.Strength == answers.Direct {
			pairs[i][1] = 2
		}
	}
	return encoded(pairs)
}

// unpack returns the choice that pack made, or an error if it is none of lines that are numbered up to n.
func unpack(raw []byte, n int) ([]answers.ChosenLine, error) {
	var pairs [][2]int
	if err := json.Unmarshal(raw, &pairs); err != nil {
		return nil, err
	}
	chosen := make([]answers.ChosenLine, len(pairs))
	for i, p := range pairs {
		if p[0] < 1 || p[0] > n || p[1] < 1 || p[1] > 2 {
			return nil, errNoNumbers
		}
		chosen[i] = answers.ChosenLine{Number: p[0], Strength: []answers.Strength{answers.Weak, answers.Direct}[p[1]-1]}
	}
	return chosen, nil
}

// encoded returns numbers as JSON.
func encoded(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("reader: " + err.Error()) // numbers can always be encoded
	}
	return raw
}
