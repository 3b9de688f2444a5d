import pytest

from services.domain.values.secret import Secret
from services.storage.vault import KeyMissing, Vault

OLD, NEW = b"Zmlyc3Qga2V5LCAzMiBieXRlcywgZm9yIHRlc3RzICE=", b"b3RoZXIga2V5LCAzMiBieXRlcywgZm9yIHRlc3RzICE="


def test_what_is_sealed_can_be_opened_and_not_read() -> None:
    vault = Vault([OLD])

    sealed = vault.encrypt(Secret("AAAA-BBBB 中文"))

    assert vault.decrypt(sealed) == Secret("AAAA-BBBB 中文")
    assert b"BBBB" not in sealed


def test_the_same_secret_looks_different_every_time() -> None:
    vault = Vault([OLD])

    assert vault.encrypt(Secret("A")) != vault.encrypt(Secret("A"))


def test_the_first_key_seals_and_every_key_opens() -> None:
    sealed_before = Vault([OLD]).encrypt(Secret("A"))
    rotated = Vault([NEW, OLD])

    sealed_after = rotated.encrypt(Secret("B"))

    assert (rotated.decrypt(sealed_before), Vault([NEW]).decrypt(sealed_after)) == (Secret("A"), Secret("B"))


@pytest.mark.parametrize(
    "sealed", [b"", b"not a token", Vault([NEW]).encrypt(Secret("A"))], ids=["empty", "no token", "of another key"]
)
def test_what_no_key_opens_says_so_and_nothing_else(sealed: bytes) -> None:
    with pytest.raises(KeyMissing) as refusal:
        Vault([OLD]).decrypt(sealed)

    assert (str(refusal.value), refusal.value.__cause__) == ("", None)


def test_a_json_object_keeps_its_shape() -> None:
    vault = Vault([OLD])
    value = {"text": "中文 \ud800", "ids": [1, None, True], "nested": {"a": 2**63}}

    assert vault.decrypt_json(vault.encrypt_json(value)) == value


def test_fingerprints_depend_on_their_own_key_and_on_the_text() -> None:
    first, second = Vault([OLD]), Vault([OLD])
    wrapped = first.wrapped_fingerprint_key()
    first.with_fingerprint_key(wrapped)
    second.with_fingerprint_key(wrapped)
    other = Vault([OLD])
    other.with_fingerprint_key(other.wrapped_fingerprint_key())

    marks = [first.fingerprint("A"), second.fingerprint("A"), first.fingerprint("B"), other.fingerprint("A")]

    assert (marks[0] == marks[1], len(set(marks)), {len(mark) for mark in marks}) == (True, 3, {32})
