"""The long campaigns of `make chaos`."""
