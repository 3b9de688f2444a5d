"""The process: it assembles the parts. It imports every layer, and no layer imports it."""
