"""Telegram in, words out. One file is one conversation; none knows SQL, none counts money."""
