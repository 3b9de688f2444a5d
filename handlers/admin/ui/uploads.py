"""Files that admins send: read through Telegram each time, so that nothing is kept of them but Telegram's own id.

What is wrong in a file is part of this conversation (the admin corrects it and sends it again), so it is said here and
not by the general words for refusals.
"""

from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.types import Document

from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import LISTED
from services.domain.errors import FileProblem, FileRefused


@dataclass(frozen=True, slots=True)
class Upload:
    """A file by its Telegram id, and the name that the admin gave it."""

    file_id: str
    name: str

    @property
    def as_state(self) -> dict[str, Any]:
        """Return the upload as data of a conversation, while an answer is awaited."""
        return asdict(self)


def accept(document: Document, largest: int, too_big: FileProblem) -> Upload:
    """A file that is worth a download. Raises FileRefused for one of more than `largest` bytes."""
    if (document.file_size or 0) > largest:
        raise FileRefused(too_big)
    return Upload(document.file_id, document.file_name or "")


async def fetch(bot: Bot, upload: Upload) -> bytes:
    """The bytes of a file, as Telegram has them."""
    target = BytesIO()
    await bot.download(upload.file_id, destination=target)
    return target.getvalue()


def problems(refused: FileRefused, t: Texts) -> list[Html]:
    """Render the problems of a file, line by line, the first ten of them."""
    told = [t(problem.key, **problem.params) for problem in refused.problems[:LISTED]]
    rest = len(refused.problems) - len(told)
    return [*told, t("admin-more", count=rest)] if rest else told
