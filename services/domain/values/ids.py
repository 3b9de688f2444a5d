"""The identifiers. One that gives access and leaves the process has 128 random bits; a number for people gives none."""

import secrets

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """An unguessable identifier: 128 random bits in 22 URL-safe characters (fits callback data, invoice payloads)."""
    return secrets.token_urlsafe(16)


def new_number() -> str:
    """A number that people read out to each other, like `7KQ2-M9XF`: 40 random bits, never accepted as a key."""
    digits = "".join(secrets.choice(_CROCKFORD) for _ in range(8))
    return f"{digits[:4]}-{digits[4:]}"


def read_number(text: str) -> str:
    """Bring a typed number to its written form: case, spaces, dashes and the look-alikes I, L, O are forgiven."""
    plain = text.upper().replace("-", "").replace(" ", "").replace("#", "")
    plain = plain.replace("I", "1").replace("L", "1").replace("O", "0")
    return f"{plain[:4]}-{plain[4:]}"
