"""The process: it plugs the wires in. Knows everybody; nobody imports it."""
