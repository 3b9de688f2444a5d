"""A small Telegram: the Bot API over HTTP, with people who can be made to act.

A bot pointed at this server cannot tell it from Telegram, in what is accepted, in what is refused and in which words.
Tests, and the chat page, act as the people through `/sandbox/...`.
"""

from sandbox.server import Server
from sandbox.world import Timings, World

__all__ = ["Server", "Timings", "World"]
