"""The bot's account, name and descriptions, in any language."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.bot_profile import TEXT_LIMITS
from sandbox.world import World

ABILITIES: Json = {
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


async def get_me(world: World, _params: Params) -> Json:
    """The account of the bot."""
    return world.bot_account() | ABILITIES


async def set_my_name(world: World, params: Params) -> bool:
    """A name for one language, or for all."""
    return _put(world, params, "name")


async def set_my_description(world: World, params: Params) -> bool:
    """Set the text that people read before they start the bot."""
    return _put(world, params, "description")


async def set_my_short_description(world: World, params: Params) -> bool:
    """Set the text of the bot's profile."""
    return _put(world, params, "short_description")


async def get_my_name(world: World, params: Params) -> Json:
    """The name in a language, or the general one."""
    return {"name": world.profile.name(params.text("language_code"))}


async def get_my_description(world: World, params: Params) -> Json:
    """The description in a language, or the general one."""
    return {"description": world.profile.text("description", params.text("language_code"))}


async def get_my_short_description(world: World, params: Params) -> Json:
    """The short description in a language, or the general one."""
    return {"short_description": world.profile.text("short_description", params.text("language_code"))}


def _put(world: World, params: Params, kind: str) -> bool:
    text = params.text(kind)
    if len(text) > TEXT_LIMITS[kind]:
        raise api_errors.bad_request(f"bot {kind.replace('_', ' ')} is too long")
    world.profile.put_text(kind, params.text("language_code"), text)
    world.events.add("commands")
    return True
