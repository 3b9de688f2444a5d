"""Rows of documents and consents."""
