"""Injected faults: failures of networks and of Telegram itself, added by a test or on the panel."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sandbox.api.json_types import Json

# Whether the call had its effect is what a bot has to guess, so each kind settles it.
WITHOUT_EFFECT = frozenset({"not_sent", "flood", "blocked", "html_502", "server_error"})
WITH_EFFECT = frozenset({"lost_reply", "bad_json", "slow"})
OF_CALLS = WITHOUT_EFFECT | WITH_EFFECT
OF_UPDATES = frozenset({"duplicate", "reorder"})
OF_POSTS = frozenset({"not_sent", "html_502", "server_error", "lost_reply", "slow"})
KINDS = OF_CALLS | OF_UPDATES

ALL = "*"
WEBHOOK = "webhook"
# Whoever fetches updates would swallow the faults for all before the bot did anything.
ONLY_BY_NAME = frozenset({"getupdates", WEBHOOK})


@dataclass(slots=True)
class Fault:
    """A fault that waits for its calls, or, if it is one of those, for its updates."""

    kind: str
    method: str = ALL
    update: str = ALL
    times: int = 1
    after: int = 0
    retry_after: int = 1
    seconds: float = 1.0
    id: int = 0

    def strikes_call(self, method: str) -> bool:
        """Return whether it is meant for this call; `method` in lower case."""
        if self.kind in OF_UPDATES:
            return False
        return self.method.lower() == method or (self.method == ALL and method not in ONLY_BY_NAME)

    def strikes_update(self, keys: Collection[str], kinds: Collection[str]) -> bool:
        """Return whether it is one of these kinds and meant for an update with these keys."""
        return self.kind in kinds and (self.update == ALL or self.update in keys)

    def view(self) -> Json:
        """The fault as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


class Faults:
    """All faults that wait, in the order in which they were asked for; `changed` is told whenever that changes."""

    def __init__(self, changed: Callable[[list[Json]], None]) -> None:
        self._waiting: list[Fault] = []
        self._last_id = 0
        self._changed = changed

    def add(self, fault: Fault) -> int:
        """Let a fault wait; returns the id that it gets."""
        self._last_id += 1
        fault.id = self._last_id
        self._waiting.append(fault)
        self._tell()
        return fault.id

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, if any; `method` in lower case."""
        return self._take(lambda fault: fault.strikes_call(method))

    def take_update(self, keys: Collection[str], kinds: Collection[str]) -> Fault | None:
        """The fault of one of these kinds that strikes an update with these keys, if any."""
        return self._take(lambda fault: fault.strikes_update(keys, kinds))

    def _take(self, strikes: Callable[[Fault], bool]) -> Fault | None:
        for fault in filter(strikes, list(self._waiting)):
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            self._tell()
            return fault
        return None

    def list(self) -> list[Json]:
        """Return the faults that still wait."""
        return [fault.view() for fault in self._waiting]

    def remove(self, fault_id: int) -> bool:
        """Take one back; False when it does not wait any more."""
        kept = [fault for fault in self._waiting if fault.id != fault_id]
        found = len(kept) < len(self._waiting)
        self._waiting = kept
        self._tell()
        return found

    def clear(self) -> None:
        """Take all faults back."""
        self._waiting.clear()
        self._tell()

    def _tell(self) -> None:
        self._changed(self.list())
