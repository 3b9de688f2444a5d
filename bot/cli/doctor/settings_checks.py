"""The doctor's look at the settings, at the file they stand in, and at the secret key."""

import stat
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from bot.cli.doctor.finding import Finding, fine, todo
from bot.runtime.database_unavailable import is_writable, nearest_folder
from bot.settings.env_file import mode_for_others, retired, unknown
from bot.settings.key_ring import KEY_FILE
from bot.settings.sections import Settings


def look_at_settings(settings: Settings, env_file: Path, key_file: Path = KEY_FILE) -> Iterator[Finding]:
    """The chosen settings, the names in the file that are none, and whether others can read the secrets."""
    methods = ", ".join(settings.orders.methods)
    yield fine(f"settings are readable; ways to pay: {methods}")
    if settings.telegram.admins:
        yield fine(f"admins: {len(settings.telegram.admins)}")
    else:
        yield todo("ADMIN_IDS is empty: nobody can add stock or answer; put your Telegram id there")
    if settings.shop.zone is UTC:
        yield fine("customers read days and times in UTC: set TIMEZONE, like Asia/Shanghai, if they live elsewhere")
    yield from _env_file(env_file)
    yield from _keys(settings, key_file)


def _env_file(file: Path) -> Iterator[Finding]:
    for name, nearest in unknown(file).items():
        yield todo(f"{file}: there is no setting {name}: {f'{nearest} is meant?' if nearest else 'take it out'}")
    for name in retired(file):
        yield todo(f"{name} does nothing any more: take it out of {file} or of the environment")
    if mode := mode_for_others(file):
        yield todo(f"{file} can be opened by others (mode {mode:04o}), and has secrets: run chmod 600 {file}")


def _keys(settings: Settings, file: Path) -> Iterator[Finding]:
    if settings.storage.keys:
        yield fine(f"secret keys: {len(settings.storage.keys)}, from SECRET_KEYS; keep a copy apart from the database")
        return
    if not file.exists():
        yield _no_key_yet(file)
        return
    mode = stat.S_IMODE(file.stat().st_mode)
    near = [folder for folder in _data_folders(settings) if file.resolve().is_relative_to(folder)]
    if near:
        yield todo(f"{file} lies in {near[0]}, beside what it protects: move it out, or use SECRET_KEYS")
    if mode & 0o077:
        yield todo(f"{file} can be opened by others (mode {mode:04o}): run chmod 600 on it")
    if not near and not mode & 0o077:
        yield fine(f"the secret key is in {file}, for you alone; keep a copy apart from the database")


def _no_key_yet(file: Path) -> Finding:
    folder = nearest_folder(file)
    if is_writable(folder):
        return fine(f"no secret key yet: the first start makes {file}; keep a copy of it apart from the database")
    return todo(f"{folder} is not a folder that can be written to: make it so for {file}, or set SECRET_KEYS")


def _data_folders(settings: Settings) -> list[Path]:
    file = settings.storage.address.file
    return [Path("data").resolve(), *([file.resolve().parent] if file else [])]
