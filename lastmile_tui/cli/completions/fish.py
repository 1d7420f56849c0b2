"""Completions for fish 3.5 and later, as a script: fish itself finds and quotes what fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.prompt.shells import quote_in_fish

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.cli.completions.words import Words

SCRIPT: Final = r"""
# lastmile: completions; goals and tags are read from a file without starting a program.
set -g __lastmile_list @FILE@
set -g __lastmile_place "@ENV@"
set -g __lastmile_looked 0
set -g __lastmile_places
set -g __lastmile_lists
# What may stand at a key, a line each; false where nothing is known of it.
function __lastmile_words
    switch $argv[1]
@CASES@
        case '*'
            return 1
    end
end
# The rows that are kept; the list is made anew aside where goals may have changed.
function __lastmile_read
    set -l older
    set -l rows
    set -l list $__lastmile_list
    set -l place "$PWD|@ENV@|$argv"
    if test $place != "$PWD|$__lastmile_place|"
        set -l at (contains -i -- $place $__lastmile_places)
        and set list $__lastmile_lists[$at]
        or set list
    end
    if test -r "$list"
        read --null --list --delimiter \n rows <$list
    else
        set rows (command @PROGRAM@ $argv @VERB@ 2>/dev/null)
        # What is printed names the file first in which it is kept: that is read the next time.
        if string match -q -- '/*/@NAME@' "$rows[1]"
            set list $rows[1]
            set -ga __lastmile_places $place
            set -ga __lastmile_lists $list
        end
    end
    set -l since (path mtime -- $list)
    for time in (path mtime -- (string match '/*' -- $rows))
        test $time -gt "$since"; and set older yes
    end
    printf '%s\n' $rows
    test -n "$older"; or return 0
    set -l now (math (path mtime /) + (path mtime -R /))
    test $now -lt (math $__lastmile_looked + 2); and return
    set -g __lastmile_looked $now
    command @PROGRAM@ $argv @VERB@ --refresh </dev/null >/dev/null 2>&1 &
    disown 2>/dev/null # it may have ended
end
# Markers of the goal that is named first, of rows: those ahead with @markers:a, behind with :d.
function __lastmile_markers
    set -l name (string escape --style=regex -- $argv[1])
    set -l rows (string match -r -- '(*UCP)(?i)^m\t(?:[^\t]*\t)?'$name'\t.*' $argv[3..])[1]
    set -q rows[1]; or set rows (string match -r -- '(*UCP)(?i)^m\t[^\t]*'$name'.*' $argv[3..])
    for row in $rows
        set -l parts (string split \t -- $row)
        set -l from 5
        set -l last (count $parts)
        switch $argv[2]
            case '*:a'
                set from (math 5 + $parts[4])
            case '*:d'
                set last (math 4 + $parts[4])
        end
        test $from -le $last; and printf '%s\n' $parts[$from..$last]
    end
end
# What fish does not find itself: within a text, it knows capital letters in ASCII only, and it
# replaces no word with a brace in it.
# A text from where it is like the word on, as the word begins, names the same goal.
function __lastmile_within
    string match -qr -- '^([^\\\\\'"$*?(){}]|\\\\.)*$' $argv[1]; or return
    set -l text (string unescape -- $argv[1])
    string match -qr -- '^[^\\\\$]+$' "$text"; or return
    set -l name (string escape --style=regex -- $text)
    set -l own "[^\t]*$name|(?i:$name)"
    if string match -qr -- '[*?(){}]' $text
        set own $name
    else
        string match -qr -- '[^\x00-\x7f]' $text; or return
    end
    string match -qr -- "(*UCP)^g\t($own)" $argv[3..]; and return
    set -l within "(*UCP)^g\t([^\t]*?$name([^\t]*)).*"
    string replace --filter -ri -- $within $argv[2]$text'$2\t$1' $argv[3..]
end
function __lastmile_complete
    set -l word (commandline -ct)
    set -l words (commandline -opc)
    set -l verb ''
    set -l expect
    set -l ended
    set -l options
    set -l place 0
    set -l goal
    for given in $words[2..]
        if set -q expect[1]
            contains -- $expect --file --config; and set -a options $expect $given
            set -e expect
        else if not set -q ended[1]; and test "$given" = --
            set ended yes
        else if not set -q ended[1]; and string match -q -- '-*' $given
            string match -qr -- '^--(file|config)=' $given; and set -a options $given
            if __lastmile_words "$verb $given" >/dev/null; or __lastmile_words " $given" >/dev/null
                set expect $given
            end
        else if __lastmile_words "$verb" >/dev/null
            set verb (string trim -- "$verb $given")
        else
            set place (math $place + 1)
            set -q goal[1]; or set goal $given
        end
    end
    set -l key
    set -l before ''
    if set -q expect[1]
        set key $expect
    else if not set -q ended[1]; and string match -q -- '--*=*' $word
        set before (string replace -r -- '=.*' = $word)
        set key (string replace -r -- '=.*' '' $word)
    else if not set -q ended[1]; and string match -q -- '-*' $word
        set key -
    else if not __lastmile_words "$verb" >/dev/null
        set key (math $place + 1)
    end
    set -l found
    if not set -q key[1]
        set found (__lastmile_words "$verb")
    else
        set found (__lastmile_words "$verb $key"; or __lastmile_words " $key")
        if not set -q found[1]; and string match -qr -- '^[0-9]' $key
            set found (__lastmile_words "$verb +")
            if not set -q found[1]; and test -z "$word"; and not set -q ended[1]
                set found (__lastmile_words "$verb -")
            end
        end
    end
    # Behind a brace that is open and not quoted fish puts in what it does not read as text.
    set -l text '^([^\\\\\'"{]|\\\\.|\'(\\\\.|[^\\\\\'])*\'|"(\\\\.|[^\\\\"])*")*'
    string match -qr -- '^@[gmpt]' "$found[1]"
    and string match -qr -- $text'\{([^\\\\}]|\\\\.)*$' $word
    and return
    switch "$found[1]"
        case @files
            __fish_complete_path $word
        case '@goals*'
            set -l rows (__lastmile_read $options)
            set -l states (string replace --filter '@goals:' '' -- $found[1])
            set -q states[1]; and set rows (string match --regex -- '^g.*\t['$states']$' $rows)
            string replace --filter --regex -- '^g\t([^\t]*)(\t[^\t]*)?.*' "$before"'$1$2' $rows
            __lastmile_within (string replace -- "$before" '' $word) "$before" $rows
        case '@markers*'
            set -q goal[1]
            and printf '%s\n' $before(__lastmile_markers $goal $found[1] (__lastmile_read $options))
        case @braces
            set word (string replace -ra '[\'"]' '' -- $word)
            string match -qr '\{[^}]*$' -- $word
            and set before (string replace -r '\{[^{]*$' '' -- $word)
            or set before $word
            printf '%s\n' $before'{'$found[2..]'}'
        case @open
            printf '%s\n' $before$found[2..]
        case @tags
            string replace --filter --regex -- '^t\t' "$before" (__lastmile_read $options)
        case @patterns
            string replace --filter --regex -- '^p\t' "$before" (__lastmile_read $options)
        case @list
            string match -q -- '*,*' $word; and set before (string replace -r -- '[^,]*$' '' $word)
            printf '%s\n' $before$found[2..]
        case '*'
            set -q found[1]; and printf '%s\n' $before$found
    end
end
complete -c lastmile -e
complete -c lastmile -f -k -a '(__lastmile_complete)'
"""


def cases(words: Mapping[str, Words]) -> str:
    """The words by their keys, as the cases of a `switch`, each with a tab and what it means."""
    rows = []
    for key, found in words.items():
        rows.append(f"        case {_quote(key)}")
        lines = [_quote(f"{word}\t{meaning}" if meaning else word) for word, meaning in found]
        rows.append(" " * 12 + (f"printf '%s\\n' {' '.join(lines)}" if lines else "true"))
    return "\n".join(rows)


def _quote(text: str) -> str:
    return quote_in_fish(text) if text else "''"
