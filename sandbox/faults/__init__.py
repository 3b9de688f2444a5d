"""Faults and rate limits on demand."""
