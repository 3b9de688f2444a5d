### Sold out, and asked for.

stock-asked = 🔔 We’ll tell you here when it is back.
restock-asked = We’ll tell you here when it is back.
restock-withdrawn = OK, no alert.
restock-there = It is back in stock right now.
