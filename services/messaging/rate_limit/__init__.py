"""The rate limit of sending."""
