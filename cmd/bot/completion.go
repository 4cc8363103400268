package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

type completeCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

func (completeCommand) Help() string {
	return `Examples:
  bot completion bash > ~/.local/share/bash-completion/completions/bot
  bot completion zsh  > ~/.zfunc/_bot
  bot completion fish > ~/.config/fish/completions/bot.fish`
}

// Run prints a script that completes commands, flags and files. The library for kong's completion asks the program anew
// at every key; a script made once needs no library, and answers at once.
func (s completeCommand) Run(c *commands, k *kong.Kong) error {
	var b strings.Builder
	switch s.Shell {
	case "bash":
		bash(&b, k.Model)
	case "zsh":
		b.WriteString("#compdef bot\nautoload -U +X bashcompinit && bashcompinit\n")
		bash(&b, k.Model)
	case "fish":
		fish(&b, k.Model)
	}
	_, err := fmt.Fprint(c.env.out, b.String())
	return err
}

// flags returns the flags of a node and of the commands below it as they are typed, each once.
func flags(n *kong.Node) []string {
	var names []string
	for _, f := range allFlags(n) {
		if !f.Hidden && !slices.Contains(names, "--"+f.Name) {
			names = append(names, "--"+f.Name)
		}
	}
	return names
}

// allFlags returns the flags of a command and of those below it.
func allFlags(n *kong.Node) []*kong.Flag {
	list := slices.Clone(n.Flags)
	if n.Type == kong.CommandNode {
		for _, below := range n.Children {
			list = append(list, below.Flags...)
		}
	}
	return list
}

// first returns what can stand first behind a command: the names of commands below it, or the values of its argument.
func first(n *kong.Node) []string {
	if len(n.Positional) > 0 {
		return values(n.Positional[0])
	}
	var names []string
	for _, below := range n.Children {
		names = append(names, below.Name)
	}
	return names
}

// values returns the values that can be given for a flag or an argument; none where any can.
func values(v *kong.Value) []string {
	return slices.DeleteFunc(strings.Split(v.Enum, ","), func(s string) bool { return s == "" })
}

// bash writes a function that offers commands, flags and their values. Where it has nothing to offer the shell completes names of
// files, which it knows to quote.
func bash(b *strings.Builder, app *kong.Application) {
	var names, valued []string // commands, and flags behind which a value stands
	offered := make(map[string][]string)
	look := func(n *kong.Node) {
		for _, f := range allFlags(n) {
			if f.IsBool() || slices.Contains(valued, "--"+f.Name) {
				continue
			}
			valued = append(valued, "--"+f.Name)
			offered["--"+f.Name] = values(f.Value)
		}
	}
	look(app.Node)
	for _, n := range app.Children {
		names = append(names, n.Name)
		look(n)
	}
	b.WriteString(`_bot() {
  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" words="" i
  if [[ "$word" == "=" ]]; then
    word=""
  elif [[ "$before" == "=" ]]; then
    before="${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${COMP_WORDS[i]}" in
`)
	fmt.Fprintf(b, "      %s) ((i++)); [[ \"${COMP_WORDS[i]}\" == \"=\" ]] && ((i++)) ;;\n", strings.Join(valued, "|"))
	fmt.Fprintf(b, "      %s) command=\"${COMP_WORDS[i]}\"; break ;;\n    esac\n  done\n  case \"$before\" in\n", strings.Join(names, "|"))
	for _, f := range valued {
		fmt.Fprintf(b, "    %s) words=%q ;;\n", f, strings.Join(offered[f], " "))
	}
	b.WriteString("    *) case \"$command\" in\n")
	fmt.Fprintf(b, "      \"\") words=%q ;;\n", strings.Join(append(slices.Clone(names), flags(app.Node)...), " "))
	for _, n := range app.Children {
		fmt.Fprintf(b, "      %s) [[ \"$word\" == -* ]] && words=%q", n.Name, strings.Join(append(flags(n), flags(app.Node)...), " "))
		if words := first(n); len(words) > 0 {
			fmt.Fprintf(b, " || words=%q", strings.Join(words, " "))
		}
		b.WriteString(" ;;\n")
	}
	b.WriteString(`      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _bot bot
`)
}

func fish(b *strings.Builder, app *kong.Application) {
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }
	value := func(f *kong.Flag) string { // which stands behind it
		switch list := values(f.Value); {
		case f.IsBool():
			return ""
		case len(list) > 0:
			return " -x -a " + quote(strings.Join(list, " "))
		}
		return " -r"
	}
	for _, f := range app.Flags {
		fmt.Fprintf(b, "complete -c bot -l %s%s -d %s\n", f.Name, value(f), quote(f.Help))
	}
	for _, n := range app.Children {
		fmt.Fprintf(b, "complete -c bot -n __fish_use_subcommand -f -a %s -d %s\n", n.Name, quote(n.Help))
		for _, f := range allFlags(n) {
			fmt.Fprintf(b, "complete -c bot -n '__fish_seen_subcommand_from %s' -l %s%s -d %s\n", n.Name, f.Name, value(f), quote(f.Help))
		}
		if words := first(n); len(words) > 0 {
			fmt.Fprintf(b, "complete -c bot -n '__fish_seen_subcommand_from %s' -f -a %s\n", n.Name, quote(strings.Join(words, " ")))
		}
	}
}
