"""Commands that copy, move or replace the whole database."""
