"""Money comes in, is matched with orders, is checked against ledgers, and goes back."""
