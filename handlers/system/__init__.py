"""The bot itself: its profile, errors, buttons and messages that nothing else understands."""
