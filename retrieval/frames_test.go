package retrieval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What only frames a question is not looked for; what stands beside it is.
func TestFramesAreNotLookedFor(t *testing.T) {
	for question, want := range map[string]string{
		"what do the sources say about the ferry":                          "ferry",
		"What does each of the five articles tell us about the ferry?":     "ferry",
		"what does it say about the ferry":                                 "ferry",
		"which of the books mention the ferry":                             "ferry",
		"which author thinks that the ferry was sold":                      "ferry sold",
		"according to the documents, who sold the ferry?":                  "sold ferry",
		"how do the accounts differ on the ferry?":                         "ferry",
		"where do the writers contradict each other about the ferry":       "ferry",
		"do all sources agree that the ferry was sold":                     "ferry sold",
		"compare what they say about the ferry":                            "ferry",
		"Find me the passage where the ferry is sold":                      "ferry sold",
		"could you please show me some quotes about the ferry?":            "ferry",
		"I'm looking for something on the ferry":                           "ferry",
		"I need information about the ferry":                               "ferry",
		"we were wondering who sold the ferry":                             "sold ferry",
		"summarise the views on the ferry":                                 "ferry",
		"explain why the ferry sank, in their own words":                   "ferry sank",
		"for our seminar: what role did the ferryman play?":                "ferryman",
		"discuss the role of the ferryman":                                 "ferryman",
		"what evidence is there that the ferry sank?":                      "ferry sank",
		"what numbers are given for the passengers":                        "passengers",
		"how is the ferryman portrayed?":                                   "ferryman",
		"is it true that the ferry sank?":                                  "ferry sank",
		"hello, who sold the ferry? thanks":                                "sold ferry",
		"what's the story with the ferry":                                  "ferry",
		"both sides of the argument about the ferry please":                "ferry",
		"where can I read about the ferry":                                 "ferry",
		"was sagen die Quellen über die Fähre?":                            "Fähre",
		"Laut den Artikeln, wer verkaufte die Fähre?":                      "verkaufte Fähre",
		"welche Autoren erwähnen die Fähre":                                "Fähre",
		"wie unterscheiden sich die Berichte über die Fähre":               "Fähre",
		"Finde bitte die Stelle, wo die Fähre sinkt.":                      "Fähre sinkt",
		"kannst du mir bitte sagen, wer die Fähre verkaufte?":              "Fähre verkaufte",
		"welche Rolle spielte der Fährmann":                                "Fährmann",
		"stimmt es, dass die Fähre sank?":                                  "Fähre sank",
		"que disent les sources sur le bac ?":                              "bac",
		"selon les textes, qui a vendu le bac ?":                           "vendu bac",
		"quels auteurs mentionnent le bac":                                 "bac",
		"je cherche un passage sur le bac":                                 "bac",
		"pouvez-vous me dire qui a vendu le bac ?":                         "vendu bac",
		"quel rôle a joué le passeur ?":                                    "passeur",
		"¿qué dicen las fuentes sobre la barca?":                           "barca",
		"según los textos, ¿quién vendió la barca?":                        "vendió barca",
		"busco un pasaje sobre la barca":                                   "barca",
		"¿en qué se diferencian los relatos sobre la barca?":               "barca",
		"hola, ¿puedes decirme quién vendió la barca?":                     "vendió barca",
		"что говорят источники о пароме?":                                  "пароме",
		"какие авторы упоминают паром":                                     "паром",
		"Скажите, пожалуйста, кто продал паром?":                           "продал паром",
		"какую роль сыграл паромщик":                                       "паромщик",
		"чем отличаются рассказы о пароме":                                 "пароме",
		"what did the ferryman say about the rope":                         "ferryman rope",
		"who found the ring in the library?":                               "found ring library",
		"who claims the reward":                                            "claims reward",
		"what was written on the wall":                                     "written wall",
		"did the parties agree on a price":                                 "parties agree price",
		"when did the author write the book":                               "write book",
		"who was looking for the dog":                                      "looking for dog",
		"how many books were lost":                                         "books lost",
		"did they find the passage under the house":                        "find passage house",
		"which documents were burned":                                      "documents burned",
		"what did the letter say about the money":                          "letter money",
		"what part of the bridge fell first?":                              "part bridge fell first",
		"wer fand das Buch in der Kirche":                                  "fand Buch Kirche",
		"qui a écrit le livre":                                             "écrit livre",
		"¿quién escribió el libro?":                                        "escribió libro",
		"кто написал книгу":                                                "написал книгу",
		"how do the sources differ?":                                       "differ", // nothing else is asked
		`what do the sources say about "the views of the sources", please`: "the views of the sources",
	} {
		var words []string
		for _, term := range NewQuery(question).Terms {
			words = append(words, term.Word)
		}
		if diff := cmp.Diff(want, strings.Join(words, " ")); diff != "" {
			t.Errorf("terms of %q (-want +got):\n%s", question, diff)
		}
	}
}

// What is expected does not hang on the frame.
func TestFramesDoNotTellWhatIsExpected(t *testing.T) {
	for question, want := range map[string]Kind{
		"what do the sources say about the ferry":     AnyKind,
		"what does it say about the ferry":            AnyKind,
		"find the passage where the ferry sinks":      AnyKind,
		"where do the sources differ about the ferry": AnyKind,
		"que disent les sources sur le bac ?":         AnyKind,
		"¿qué dicen las fuentes sobre la barca?":      AnyKind,
		"finde die Stelle, wo die Fähre sinkt":        AnyKind,
		"what did the ferryman say about the rope":    Quote,
		"find out where the ferry sank":               Place,
		"according to the sources, who sold it":       Actor,
		"what figures do they give for the dead":      Figure,
		"the different explanations for the accident": Cause,
	} {
		if got := NewQuery(question).Kind; got != want {
			t.Errorf("kind of %q = %q, want %q", question, got, want)
		}
	}
}

// A question of key words tells what it expects by one of them.
func TestKeywordsTellWhatIsExpected(t *testing.T) {
	checkAsked(t, []asked{
		{"casualties", Figure, "casualties"},
		{"any deaths?", Figure, "deaths"},
		{"witness count", Figure, "witness"},
		{"funeral date", Date, "funeral"},
		{"year built", Date, "built"},
		{"date of the funeral", Date, "funeral"},
		{"Verletzte?", Figure, "Verletzte"},
		{"Datum Unfall", Date, "Unfall"},
		{"les morts ?", Figure, "morts"},
		{"fecha funeral", Date, "funeral"},
		{"погибшие", Figure, "погибшие"},
		{"date", AnyKind, "date"},
		{"who were the victims", Actor, "victims"},
		{"names of the victims", AnyKind, "names victims"},
		{"the wounded king of the hill", AnyKind, "wounded king hill"},
	})
}

// asked is what a question expects and looks for.
type asked struct {
	question string
	kind     Kind
	words    string // capitals aside
}

func checkAsked(t *testing.T, cases []asked) {
	t.Helper()
	for _, c := range cases {
		q := NewQuery(c.question)
		var words []string
		for _, term := range q.Terms {
			words = append(words, term.Word)
		}
		if got := strings.Join(words, " "); q.Kind != c.kind || !strings.EqualFold(got, c.words) {
			t.Errorf("NewQuery(%q) expects %q and looks for %q, want %q and %q", c.question, q.Kind, got, c.kind, c.words)
		}
	}
}

// A question is the same in capitals and with other white space.
func TestQuestionsArePlain(t *testing.T) {
	plain := NewQuery("where is the ferry")
	for _, question := range []string{"WHERE IS THE FERRY", "where  is\tthe   ferry", " where is the ferry\n", "where\u00a0is the ferry"} {
		if diff := cmp.Diff(plain, NewQuery(question)); diff != "" {
			t.Errorf("NewQuery(%q) is not that of \"where is the ferry\" (-want +got):\n%s", question, diff)
		}
		if diff := cmp.Diff([]Query{plain}, (*Aliases)(nil).Questions(question)); diff != "" {
			t.Errorf("Questions(%q) are not those of \"where is the ferry\" (-want +got):\n%s", question, diff)
		}
	}
	for question, want := range map[string]string{"US": "^us", "US NATO": "^us nato", "US ARMY LEFT": "armi leav"} {
		var terms []string
		for _, term := range NewQuery(question).Terms {
			terms = append(terms, term.Alternatives[0].Terms...)
		}
		if got := strings.Join(terms, " "); got != want {
			t.Errorf("NewQuery(%q) looks for %q, want %q", question, got, want)
		}
	}
	if got := len((*Aliases)(nil).Questions("Where is the ferry\nWho sold the boat")); got != 3 {
		t.Errorf("two lines are %d queries, want 3: the whole and each", got)
	}
}

func TestFramesOfHostileQuestions(t *testing.T) {
	for _, question := range []string{"", "\xff what do the sources say about \xfe", strings.Repeat(", find the", 500), strings.Repeat("the ", 500) + "sources say", "İİİ what do the sources say about İ"} {
		for _, s := range framesIn("en", question) {
			if s.Start < 0 || s.End > len(question) || s.Start > s.End {
				t.Errorf("framesIn(%.40q) has %v", question, s)
			}
		}
	}
}
