"""The verb config: the settings and the user's own themes, shown, checked and begun."""
