"""Completions for zsh, as a script: to be read after compinit, or a file `_lastmile` in fpath."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.cli.completions.words import Words

SCRIPT: Final = r"""#compdef lastmile
# lastmile: completions; goals and tags are read from a file without starting a program.
typeset -g __lastmile_list=@FILE@
typeset -g __lastmile_place="@ENV@" __lastmile_looked=-9
typeset -gA __lastmile_lists=()
# What may stand at a key, into `found`; false where nothing is known of it.
__lastmile_words() {
  case $1 in
@CASES@
  (*) return 1 ;;
  esac
}
# The rows that are kept, into `rows`; the list is made anew aside where goals may have changed.
__lastmile_read() {
  local input older= list=$__lastmile_list place="$PWD|@ENV@|${(j: :)options}"
  [[ $place == "$PWD|$__lastmile_place|" ]] || list=${__lastmile_lists[$place]-}
  if [[ -r $list ]]; then
    rows=("${(@f)$(<$list)}")
  else
    rows=("${(@f)$(command @PROGRAM@ "${(@)options}" @VERB@ 2>/dev/null)}")
    # What is printed names the file first in which it is kept: that is read the next time.
    [[ ${rows[1]-} != /*/@NAME@ ]] || { list=$rows[1] __lastmile_lists[$place]=$rows[1] }
  fi
  for input in "${(@M)rows:#/*}"; do
    [[ $input -nt $list ]] && older=1
  done
  [[ -n $older ]] || return 0
  ((SECONDS - __lastmile_looked < 2)) && return
  __lastmile_looked=$SECONDS
  (command @PROGRAM@ "${(@)options}" @VERB@ --refresh </dev/null >/dev/null 2>&1 &)
}
_lastmile() {
  local -a found rows options texts shown parts
  local verb= expect= ended= given key= goal= kind= tab=$'\t'
  local same='m:{[:lower:][:upper:]}={[:upper:][:lower:]}'
  local -i place=0
  # Variables that are set in front of the program are none of its words.
  for given in "${(@z)LBUFFER}"; do
    case $given in
    (\;|\||\|\||\&|\&\&|\|\&|\(|\{) options=() expect= ;;
    (LASTMILE_FILE=?*) [[ -n $expect ]] || options=(--file "${(Q)given#*=}") ;;
    ([A-Za-z_]*=*) ;;
    (*) expect=1 ;;
    esac
  done
  expect=
  for given in "${(@Q)words[2,CURRENT-1]}"; do
    if [[ -n $expect ]]; then
      [[ $expect == --(file|config) ]] && options+=("$expect" "$given")
      expect=
    elif [[ -z $ended && $given == -- ]]; then
      ended=1
    elif [[ -z $ended && $given == -* ]]; then
      [[ $given == --(file|config)=* ]] && options+=("$given")
      if __lastmile_words "$verb $given" || __lastmile_words " $given"; then expect=$given; fi
    elif __lastmile_words "$verb"; then
      verb=${verb:+$verb }$given
    else
      ((place += 1))
      [[ -n $goal ]] || goal=${(L)given}
    fi
  done
  if [[ -n $expect ]]; then
    key=$expect
  elif [[ -z $ended && $PREFIX == --*=* ]]; then
    key=${PREFIX%%=*}
    compset -P '*='
  elif [[ -z $ended && $PREFIX == -* ]]; then
    key=-
  elif ! __lastmile_words "$verb"; then
    key=$((place + 1))
  fi
  found=()
  if [[ -n $key ]]; then
    __lastmile_words "$verb $key" || __lastmile_words " $key" ||
      { [[ $key == [0-9]* ]] && __lastmile_words "$verb +" } ||
      { [[ $key == [0-9]* && -z $PREFIX$ended ]] && __lastmile_words "$verb -" }
  else
    __lastmile_words "$verb"
  fi
  case ${found[1]-} in
  (@files) _files ;;
  (@list)
    compset -P '*,'
    shift found
    compadd -q -S , -M "$same" -a found
    ;;
  (@open)
    shift found
    compadd -q -S '' -M "$same" -a found
    ;;
  (@braces)
    shift found
    if [[ $PREFIX == *\{* && ${PREFIX##*\{} != *\}* ]]; then
      compset -P '*[{]'
      found=("${(@)^found}}")
    else
      [[ -n $PREFIX || ${words[CURRENT]} != *\{* ]] || return 1
      compset -P '*'
      found=("{${(@)^found}}")
    fi
    compadd -M "$same" -a found
    ;;
  (@goals*|@tags|@patterns|@markers*)
    # An unquoted brace is one of a list to zsh: it keeps it from PREFIX, and puts it in again.
    [[ ${words[CURRENT]//[^\{]} == "${${:-$IPREFIX$PREFIX$SUFFIX}//[^\{]}" ]] || return 1
    __lastmile_read
    kind=${found[1][2]}
    given="$kind$tab*"
    [[ $kind == g && ${found[1]} == *:* ]] && given+="${tab}[${found[1]#*:}]"
    rows=("${(@)${(@M)rows:#${~given}}#?$tab}")
    texts=("${(@)rows%%$tab*}")
    if [[ $kind == m ]]; then
      kind=${found[1]#*:} texts=()
      for given in "${(@)rows}"; do
        parts=("${(@ps:\t:)given}")
        [[ -n $goal && ${(L)parts[1]} == *"$goal"* || $parts[2] == "$goal" ]] || continue
        case $kind in
        (a) shown=("${(@)parts[4+parts[3],-1]}") ;;
        (d) shown=("${(@)parts[4,3+parts[3]]}") ;;
        (*) shown=("${(@)parts[4,-1]}") ;;
        esac
        [[ ${(L)parts[1]} == "$goal" || $parts[2] == "$goal" ]] && texts=("${(@)shown}") && break
        texts+=("${(@)shown}")
      done
    fi
    texts=("${(@)texts:#}")
    (($#texts)) || return 1
    compadd -V goals -M "$same" -a texts && return
    if ! compadd -V goals -M "$same l:|=* r:|=*" -a texts; then
      # What matches for zsh has small letters for capital ones in ASCII only.
      shown=()
      for given in "${(@)texts}"; do
        [[ ${(L)given} == *"${(L)${(Q)PREFIX}}"* ]] && shown+=("$given")
      done
      compadd -U -V goals -a shown || return
    fi
    # What is within titles stands differently in each: zsh would put in what is around it in all.
    [[ $compstate[nmatches] -eq 1 || $compstate[insert] != *unambiguous ]] ||
      compstate[insert]= compstate[list]=list
    ;;
  (*)
    (($#found)) || return 1
    for given in "${(@)found}"; do
      shown+=("${${given%%$tab*}//:/\\:}${${(M)given%%$tab*}:+:${given#*$tab}}")
    done
    _describe -o -t words lastmile shown
    ;;
  esac
}
if [[ ${funcstack[1]-} == _lastmile ]]; then
  _lastmile "$@"
else
  (($+functions[compdef])) || { autoload -Uz compinit && compinit -i }
  compdef _lastmile lastmile
fi
"""


def cases(words: Mapping[str, Words]) -> str:
    """The words by their keys, as the arms of a `case`, each with a tab and what it means."""
    return "\n".join(
        f"  ({shlex.quote(key)}) found=({' '.join(_word(*each) for each in found)}) ;;"
        for key, found in words.items()
    )


def _word(word: str, meaning: str) -> str:
    return shlex.quote(f"{word}\t{meaning}" if meaning else word)
