"""PostgreSQL as this project uses it."""
