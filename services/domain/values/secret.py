"""A text that must not be seen by accident: a license code, a link, a message to support."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """Text whose `repr` and `str` are masked. Only `reveal` shows it."""

    text: str = field(repr=False)

    def reveal(self) -> str:
        """The text itself. Call it where the owner of the goods will read it, and nowhere else."""
        return self.text

    @property
    def tail(self) -> str:
        """The last four characters behind dots, for admins: enough to recognize, too little to redeem."""
        shown = self.text[-4:] if len(self.text) >= 12 else ""  # noqa: PLR2004 - shorter ones would show too much
        return f"····{shown}"

    def __str__(self) -> str:
        return self.tail

    def __repr__(self) -> str:
        return f"Secret({self.tail!r})"
