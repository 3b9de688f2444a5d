"""The catalog: what is sold, and the file that an owner edits."""
