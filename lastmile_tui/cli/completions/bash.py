"""Completions for bash 4.2 and later, as a script.

bash has its words in pieces, since it breaks them at colons and quotes: the line is read anew. What
is put in begins where readline puts it, and is quoted as the word is that stands there already.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.cli.completions.words import Words

SCRIPT: Final = r"""
# lastmile: completions; goals and tags are read from a file without starting a program.
__lastmile_list=@FILE@
__lastmile_place="@ENV@" __lastmile_looked=-9
declare -A __lastmile_lists=()
# What may stand at a key, into `found`; false where nothing is known of it.
__lastmile_words() {
  case $1 in
@CASES@
  *) return 1 ;;
  esac
}
# A line as words, into `words`, and the last one as `word` with the `quote` that is open in it.
__lastmile_split() {
  local rest=$1 char more=
  words=() word= quote=
  while [[ -n $rest ]]; do
    char=${rest%%[!a-zA-Z0-9_./:=-]*}
    if [[ -n $char ]]; then
      word+=$char rest=${rest:${#char}} more=1
      continue
    fi
    char=${rest:0:1} rest=${rest:1}
    if [[ $quote == "'" ]]; then
      if [[ $char == "'" ]]; then quote=; else word+=$char; fi
    elif [[ $char == \\ ]]; then
      [[ $quote == '"' && ${rest:0:1} != [\"\\\$\`] ]] && word+=\\
      word+=${rest:0:1} rest=${rest:1} more=1
    elif [[ $quote == '"' ]]; then
      if [[ $char == '"' ]]; then quote=; else word+=$char; fi
    elif [[ $char == [\"\'] ]]; then
      quote=$char more=1
    elif [[ $char == [[:space:]] ]]; then
      [[ -n $more ]] && words+=("$word")
      word= more=
    else
      word+=$char more=1
    fi
  done
}
# The rows that are kept, into `rows`; the list is made anew aside where goals may have changed.
__lastmile_read() {
  local input older= list=$__lastmile_list place="$PWD|@ENV@|${options[*]}"
  [[ $place == "$PWD|$__lastmile_place|" ]] || list=${__lastmile_lists[$place]-}
  if [[ -r $list ]]; then
    mapfile -t rows <"$list"
  else
    mapfile -t rows < <(command @PROGRAM@ "${options[@]}" @VERB@ 2>/dev/null)
    # What is printed names the file first in which it is kept: that is read the next time.
    [[ ${rows[0]-} != /*/@NAME@ ]] || __lastmile_lists[$place]=${rows[0]} list=${rows[0]}
  fi
  for input in "${rows[@]}"; do
    [[ $input == /* ]] || break
    [[ $input -nt $list ]] && older=1
  done
  [[ -n $older ]] || return 0
  ((SECONDS - __lastmile_looked < 2)) && return
  __lastmile_looked=$SECONDS
  (command @PROGRAM@ "${options[@]}" @VERB@ --refresh </dev/null >/dev/null 2>&1 &)
}
__lastmile_complete() {
  local line=${COMP_LINE:0:COMP_POINT} words word quote head mode found=() rows options=()
  local verb= expect= ended= given key before= place=0 kind= all=() inner=() full rest goal= wanted
  __lastmile_split "${line:0:${#line}-${#2}}"
  head=$word mode=$quote
  __lastmile_split "$line"
  for given in "${words[@]:1}"; do
    if [[ -n $expect ]]; then
      [[ $expect == --file || $expect == --config ]] && options+=("$expect" "$given")
      expect=
    elif [[ -z $ended && $given == -- ]]; then
      ended=1
    elif [[ -z $ended && $given == -* ]]; then
      [[ $given == --file=* || $given == --config=* ]] && options+=("$given")
      if __lastmile_words "$verb $given" || __lastmile_words " $given"; then expect=$given; fi
    elif __lastmile_words "$verb"; then
      verb=${verb:+$verb }$given
    else
      ((place += 1))
      [[ -n $goal ]] || goal=${given,,}
    fi
  done
  if [[ -n $expect ]]; then
    key=$expect
  elif [[ -z $ended && $word == --*=* ]]; then
    key=${word%%=*} before=${word%%=*}=
  elif [[ -z $ended && $word == -* ]]; then
    key=-
  elif __lastmile_words "$verb"; then
    key=
  else
    key=$((place + 1))
  fi
  found=()
  if [[ -n $key ]]; then
    __lastmile_words "$verb $key" || __lastmile_words " $key" ||
      { [[ $key == [0-9]* ]] && __lastmile_words "$verb +"; } ||
      { [[ $key == [0-9]* && -z $word$ended ]] && __lastmile_words "$verb -"; }
  else
    __lastmile_words "$verb"
  fi
  COMPREPLY=()
  case ${found[0]-} in
  @files)
    compopt -o default 2>/dev/null
    return
    ;;
  @list)
    given=${word#"$before"}
    [[ $given == *,* ]] && before+=${given%,*},
    found=("${found[@]:1}")
    compopt -o nospace 2>/dev/null
    ;;
  @open)
    found=("${found[@]:1}")
    compopt -o nospace 2>/dev/null
    ;;
  @braces)
    given=${word#"$before"} found=("${found[@]:1}")
    found=("${found[@]/%/\}}")
    found=("${found[@]/#/\{}")
    rest=${given##*\{}
    [[ $given == *\{* && $rest != *\}* ]] && given=${given%\{*}
    before+=$given
    compopt -o nospace 2>/dev/null
    ;;
  @goals* | @tags | @patterns)
    __lastmile_read
    kind=${found[0]:1:1} wanted=$kind$'\t*'
    [[ ${found[0]} == *:* ]] && wanted+=$'\t['${found[0]#*:}]
    found=()
    for given in "${rows[@]}"; do
      [[ $given == $wanted ]] || continue
      given=${given:2}
      found+=("${given%%$'\t'*}")
    done
    ;;
  @markers*)
    __lastmile_read
    kind=${found[0]#*:} found=()
    for given in "${rows[@]}"; do
      [[ -n $goal && $given == m$'\t'* && ${given,,} == *"$goal"* ]] || continue
      IFS=$'\t' read -r -a full <<<"$given"
      rest=("${full[@]:4}")
      case $kind in
      a) rest=("${rest[@]:full[3]}") ;;
      d) rest=("${rest[@]:0:full[3]}") ;;
      esac
      if [[ ${full[1],,} == "$goal" || ${full[2]} == "$goal" ]]; then
        found=("${rest[@]}")
        break
      fi
      [[ ${full[1],,} == *"$goal"* ]] && found+=("${rest[@]}")
    done
    ;;
  esac
  word=${word,,} place=0
  [[ -n $before ]] && found=("${found[@]/#/$before}")
  # All in small letters at once: what is done for each costs more than all else here.
  for given in "${found[@],,}"; do
    if [[ $given == "$word"* ]]; then
      [[ -z $head || $given == "${head,,}"* ]] && all+=("${found[place]}")
    elif [[ -n $kind && $given == *"$word"* && $given == "${head,,}"* ]]; then
      inner+=("${found[place]}")
    fi
    ((place += 1))
  done
  ((${#all[@]})) || all=("${inner[@]}")
  for full in "${all[@]}"; do
    rest=${full:${#head}}
    case $mode in
    "'") rest=${rest//\'/\'\\\'\'} ;;
    '"')
      rest=${rest//\\/\\\\} rest=${rest//\"/\\\"} rest=${rest//\$/\\\$} rest=${rest//\`/\\\`}
      rest=${rest//!/\"\\!\"}
      ;;
    *)
      [[ -n $rest ]] && printf -v rest %q "$rest"
      rest=${rest//\\,/,}
      ;;
    esac
    # readline takes a quote at either end for the one that stands there, or closes it.
    [[ -n $mode && ${rest:0:1} == "$mode" && -z $head ]] && rest=$mode$rest
    [[ -n $mode && ${rest: -1} == "$mode" && ${#all[@]} -eq 1 ]] && rest+=$mode
    COMPREPLY+=("$rest")
  done
  # Where none begins with what was typed, readline would put in what all of them begin with.
  [[ ${#COMPREPLY[@]} -gt 1 && ${all[0]} == "${inner[0]-}" && -n $word ]] && COMPREPLY+=("")
  return 0
}
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
  complete -o nosort -F __lastmile_complete lastmile
elif ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 402)); then
  complete -F __lastmile_complete lastmile
fi
"""


def cases(words: Mapping[str, Words]) -> str:
    """The words by their keys, as the arms of a `case`."""
    return "\n".join(
        f"  {shlex.quote(key)}) found=({' '.join(shlex.quote(word) for word, _ in found)}) ;;"
        for key, found in words.items()
    )
