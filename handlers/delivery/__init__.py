"""The pages of delivered goods."""
