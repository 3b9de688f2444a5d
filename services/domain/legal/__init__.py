"""Documents and consents."""
