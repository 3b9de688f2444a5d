"""Ways to take a guard out of the code, found by the syntax tree, and the table of all guards (guards/)."""
