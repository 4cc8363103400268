package interaction

import (
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
)

// What cannot be answered is an error; what can is read, as far as discordgo can.
func TestDecode(t *testing.T) {
	for in, want := range map[string]string{
		``:                                "",
		`null`:                            "",
		`{}`:                              "",
		`[]`:                              "",
		`{"id":"1","type":2}`:             "",
		`{"id":1,"type":2,"token":"t"}`:   "",
		`{"id":"1","type":2,"token":"t"}`: "1 <nil>",
		`{"id":"1","type":2,"token":"t","data":{"name":"ask"},"member":5,"locale":"de"}`:                                                                   "1 ask",
		`{"id":"1","type":2,"token":"t","data":{"name":"ask"},"app_permissions":5,"user":{"id":"7"}}`:                                                      "1 ask",
		`{"id":"1","type":2,"token":"t","data":{"name":"ask","options":[null]}}`:                                                                           "1 ask",
		`{"id":"1","type":2,"token":"t","data":{"name":"ask"},"message":{"id":"2","components":[{"type":99}]}}`:                                            "1 ask",
		`{"id":"1","type":2,"token":"t","data":{"name":"ask","resolved":{"messages":{"2":{"id":"2","content":"x","components":[{"type":99}]},"3":null}}}}`: "1 ask",
	} {
		i, err := Decode([]byte(in))
		got := ""
		if err == nil {
			got = i.ID + " " + nameOf(i)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Decode(%s), %v (-want +got):\n%s", in, err, diff)
		}
	}
}

// nameOf returns the name of the command, or what the data are otherwise.
func nameOf(i *Interaction) string {
	if data, ok := i.Data.(discordgo.ApplicationCommandInteractionData); ok {
		return data.Name
	}
	return "<nil>"
}

// Where something was done is known with the channel that a thread is in; of messages their texts.
func TestDecodeKeepsPlaceAndText(t *testing.T) {
	i, err := Decode([]byte(`{"id":"1","type":2,"token":"t","channel":{"id":"5","type":11,"parent_id":"4"},
		"data":{"name":"Find sources","type":3,"target_id":"2","resolved":{"messages":{"2":{"id":"2","content":"who fell?","components":[{"type":99}]}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if i.Channel == nil || i.Channel.ParentID != "4" || !i.Channel.IsThread() {
		t.Errorf("the channel is %+v", i.Channel)
	}
	data, ok := i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok || data.Resolved.Messages["2"].Content != "who fell?" {
		t.Errorf("the data are %+v", i.Data)
	}
}
