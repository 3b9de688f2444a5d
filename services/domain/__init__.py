"""Nouns, states and errors of a shop. Standard library only."""
