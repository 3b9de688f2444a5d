"""What owners hear of sales."""
