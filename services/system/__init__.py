"""The shop as a running system: its heartbeats."""
