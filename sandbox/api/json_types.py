"""The shape of everything that crosses the wire, so that each module names it the same way."""

from typing import Any

Json = dict[str, Any]
