//go:build linux

package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"

	"variorum/discord/discordtest"
)

// soakVariable says how long a bot is asked twenty questions a second; without it the test is short.
const soakVariable = "VARIORUM_SOAK"

// A bot that is asked twenty questions a second, all different, keeps no memory and no goroutine of those that it has answered.
func TestSoak(t *testing.T) {
	long := 3 * time.Second
	if s := os.Getenv(soakVariable); s != "" {
		var err error
		long, err = time.ParseDuration(s)
		check(t, err)
	}
	questions, lib := askedQuestions(t)
	d := discordtest.New(t, discordtest.Options{Guilds: guilds, Schema: discordtest.SchemaFirst})
	t.Setenv("DISCORD_TOKEN", d.Token())
	t.Setenv("DISCORD_API_BASE", d.URL())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	address := l.Addr().String()
	check(t, l.Close())
	dir := write(t, map[string]string{"config.yaml": fmt.Sprintf("library: %q\nhttp:\n  listen: %s\n", lib, address)})
	cmd, _, errs := start(t, "serve", "--config", filepath.Join(dir, "config.yaml"))
	defer func() { _ = cmd.Process.Kill() }()
	check(t, d.Gateway.WaitConnected(within(t), 1))
	check(t, registered(within(t), d))

	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var acked, final []time.Duration
	var goroutines []int
	began, n := time.Now(), 0
	for next := time.Duration(0); time.Since(began) < long; n++ {
		<-tick.C
		i, err := d.Interact(question(n, fmt.Sprintf("%s (%d)", questions[n%len(questions)], n)))
		check(t, err)
		if !i.Delivered() || i.WaitFinal(within(t)) != nil {
			_ = cmd.Process.Signal(syscall.SIGQUIT) // so that it says what it waits for
			_ = cmd.Wait()
			t.Fatalf("after %v a question has no answer, and was delivered: %v; the bot's log:\n%s", time.Since(began), i.Delivered(), errs)
		}
		a, _ := i.Acked()
		f, _ := i.Final()
		acked, final = append(acked, a), append(final, f)
		i.Forget()
		if time.Since(began) >= next {
			g, memory := vitals(t, address, cmd.Process.Pid)
			goroutines = append(goroutines, g)
			t.Logf("after %v: %d answers, %d goroutines, %.0f MB", time.Since(began).Round(time.Second), n+1, g, float64(memory)/1e6)
			next += long / 10
		}
	}
	t.Logf("%d answers in %v: acknowledged p50 %v p99 %v, answered p50 %v p99 %v", n, long, at(acked, 50), at(acked, 99), at(final, 50), at(final, 99))
	if first, last := goroutines[min(1, len(goroutines)-1)], goroutines[len(goroutines)-1]; last > first+20 {
		t.Errorf("there are %d goroutines, and %d at the beginning", last, first)
	}
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	if err := cmd.Wait(); err != nil {
		t.Errorf("the bot ends with %v; its log:\n%s", err, errs)
	}
	d.NoViolations(t)
}

var goroutineCount = regexp.MustCompile(`(?m)^go_goroutines (\d+)$`)

// vitals returns how many goroutines a bot has, and its resident memory in bytes.
func vitals(t *testing.T, address string, pid int) (goroutines, memory int) {
	t.Helper()
	resp, err := http.Get("http://" + address + "/metrics")
	check(t, err)
	raw, err := io.ReadAll(resp.Body)
	check(t, err)
	check(t, resp.Body.Close())
	m := goroutineCount.FindSubmatch(raw)
	if m == nil {
		t.Fatal("/metrics has no go_goroutines")
	}
	goroutines, err = strconv.Atoi(string(m[1]))
	check(t, err)
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	check(t, err)
	var size, resident int
	_, err = fmt.Sscan(string(statm), &size, &resident)
	check(t, err)
	return goroutines, resident * os.Getpagesize()
}

// How fast and with how much memory a process answers many questions that are asked at once; docs/performance.md has the figures.
func TestBurst(t *testing.T) {
	questions, lib := askedQuestions(t)
	d := discordtest.New(t, discordtest.Options{Guilds: guilds, Schema: discordtest.SchemaOff})
	t.Setenv("DISCORD_TOKEN", d.Token())
	t.Setenv("DISCORD_API_BASE", d.URL())
	dir := write(t, map[string]string{"config.yaml": fmt.Sprintf("library: %q\n", lib)})
	cmd, _, errs := start(t, "serve", "--config", filepath.Join(dir, "config.yaml"))
	defer func() { _ = cmd.Process.Kill() }()
	check(t, d.Gateway.WaitConnected(within(t), 1))
	check(t, registered(within(t), d))
	for round := range 3 {
		list := make([]*discordtest.Interaction, asks(t))
		for n := range list {
			var err error
			list[n], err = d.Interact(question(n, fmt.Sprintf("%s (%d)", questions[n%len(questions)], round)))
			check(t, err)
		}
		var acked, final []time.Duration
		for _, i := range list {
			check(t, i.WaitFinal(within(t)))
			a, _ := i.Acked()
			f, _ := i.Final()
			acked, final = append(acked, a), append(final, f)
		}
		t.Logf("%d at once: acknowledged p50 %v p99 %v, answered p50 %v p99 %v; at most %.0f MB",
			len(list), at(acked, 50), at(acked, 99), at(final, 50), at(final, 99), float64(peakOf(cmd.Process.Pid))/1e6)
	}
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	if err := cmd.Wait(); err != nil {
		t.Errorf("the bot ends with %v; its log:\n%s", err, errs)
	}
	d.NoViolations(t)
}
