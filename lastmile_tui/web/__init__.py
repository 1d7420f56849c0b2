"""`lastmile web`: the app in a browser, by one's own small server.

Its page is drawn by textual-serve's script, which brings xterm.js; the server is ours.
"""
