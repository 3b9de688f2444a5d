"""What is fast, measured. Prints tables; asserts no time."""
