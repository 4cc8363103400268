package main

import (
	"fmt"
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

// flags returns the flags of a node as they are typed.
func flags(n *kong.Node) []string {
	var names []string
	for _, f := range n.Flags {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	}
	return names
}

func bash(b *strings.Builder, app *kong.Application) {
	b.WriteString("_bot() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" command=\"\" i\n" +
		"  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"${COMP_WORDS[i]}\" in\n")
	var names []string
	for _, n := range app.Children {
		names = append(names, n.Name)
	}
	fmt.Fprintf(b, "      %s) command=\"${COMP_WORDS[i]}\"; break ;;\n    esac\n  done\n", strings.Join(names, "|"))
	b.WriteString("  local words=\"\"\n  case \"$command\" in\n")
	fmt.Fprintf(b, "    \"\") words=%q ;;\n", strings.Join(append(names, flags(app.Node)...), " "))
	for _, n := range app.Children {
		fmt.Fprintf(b, "    %s) words=%q ;;\n", n.Name, strings.Join(append(flags(n), flags(app.Node)...), " "))
	}
	b.WriteString("  esac\n  if [[ \"$word\" == -* || -z \"$command\" ]]; then\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n" +
		"  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\ncomplete -o filenames -F _bot bot\n")
}

func fish(b *strings.Builder, app *kong.Application) {
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }
	for _, f := range app.Flags {
		fmt.Fprintf(b, "complete -c bot -l %s -d %s\n", f.Name, quote(f.Help))
	}
	for _, n := range app.Children {
		fmt.Fprintf(b, "complete -c bot -n __fish_use_subcommand -f -a %s -d %s\n", n.Name, quote(n.Help))
		for _, f := range n.Flags {
			fmt.Fprintf(b, "complete -c bot -n '__fish_seen_subcommand_from %s' -l %s -d %s\n", n.Name, f.Name, quote(f.Help))
		}
	}
}
