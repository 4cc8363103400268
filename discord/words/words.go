// Package words holds the fixed strings of the bot in Discord, one file for each language. They are few and quiet, and none praises, doubts or ranks.
package words

import (
	"fmt"

	"variorum/answers"
)

// Languages are those that there are words in.
var Languages = []string{"en", "de", "es", "fr", "ru"}

var byLanguage = map[string]*Words{"en": &english, "de": &german, "es": &spanish, "fr": &french, "ru": &russian}

// Of returns the words of a language, or English ones.
func Of(language string) Words {
	if w, ok := byLanguage[language]; ok {
		return *w
	}
	return english
}

// Words are the fixed strings in one language. Where a comment says so they are formats.
type Words struct {
	Name string // of the language, in itself

	// Below an answer.
	AsList, Differences, Sources, Share, Feedback string
	Weaker                                        string // also what matches less of the question
	InContext, MoreOf                             string // of menus
	Scopes                                        map[answers.Scope]string
	AllTopics                                     string // the head of a collation without a topic

	// Instead of an answer.
	EmptyQuestion  string
	LongQuestion   string // the limit, and how many characters there are
	EmptyQuotation string
	QuoteLength    string // the least and the most, and how many characters there are
	NoCitation     string
	NoSuchPlace    string
	NoSources      string // a filter let none through
	UnknownSource  string // a name
	DidYouMean     string // names
	SeeSources     string
	UnknownCommand string
	OldButton      string
	Expired        string // days
	NotYours       string
	OtherChannel   string // channels
	Slower         string // seconds
	ServerSlower   string // seconds
	TookLong       string
	Stopping       string
	Replaced       string
	Failed         string
	// LibraryChanged says that what is below is of the library as it is now, LibraryChangedAsk that an answer is of one that is no more.
	LibraryChanged, LibraryChangedAsk string
	NoPermission                      string // names of permissions, as Discord has them in English
	NoChannel                         string
	TooManyThreads                    string
	TagRequired                       string
	ServersOnly                       string
	ManagersOnly                      string
	NothingWritten                    string

	// Feedback.
	FeedbackHelp, NotOnQuestion, Missing, MissingSource, MissingWords, Noted string

	// Discussions.
	Opening, OpenDiscussion, Discussion                    string
	MoreAccounts                                           string // a number
	AddExcerpt, ChallengeExcerpt, Citation, ChallengeWords string
	AddedBy, ChallengedBy                                  string // before a member
	NoDiscussion                                           string
	ServerSettings, ServerSettingsHelp                     string
	MemberSettings, MemberSettingsHelp                     string
	Library, Order, Language, Excerpts, Channels, Length   string
	PrivateDefault                                         string
	Default, AsDiscord, AsServer, NoLimit                  string
	Short, Usual, Long, Yes, No                            string
	KeptHelp                                               string // days
	KeptMore                                               string // a number
	NothingKept, KeptAnswer, KeptAddition, Until           string
	Exported, SureServer, DeleteServer                     string
	Deleted                                                string // a number
	HelpHead                                               string
	Help                                                   []Help
	// Commands are the names and descriptions of commands and options by path, as "ask" and "ask.question".
	Commands map[string]Label
}

// Help says what a command does, with an example.
type Help struct{ Command, Does, Example string }

// A Label is the name of a command or option, and its description.
type Label struct{ Name, Text string }

// Discord's error codes for permissions that are missing.
const (
	missingAccess      = 50001
	missingPermissions = 50013
)

// Permission returns what a member is told of one of Discord's error codes, or "" if it is not about permissions.
func (w Words) Permission(code int) string {
	switch code {
	case missingAccess:
		return fmt.Sprintf(w.NoPermission, "View Channel")
	case missingPermissions:
		return fmt.Sprintf(w.NoPermission, "Send Messages, Embed Links")
	}
	return ""
}
