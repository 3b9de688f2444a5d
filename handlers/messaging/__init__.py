"""How notices to customers look."""
