"""The control interface, what it makes users do, and the chat page."""
