"""The keys of acts, so that each is done once, however often the update that asks for it is handled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActKey:
    """The update by which somebody acts; handlers get it as `act`."""

    bot_id: int
    update_id: int

    def to(self, what: str) -> str:
        """The key of one act that this update asks for: `act.to("close-ticket")`."""
        return f"{self.bot_id}:{self.update_id}:{what}"
