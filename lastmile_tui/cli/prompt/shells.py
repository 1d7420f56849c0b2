"""What the start-up file of a shell, of tmux or of starship has to say, as text.

A shell reads the line that `prompt_line.py` describes by itself: no process is started for it. A
title never becomes part of a prompt: the line is printed above it, as it is.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from lastmile_tui.prompt_line import LASTS, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

_EVERY: Final = 2
"""Seconds between two questions: a line that is not kept is not asked for at each prompt."""

_BASH: Final = """\
# lastmile: one line above the prompt, read from a file without starting a program.
__lastmile_file={file}
__lastmile_env="{env}" __lastmile_asked=0
__lastmile() {{
  local code=$? now made until input changed= rows=()
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 402)) || [[ $__lastmile_env != "{env}" ]]; then
    command {command}
    return $code
  fi
  printf -v now '%(%s)T' -1
  [[ -r $__lastmile_file ]] && mapfile -t rows <"$__lastmile_file"
  ((${{#rows[@]}} < 3)) && rows=("0 0" "")
  made=${{rows[0]%% *}} until=${{rows[0]##* }}
  [[ $made$until == *[!0-9]* ]] && made=0 until=0
  for input in "${{rows[@]:2}}"; do
    [[ $input == /* && $input -nt $__lastmile_file ]] && changed=1
  done
  if ((made <= now && now < until)) && [[ -z $changed ]]; then
    [[ -n ${{rows[1]}} ]] && printf '%s\\n' "${{rows[1]}}"
    ((now < made + {lasts})) && return $code
  fi
  ((now >= __lastmile_asked && now < __lastmile_asked + {every})) && return $code
  __lastmile_asked=$now
  (command {command} </dev/null >/dev/null 2>&1 &)
  return $code
}}
if [[ " ${{PROMPT_COMMAND[*]}}" != *__lastmile* ]]; then
  PROMPT_COMMAND="__lastmile${{PROMPT_COMMAND:+; $PROMPT_COMMAND}}"
fi
"""

_ZSH: Final = """\
# lastmile: one line above the prompt, read from a file without starting a program.
zmodload zsh/datetime
typeset -g __lastmile_file={file}
typeset -g __lastmile_env="{env}" __lastmile_asked=0
__lastmile() {{
  emulate -L zsh
  local now=$EPOCHSECONDS made until input changed=
  local -a rows
  if [[ $__lastmile_env != "{env}" ]]; then
    command {command}
    return
  fi
  [[ -r $__lastmile_file ]] && rows=("${{(@f)$(<$__lastmile_file)}}")
  (($#rows < 3)) && rows=("0 0" "")
  made=${{rows[1]%% *}} until=${{rows[1]##* }}
  [[ $made$until == *[^0-9]* ]] && made=0 until=0
  for input in "${{(@)rows[3,-1]}}"; do
    [[ $input == /* && $input -nt $__lastmile_file ]] && changed=1
  done
  if ((made <= now && now < until)) && [[ -z $changed ]]; then
    [[ -n $rows[2] ]] && print -r -- "$rows[2]"
    ((now < made + {lasts})) && return
  fi
  ((now >= __lastmile_asked && now < __lastmile_asked + {every})) && return
  __lastmile_asked=$now
  (command {command} </dev/null >/dev/null 2>&1 &)
}}
autoload -Uz add-zsh-hook
add-zsh-hook precmd __lastmile
"""

_FISH: Final = """\
# lastmile: one line above the prompt, read from a file without starting a program.
set -g __lastmile_file {file}
set -g __lastmile_env "{env}"
set -g __lastmile_asked 0
function __lastmile --on-event fish_prompt
    if not contains path (builtin --names); or test "$__lastmile_env" != "{env}"
        command {command}
        return
    end
    set -l now (math (path mtime /) + (path mtime -R /))
    set -l since (path mtime -- $__lastmile_file)
    set -l rows
    set -l changed
    if test -n "$since"; and test -r $__lastmile_file
        read --null --list --delimiter \\n rows <$__lastmile_file
        for time in (path mtime -- (string match '/*' -- $rows[3..]))
            test $time -gt $since; and set changed yes
        end
    end
    set -l from (string match --regex '^([0-9]+) ([0-9]+)$' -- "$rows[1]")
    set -q from[3]; or set from 0 0 0
    if test $from[2] -le $now -a $now -lt $from[3] -a -z "$changed"
        test -n "$rows[2]"; and printf '%s\\n' $rows[2]
        test $now -lt (math $from[2] + {lasts}); and return
    end
    test $now -ge $__lastmile_asked -a $now -lt (math $__lastmile_asked + {every}); and return
    set -g __lastmile_asked $now
    command {command} </dev/null >/dev/null 2>&1 &
    disown 2>/dev/null # it may have ended
end
"""

_BARE: Final = {
    "bash": """\
__lastmile() {{ local code=$?; command {command}; return $code; }}
if [[ " ${{PROMPT_COMMAND[*]}}" != *__lastmile* ]]; then
  PROMPT_COMMAND="__lastmile${{PROMPT_COMMAND:+; $PROMPT_COMMAND}}"
fi
""",
    "zsh": """\
__lastmile() {{ command {command} }}
autoload -Uz add-zsh-hook
add-zsh-hook precmd __lastmile
""",
    "fish": """\
function __lastmile --on-event fish_prompt
    command {command}
end
""",
}
"""Where no line is kept, such as in a locale that is not one of UTF-8."""

_TMUX: Final = """\
set -g status-interval 60  # lastmile
set -g status-right-length 80  # lastmile
set -g status-right '#({command} --for tmux --width 60) %H:%M'  # lastmile
"""

_STARSHIP: Final = """\
[custom.lastmile]  # lastmile
command = '{command} --for starship'  # lastmile
when = true  # lastmile
"""

_KEPT: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def lines_for(shell: str, command: Sequence[str], file: str | None) -> str:
    """The lines for one of `SHELLS`: `command` prints the line, which is kept in a file, or not."""
    quote = quote_in_fish if shell == "fish" else shlex.quote
    words = " ".join(map(quote, command))
    if shell in ("tmux", "starship"):
        return {"tmux": _TMUX, "starship": _STARSHIP}[shell].format(command=words)
    if file is None:
        return _BARE[shell].format(command=words)
    each = "${}" if shell == "fish" else "${{{}-}}"
    env = "|".join(map(each.format, VARIABLES))
    named = {"file": quote(file), "lasts": LASTS, "every": _EVERY}
    return _KEPT[shell].format(command=words, env=env, **named)


def quote_in_fish(text: str) -> str:
    """A word for fish, which obeys two signs between single quotes."""
    if shlex.quote(text) == text:
        return text
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
