"""A file that Telegram keeps for a bot, named by what it came as: only so can it be sent again."""

from dataclasses import dataclass
from enum import StrEnum


class MediaKind(StrEnum):
    """The kind of a file as it came. Telegram takes the id of a document for no photo, and so on."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"


BARE = frozenset({MediaKind.VIDEO_NOTE, MediaKind.STICKER})
"""The media that carry no text: it is sent below them."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of one bot: another bot cannot send it."""

    kind: MediaKind
    file_id: str

    def __str__(self) -> str:
        """Return the text form: `video BAAC…`."""
        return f"{self.kind} {self.file_id}"

    @classmethod
    def read(cls, written: object) -> "Media | None":
        """Return the media of a text form; None for an empty one, and for a kind of a newer version."""
        kind, _, file_id = str(written or "").partition(" ")
        return cls(MediaKind(kind), file_id) if kind in set(MediaKind) and file_id else None
