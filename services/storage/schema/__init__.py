"""The schema: opened, upgraded, copied into another database."""
