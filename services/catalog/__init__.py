"""The catalog: products, categories, and the file that an owner edits."""
