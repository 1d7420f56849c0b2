"""The help of the program, which is printed before anything is imported.

Made by tests/reference.py of what the parser prints in 80 columns: not by hand.
"""

COLUMNS = 80

TEXT = """\
usage: lastmile [-h] [--file PATH] [--config PATH] [--now INSTANT] [--linear]
                [-V]
                VERB ...

Goals as roads, and a final stretch that is impossible to overlook.

options:
  -h, --help     show this help message and exit

everywhere:
  --file PATH    the data file (LASTMILE_FILE)
  --config PATH  the settings (LASTMILE_CONFIG)
  --now INSTANT  freeze the clock: 2026-11-21T09:00
  --linear       lines and numbered choices instead of a screen
                 (LASTMILE_LINEAR=1)
  -V, --version  show the version

verbs:
  VERB
    add          add a goal in one line
    list         list goals as roads
    show         show one goal with its log
    advance      reach the next marker
    back         go back to where the last move began
    note         write a note into the log
    seal         seal a goal that has reached its last marker
    reopen       take the seal off
    block        put a roadblock in front of a goal
    again        begin a sealed road again, or say how often
    unblock      clear the roadblocks of a goal
    turn         say whose turn it is
    next-step    say what comes next, and when
    park         take a goal off the road until a day
    resume       bring back a goal that was parked or let go
    let-go       give a goal up
    template     list, show, save and use templates
    set          set the title, why, due date, tags, people or unit of a goal
    marker       add, rename, move, remove and date markers
    move         put a goal before or after another one in your own order
    duplicate    add a fresh road like another one
    split        make one road two, behind a marker or at an amount
    join         make two roads one
    edit         edit a goal as text in $EDITOR
    review       do the daily review, or ask whether it is due
    forecast     say when goals will be finished, and how often that was right
    mirror       show how you finish: rates, causes, streaks
    horizon      show all roads on one axis of time
    next         show the road that needs attention most
    pick         pick the one last mile of today or tomorrow
    prompt       print one line for a prompt or a status bar
    init         print what a start-up file needs to show that line
    completions  print what a shell needs to complete verbs, options, goals
                 and tags
    undo         undo the last change, of any goal
    redo         redo what was undone last
    rename       give a goal another title
    remove       remove a goal; undo brings it back
    demo         drive seven demo roads in a file that is thrown away
    web          open the app in a browser
    paths        show where the files are
    keys         show the keys of the app
    config       show, check or begin the settings
    help         explain a verb, with examples
    man          print all of this as a page of man
    backup       back the data file up
    restore      bring a backup back
    begin        begin anew where the data file is missing
    history      show what was changed, newest first
    doctor       check the file, the folders, the clock and the terminal
    merge        merge copies that other devices left, or another data file
    sync         exchange changes with other devices, by way of git
    import       bring in what another tool has written
    remind       print or notify what is due now, once each
    mcp          serve the roads to agents over stdin and stdout
    schema       print the JSON schema of list --json and export json
    export       write goals as JSON, CSV, Markdown, or a page

examples:
  lastmile add "Sell the Volvo: listed > price agreed >> signed due fri #car"
  lastmile advance volvo
  lastmile seal volvo --tick "money on the account"
  lastmile list --tag car --json

GOAL is an id, the start of one, or a part of the title that no other goal has.
lastmile help VERB has an example of each verb; lastmile man has all of them.
Without a verb the app opens; with --linear in lines, for screen readers.
"""
