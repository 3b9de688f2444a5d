"""A person presses a button: which one is meant, what kind it is, and what the bot answers."""

from sandbox.api.json_types import Json
from sandbox.control.control_request import RequestError, acting_user, meant_message, number, seconds
from sandbox.users.chats import Chat, Post
from sandbox.users.users import User
from sandbox.world import World

ANSWER_TIMEOUT, LONGEST_WAIT = 10.0, 600.0
LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
KINDS = {"callback_data": "callback", "copy_text": "copy"}


async def press(world: World, request: Json) -> Json:
    """Press, and wait for the bot's answer unless told not to."""
    user = acting_user(world, request)
    post = meant_message(world, request)
    button = _forged(request) if request.get("force") else _chosen(post, request)
    kind, value = _action(button)
    if kind != "callback":
        return {"update_id": None, "callback_query_id": None, "kind": kind, "value": value}
    return await _called_back(world, user, post, str(value), request)


async def _called_back(world: World, user: User, post: Post, data: str, request: Json) -> Json:
    callback = world.callbacks.open(user.id, post.chat_id, post.id)
    query = {
        "id": callback.id,
        "from": user.account(),
        "message": _message(world, post),
        "chat_instance": str(abs(post.chat_id) * 7919),
        "data": data,
    }
    update_id = world.updates.push("callback_query", query)
    pressed: Json = {"update_id": update_id, "callback_query_id": callback.id, "kind": "callback", "value": data}
    if request.get("wait", True):
        pressed["answer"] = await callback.wait(seconds(request, "timeout", ANSWER_TIMEOUT, LONGEST_WAIT))
    return pressed


def _message(world: World, post: Post) -> Json:
    """A message that is gone is inaccessible, but its button may still arrive."""
    if not post.deleted:
        return post.body
    chat: Chat = world.chats.all[post.chat_id]
    return {"chat": chat.header(), "message_id": post.id, "date": 0}


def _forged(request: Json) -> Json:
    return {"text": "", "callback_data": str(request.get("data") or "")}


def _chosen(post: Post, request: Json) -> Json:
    """The button of this message that the request describes by place, data or visible text."""
    if post.deleted:
        raise RequestError(f"message {post.id} is deleted", 409)
    rows: list[list[Json]] = post.body.get("reply_markup", {}).get("inline_keyboard", [])
    if "row" in request:
        return _at(rows, number(request, "row"), int(request.get("col", 0)))
    for button in (button for row in rows for button in row):
        if _fits(button, request):
            return button
    visible = [button["text"] for row in rows for button in row]
    raise RequestError(f"message {post.id} has no such button; it has {visible}", 404)


def _at(rows: list[list[Json]], row: int, col: int) -> Json:
    try:
        return rows[row][col]
    except IndexError:
        raise RequestError(f"there is no button in row {row}, column {col}", 404) from None


def _fits(button: Json, request: Json) -> bool:
    if request.get("data") is not None:
        return bool(button.get("callback_data") == request["data"])
    wanted = request.get("text")
    if not wanted:
        raise RequestError("say which button: data, text, or row and col")
    return wanted in (button["text"], _without_emoji(button["text"]))


def _without_emoji(text: str) -> str:
    """The words of a button after the sign that adorns it."""
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and not any(character.isalnum() for character in first) else text


def _action(button: Json) -> tuple[str, object]:
    name = next(key for key in button if key not in LOOKS)
    value = button[name]
    return KINDS.get(name, name), value["text"] if name == "copy_text" else value
