"""The reports of sales for owners."""
