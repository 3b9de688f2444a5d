"""Documents in force, and the evidence of their acceptance."""
