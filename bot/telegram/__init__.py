"""Telegram as aiogram speaks it: the connection, what is sent, what stands before every handler."""
