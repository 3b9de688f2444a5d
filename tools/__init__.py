"""Programs for developers of the shop."""
