"""The handlers of updates: one file is one conversation; none has SQL or calculates money."""
