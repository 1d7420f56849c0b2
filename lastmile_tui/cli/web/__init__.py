"""The app in a browser: its server, and the app of each tab."""
