"""All SQL of the shop, and nothing but SQL: a repository for each kind of row."""
