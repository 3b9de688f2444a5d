"""The command menus, per scope and language, and the button beside the text field."""

import re

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MAX_COMMANDS = 100
MAX_DESCRIPTION = 256


async def set_my_commands(world: World, params: Params) -> bool:
    """The menu for one scope and language."""
    commands = params.parsed("commands", "commands")
    if not isinstance(commands, list):
        raise api_errors.missing("commands")
    if len(commands) > MAX_COMMANDS:
        raise api_errors.code("BOT_COMMANDS_TOO_MUCH")
    return _put(world, params, [_command(command) for command in commands])


async def delete_my_commands(world: World, params: Params) -> bool:
    """The menu of the wider scope shows again."""
    return _put(world, params, [])


async def get_my_commands(world: World, params: Params) -> list[Json]:
    """Exactly this scope and language, with no fallback."""
    return world.profile.commands(_scope(params), _language(params))


async def set_chat_menu_button(world: World, params: Params) -> bool:
    """The button of one chat, or of all."""
    button = params.fields("menu_button", "menu button")
    world.profile.put_menu_button(params.integer("chat_id"), button)
    world.events.add("commands")
    return True


async def get_chat_menu_button(world: World, params: Params) -> Json:
    """The button that shows."""
    return world.profile.menu_button(params.integer("chat_id"))


def _put(world: World, params: Params, commands: list[Json]) -> bool:
    world.profile.put_commands(_scope(params), _language(params), commands)
    world.events.add("commands")
    return True


def _scope(params: Params) -> Json:
    return params.fields("scope", "BotCommandScope")


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise api_errors.bad_request("invalid language code specified")
    return code


def _command(command: object) -> Json:
    if not isinstance(command, dict):
        raise api_errors.bad_request("expected an Object as command")
    name = str(command.get("command") or "").removeprefix("/").lower()
    description = str(command.get("description") or "").strip()
    if not COMMAND.fullmatch(name):
        raise api_errors.code("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= MAX_DESCRIPTION:
        raise api_errors.code("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
