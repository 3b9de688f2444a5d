"""All SQL of the shop, and nothing but SQL: plural names for rows of singular things."""
