package rest

import (
	"slices"
	"sync"
	"testing"
	"time"

	"variorum/discord/discordtest"
)

// Every route that a call has is among those that are told.
func TestObservedRoutesAreListed(t *testing.T) {
	fake := discordtest.New(t, discordtest.Options{Guilds: discordtest.Guilds(1)})
	var mu sync.Mutex
	var seen []string
	client, err := New(Options{Token: fake.Token(), Base: fake.URL(), Observe: func(route string, status int, d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, route)
		if status == 0 || d <= 0 {
			t.Errorf("%s has the status %d after %v", route, status, d)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for _, call := range []func() error{
		func() error { _, err := client.Application(t.Context()); return err },
		func() error { _, err := client.Me(t.Context()); return err },
		func() error { _, err := client.Guilds(t.Context()); return err },
		func() error { _, err := client.Commands(t.Context(), fake.ApplicationID()); return err },
		func() error { _, err := client.GatewayBot(t.Context()); return err },
		func() error {
			_, err := client.Channel(t.Context(), discordtest.Guilds(1)[0].Channels[0].ID)
			return err
		},
	} {
		if err := call(); err != nil {
			t.Error(err)
		}
	}
	if len(seen) != 6 {
		t.Errorf("%d calls were told of: %q", len(seen), seen)
	}
	for _, route := range seen {
		if !slices.Contains(Routes(), route) {
			t.Errorf("%s is not listed", route)
		}
	}
}
