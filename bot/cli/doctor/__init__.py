"""The doctor, `python -m bot check`: everything between a customer and a delivered order is looked at."""
