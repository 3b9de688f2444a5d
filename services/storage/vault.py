"""Encryption at rest, and fingerprints that find a secret without reading it.

Values are Fernet tokens (AES-128-CBC + HMAC-SHA256, cryptography.io). The first key encrypts, all keys decrypt, so
that a key can be rotated. The fingerprint key is random, made once and stored wrapped by the secret keys: rotating
those never changes a fingerprint.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from services.domain.values.secret import Secret


class KeyMissing(Exception):
    """None of the secret keys opens what the database holds."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A secret as it is stored: unreadable, and recognized by its fingerprint."""

    ciphertext: bytes
    fingerprint: bytes


class Vault:
    """Encrypts and decrypts values with the key ring of the shop."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._ring = MultiFernet([Fernet(key) for key in keys])
        self._fingerprint_key = b""

    def encrypt(self, secret: Secret) -> bytes:
        """Ciphertext of a secret."""
        return self._ring.encrypt(secret.reveal().encode())

    async def encrypt_all(self, secrets: Iterable[Secret]) -> list[Sealed]:
        """Encrypt many in a thread: tens of thousands take a second."""
        return await asyncio.to_thread(
            lambda: [Sealed(self.encrypt(one), self.fingerprint(one.reveal())) for one in secrets]
        )

    def decrypt(self, sealed: bytes) -> Secret:
        """The secret behind a ciphertext. Raises KeyMissing if no key of the ring made it."""
        return Secret(self.decrypt_bytes(sealed).decode())

    def encrypt_json(self, value: Mapping[str, Any]) -> bytes:
        """Ciphertext of a JSON object."""
        return self._ring.encrypt(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode())

    def decrypt_json(self, sealed: bytes) -> dict[str, Any]:
        """The JSON object behind a ciphertext."""
        opened: dict[str, Any] = json.loads(self.decrypt_bytes(sealed))
        return opened

    def decrypt_bytes(self, sealed: bytes) -> bytes:
        """Return the content of a ciphertext, as bytes."""
        try:
            return self._ring.decrypt(sealed)
        except InvalidToken:
            raise KeyMissing from None

    def fingerprint(self, text: str) -> bytes:
        """HMAC-SHA256 of a text: equal texts have equal fingerprints, and nothing else can be learned from them."""
        return hmac.digest(self._fingerprint_key, text.encode(), hashlib.sha256)

    def wrapped_fingerprint_key(self) -> bytes:
        """A new random fingerprint key, sealed, to be stored once."""
        return self._ring.encrypt(secrets.token_bytes(32))

    def with_fingerprint_key(self, wrapped: bytes) -> None:
        """Take the stored fingerprint key into use."""
        self._fingerprint_key = self.decrypt_bytes(wrapped)
