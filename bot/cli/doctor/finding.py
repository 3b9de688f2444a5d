"""One line of the doctor's report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: fine, or what to do."""

    fine: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok' if self.fine else '!!'}  {self.text}"


def fine(text: str) -> Finding:
    """Nothing to do."""
    return Finding(fine=True, text=text)


def todo(text: str) -> Finding:
    """Something to do; the text says what."""
    return Finding(fine=False, text=text)
