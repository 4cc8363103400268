package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"variorum/discord/discordtest"
	"variorum/discord/state"
	"variorum/eval"
)

// botBefore runs a command line in this process, before a Discord of ours.
func botBefore(t *testing.T, d *discordtest.Server, token string, args ...string) result {
	t.Helper()
	var out, errs lockedBuffer
	code := run(t.Context(), args, env{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(name string) string {
		return map[string]string{"DISCORD_TOKEN": token, "DISCORD_API_BASE": d.URL()}[name]
	}})
	return result{code, out.String(), errs.String()}
}

// Doctor looks at the application, names what is wrong with the remedy, and prints the invitation.
func TestDoctorDiscord(t *testing.T) {
	d := discordtest.New(t, discordtest.Options{Guilds: guilds[:1]})
	for _, tt := range []struct {
		name, token, config string
		code                int
		want                []string
	}{
		{"a server that gives no permissions", d.Token(), "", failed, []string{"token        accepted", "(" + d.ApplicationID() + ")", "not registered yet", "way in       the gateway", "client_id=" + d.ApplicationID(), "Create Public Threads"}},
		{"a wrong token", "nonsense", "", failed, []string{"Discord refuses it", "remedy: copy the token anew"}},
		{"no token", "", "", wrongUse, []string{"DISCORD_TOKEN is not set"}},
		{"the gateway is off", d.Token(), "discord:\n  gateway: false\n", failed, []string{"turned off in the configuration"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"config.yaml": tt.config})
			r := botBefore(t, d, tt.token, "doctor", "--discord", "--config", filepath.Join(dir, "config.yaml"))
			if r.code != tt.code {
				t.Errorf("the exit code is %d, want %d", r.code, tt.code)
			}
			for _, want := range tt.want {
				if !strings.Contains(r.out+r.err, want) {
					t.Errorf("it does not say %q:\n%s%s", want, r.out, r.err)
				}
			}
			if strings.Contains(r.out+r.err, d.Token()) {
				t.Error("it shows the token")
			}
		})
	}
}

// Where nothing was kept yet there is no feedback, and nothing is made.
func TestNoFeedback(t *testing.T) {
	dir := write(t, map[string]string{"config.yaml": ""})
	r := bot(t, "", "feedback", "--config", filepath.Join(dir, "config.yaml"))
	if r.code != done || r.out != "" || !strings.Contains(r.err, "there is no feedback") {
		t.Errorf("feedback = %+v", r)
	}
	if _, err := os.Stat(filepath.Join(dir, "variorum-data")); err == nil {
		t.Error("a data folder was made")
	}
}

// What members said of answers becomes judgments that bot eval reads.
func TestFeedbackBecomesJudgments(t *testing.T) {
	dir := write(t, map[string]string{"config.yaml": ""})
	s, err := state.Open(t.Context(), filepath.Join(dir, "variorum-data"), state.Options{})
	check(t, err)
	for _, f := range []state.Feedback{
		{Kind: state.FeedbackOff, Source: "005-memo", Excerpt: "005-memo:bs-81-lfx"},
		{Kind: state.FeedbackMissing, Words: "The company does not count him, since no iron touched him"},
		{Kind: state.FeedbackMissing, Excerpt: "002-bulletin:em-e9-22j", Source: "002-bulletin", Words: "002-bulletin:em-e9-22j"},
		{Kind: state.FeedbackMissing, Words: "words that stand in no source at all"},
	} {
		f.Member, f.Question = "1", "how many people were hurt?"
		_, err := s.AddFeedback(t.Context(), f)
		check(t, err)
	}
	check(t, s.Close())
	r := bot(t, "", "feedback", "--config", filepath.Join(dir, "config.yaml"))
	if r.code != done || !strings.Contains(r.err, "feedback 4 is no judgment: its words stand in no source") {
		t.Errorf("feedback = %+v", r)
	}
	var got []eval.Question
	for line := range strings.Lines(r.out) {
		var q eval.Question
		check(t, json.Unmarshal([]byte(line), &q))
		got = append(got, q)
	}
	if len(got) != 3 || got[0].Silent[0] != "005-memo" || len(got[1].Accounts["002-bulletin"]) != 1 || !strings.HasPrefix(got[2].Accounts["002-bulletin"][0].Quote, "It came down on Peter Vance") {
		t.Errorf("the judgments are %+v", got)
	}
	judged := filepath.Join(t.TempDir(), "judgments.jsonl")
	check(t, os.WriteFile(judged, []byte(r.out), 0o666))
	if r := bot(t, "", "eval", judged); r.code != done {
		t.Errorf("eval = %+v", r)
	}
}
