package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

func completionCommand() command {
	return command{
		name:    "completion",
		summary: "print what bash needs to complete commands and flags",
		usage: `usage: vanthu completion bash

Prints a script by which bash completes the names of commands and flags with the
tab key; files are completed as elsewhere. zsh reads it after
"autoload -U bashcompinit && bashcompinit".

example:
  vanthu completion bash | sudo tee /etc/bash_completion.d/vanthu

exit status: 0 done; 2 wrong usage
`,
		run: runCompletion,
	}
}

func runCompletion(_ context.Context, w *world, args []string) error {
	rest, err := parse(flags("completion"), args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "bash" {
		return usagef("name the shell: bash")
	}
	fmt.Fprint(w.stdout, bashCompletion())
	return nil
}

// flagsOf are the flags that a help text explains; those of another command it may
// mention behind that one's name.
func flagsOf(usage string) []string {
	usage = regexp.MustCompile(`vanthu [a-z]+ --[a-z-]+`).ReplaceAllString(usage, "")
	all := append(regexp.MustCompile(`--[a-z][a-z-]*`).FindAllString(usage, -1), "--help")
	slices.Sort(all)
	return slices.Compact(all)
}

// bashCompletion is made of the help texts, which name every flag.
func bashCompletion() string {
	var cases strings.Builder
	for _, c := range commands() {
		fmt.Fprintf(&cases, "\t%s) flags=%q ;;\n", c.name, strings.Join(flagsOf(c.usage), " "))
	}
	return fmt.Sprintf(`# bash completion of vanthu, made by: vanthu completion bash
_vanthu() {
	local word=${COMP_WORDS[COMP_CWORD]} names=%q flags=
	if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "${COMP_WORDS[1]}" = help ]; }; then
		COMPREPLY=($(compgen -W "$names" -- "$word"))
		return
	fi
	case $word in -*) ;; *) return ;; esac
	case ${COMP_WORDS[1]} in
%s	esac
	COMPREPLY=($(compgen -W "$flags" -- "$word"))
}
complete -o default -F _vanthu vanthu
`, strings.Join(commandNames(), " "), cases.String())
}
