"""The file of erasures beside the database, for an older backup that still knows people who were erased.

A line has the pseudonym, the number of the request, and the moment (UTC ms): nothing that leads to a person without
that backup. `restore` finds it where it lies; for a restore on a new machine it is kept with the keys.
"""

from pathlib import Path

from bot.atomic_write import atomic_write
from services.customers.personal_data import PersonalData
from services.storage.connection.database_url import DatabaseUrl

FILE = Path("data/erasures.txt")
"""The file of a shop on PostgreSQL."""
PARTS = 3

Erased = tuple[str, str, int]


def erasures_file(url: DatabaseUrl) -> Path:
    """Return the place of the file."""
    return url.file.with_suffix(".erasures.txt") if url.file else FILE


async def erase_brought_back(personal_data: PersonalData, file: Path) -> None:
    """Erase again who is back from an older backup, and write down who was erased in both places."""
    known = read_erasures(file)
    erased = await personal_data.erase_brought_back(known)
    if erased != known:
        write_erasures(file, erased)


def read_erasures(file: Path) -> list[Erased]:
    """Return who was erased; a file that is not there, and a line that cannot be read, name nobody."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    parts = [line.split() for line in lines]
    return [(one[0], one[1], int(one[2])) for one in parts if len(one) == PARTS and one[2].isdigit()]


def write_erasures(file: Path, erased: list[Erased]) -> None:
    """Replace the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(file) as draft:
        draft.touch(mode=0o600)
        draft.write_text("".join(f"{pseudonym} {number} {at}\n" for pseudonym, number, at in erased), encoding="utf-8")
