"""The app as a page of a browser shows it, which `lastmile web` serves."""
