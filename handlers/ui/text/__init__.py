"""Texts on their way to a message: translations, HTML, pages and parts."""
