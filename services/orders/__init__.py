"""From a request to an order, and what was ordered before."""
