"""Faults on order: what networks and Telegram itself do to a bot, when a test says so."""

from dataclasses import dataclass

from sandbox.wire import Json

# Whether the call had its effect is what a bot has to guess, so each kind settles it.
WITHOUT_EFFECT = frozenset({"not_sent", "flood", "blocked", "html_502", "server_error"})
WITH_EFFECT = frozenset({"lost_reply", "bad_json", "slow"})
KINDS = WITHOUT_EFFECT | WITH_EFFECT


@dataclass(slots=True)
class Fault:
    """A fault that waits for its calls."""

    id: int
    kind: str
    method: str = "*"
    times: int = 1
    after: int = 0
    retry_after: int = 1
    seconds: float = 1.0

    def matches(self, method: str) -> bool:
        """Each call if "*", but for the poll, which would swallow all faults before the bot did anything."""
        return self.method == method or (self.method == "*" and method != "getupdates")

    def view(self) -> Json:
        """The fault as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


class Faults:
    """All faults that wait, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._last_id = 0

    def add(self, order: Json) -> Fault:
        """Order a fault."""
        self._last_id += 1
        fault = Fault(
            self._last_id,
            kind=str(order["kind"]),
            method=str(order.get("method") or "*").lower(),
            times=int(order.get("times", 1)),
            after=int(order.get("after", 0)),
            retry_after=int(order.get("retry_after", 1)),
            seconds=float(order.get("seconds", 1.0)),
        )
        self._waiting.append(fault)
        return fault

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, if any; `method` in lower case."""
        for fault in self._waiting:
            if not fault.matches(method):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            return fault
        return None

    def list(self) -> list[Json]:
        """What still waits."""
        return [fault.view() for fault in self._waiting]

    def clear(self) -> None:
        """Take all faults back."""
        self._waiting.clear()
