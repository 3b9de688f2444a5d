"""The files that people and the bot have sent, addressed as Telegram addresses them."""

import mimetypes
from dataclasses import dataclass
from hashlib import sha256

from sandbox.api.json_types import Json
from sandbox.api.params import Upload
from sandbox.users.images import image_size


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a file: its folder, the first letters of its ids, and the fields that go with it.

    `album` names the albums that it may be in: an album is of one sort.
    """

    folder: str
    prefix: str
    captioned: bool = True
    visual: bool = False
    album: str = ""


KINDS = {
    "photo": Kind("photos", "AgAC", visual=True, album="photos and videos"),
    "document": Kind("documents", "BQAC", album="documents"),
    "video": Kind("videos", "BAAC", visual=True, album="photos and videos"),
    "animation": Kind("animations", "CgAC", visual=True),
    "audio": Kind("music", "CQAC", album="audio files"),
    "voice": Kind("voice", "AwAC"),
    "video_note": Kind("video_notes", "DQAC", captioned=False),
    "sticker": Kind("stickers", "CAAC", captioned=False),
}
UNMEASURED: dict[str, Json] = {
    "video": {"width": 640, "height": 360, "duration": 1},
    "animation": {"width": 320, "height": 240, "duration": 1},
    "audio": {"duration": 1},
    "voice": {"duration": 1},
    "video_note": {"length": 240, "duration": 1},
    "sticker": {"type": "regular", "width": 512, "height": 512},
}
"""The measures that the sandbox states for files that it does not look into."""
NAMELESS = frozenset({"voice", "video_note", "sticker"})
TYPELESS = frozenset({"video_note", "sticker"})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as Telegram keeps it."""

    file_id: str
    kind: str
    name: str
    content: bytes
    path: str
    content_type: str

    def is_image(self) -> bool:
        """Return whether it has the header of an image."""
        return image_size(self.content) is not None

    def reference(self) -> Json:
        """The ids and the size, as every kind of file carries them."""
        unique = sha256(self.content).hexdigest()[:16]
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": len(self.content)}

    def content_fields(self) -> Json:
        """The field of a Message that shows this file."""
        if self.kind == "photo":
            width, height = image_size(self.content) or (1, 1)
            return {"photo": [self.reference() | {"width": width, "height": height}]}
        shown = {self.kind: self.reference() | UNMEASURED.get(self.kind, {}) | self._described()}
        if self.kind == "animation":
            shown["document"] = self.reference() | self._described()  # for bots older than animations
        return shown

    def _described(self) -> Json:
        """The name and the type, of the kinds that have them; of a sticker how it moves."""
        if self.kind == "sticker":
            return {"is_animated": self.name.endswith(".tgs"), "is_video": self.name.endswith(".webm")}
        name = {} if self.kind in NAMELESS else {"file_name": self.name}
        return name | ({} if self.kind in TYPELESS else {"mime_type": self.content_type})


class Files:
    """All files, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._count = 0

    def store(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file under a new id."""
        self._count += 1
        name = upload.name.replace("/", "_") or "file"
        suffix = name[name.rfind(".") :] if "." in name else ""
        suffix = ".jpg" if kind == "photo" and not suffix else suffix
        stored = StoredFile(
            file_id=f"{KINDS[kind].prefix}{self._count:08d}",
            kind=kind,
            name=name,
            content=upload.content,
            path=f"{KINDS[kind].folder}/file_{self._count}{suffix}",
            content_type=_content_type(name, upload.content_type),
        )
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file under this path."""
        return self._by_path.get(path)

    def forget(self) -> None:
        """Drop everything."""
        self._by_id.clear()
        self._by_path.clear()


def _content_type(name: str, claimed: str) -> str:
    generic = claimed in ("", "application/octet-stream")
    return (mimetypes.guess_type(name)[0] or "application/octet-stream") if generic else claimed.partition(";")[0]
