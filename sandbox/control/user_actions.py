"""The actions of people in a chat: write, send files, block the bot, delete a message, and its updates."""

from sandbox.api.json_types import Json
from sandbox.api.params import Upload
from sandbox.control.control_request import RequestError, acting_user, meant_chat, meant_message
from sandbox.text.entity_detection import detected
from sandbox.text.formatted import FormattedText
from sandbox.users.chats import Chat
from sandbox.users.files import KINDS
from sandbox.users.users import User
from sandbox.world import World

ANONYMOUS_ADMIN: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
LINKED_CHANNEL: Json = {"id": -1_001_999_999_999, "type": "channel", "title": "Linked channel"}


def send_text(world: World, request: Json) -> Json:
    """A person writes."""
    text = str(request.get("text") or "")
    if not text.strip():
        raise RequestError("text is missing")
    written = detected(FormattedText(text).trimmed())
    return _said(world, request, written.fields("text", "entities"))


def send_file(world: World, request: Json, upload: Upload) -> Json:
    """A person sends a file, alone or as one of an album."""
    kind = str(request.get("kind") or "document")
    if kind not in KINDS:
        raise RequestError(f"kind must be one of {', '.join(KINDS)}")
    caption, album = str(request.get("caption") or ""), str(request.get("media_group_id") or "")
    if caption and not KINDS[kind].captioned:
        raise RequestError(f"{kind} has no caption")
    _refuse_mixed(world, kind, album)
    stored = world.files.store(kind, upload)
    if kind == "photo" and not stored.is_image():
        raise RequestError("this file is not a PNG, JPEG, GIF or WebP image")
    words = detected(FormattedText(caption).trimmed())
    grouped = {"media_group_id": album} if album else {}
    return _said(world, request, grouped | stored.content_fields() | words.fields("caption", "caption_entities"))


def _refuse_mixed(world: World, kind: str, album: str) -> None:
    """An album has files of one sort, and not of every kind."""
    if not album:
        return
    if not KINDS[kind].album:
        raise RequestError(f"{kind} cannot be in an album")
    others = (post.body for post in world.chats.posts.values() if post.body.get("media_group_id") == album)
    if any(KINDS[other].album != KINDS[kind].album for body in others for other in KINDS if other in body):
        raise RequestError(f"album {album} is of another sort: {KINDS[kind].album} go together")


def set_blocked(world: World, user: User, *, blocked: bool) -> int | None:
    """Block the bot or take it back; the bot is told with my_chat_member."""
    if user.blocked == blocked:
        return None
    user.blocked = blocked
    world.events.add("user", user.id, user=user.view())
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    return _membership(world, user, user.private_chat(), before=before, after=after)


def make_group(world: World, request: Json) -> Chat:
    """A group with these people and the bot in it; the bot is told that it was added."""
    members = {int(member) for member in request.get("members", [])}
    chat = world.chats.group(str(request.get("title") or "Group"), members, request.get("id"))
    adder = next((user for user in map(world.people.find, members) if user), None)
    if adder is not None:
        _membership(world, adder, chat.header(), before="left", after="member")
    return chat


def _membership(world: World, user: User, chat: Json, *, before: str, after: str) -> int | None:
    me = world.bot_account()
    old, new = (_member(me, status) for status in (before, after))
    change = {"chat": chat, "from": user.account(), "date": world.clock.seconds()}
    return world.updates.push("my_chat_member", change | {"old_chat_member": old, "new_chat_member": new})


def _member(account: Json, status: str) -> Json:
    member: Json = {"user": account, "status": status}
    return member | ({"until_date": 0} if status == "kicked" else {})


def delete(world: World, request: Json) -> Json:
    """A person deletes a message, for the bot too."""
    acting_user(world, request)
    post = meant_message(world, request)
    if not post.deleted:
        world.remove(post)
    return {"deleted": True}


def _said(world: World, request: Json, content: Json) -> Json:
    user = acting_user(world, request)
    chat = meant_chat(world, request, user)
    if chat.user is not None:
        _meet(world, user)
    header = _sender(request, user, chat) | {"chat": chat.header(), "date": world.clock.seconds()}
    post = world.post(chat, header | _answered(world, chat, request) | content, outgoing=False)
    return {"update_id": world.updates.push("message", post.body), "message": post.body}


def _meet(world: World, user: User) -> None:
    """Note that a user who writes has started the bot, and does not block it any more."""
    set_blocked(world, user, blocked=False)
    if not user.started:
        user.started = True
        world.events.add("user", user.id, user=user.view())


def _sender(request: Json, user: User, chat: Chat) -> Json:
    disguise = request.get("as")
    if disguise is None:
        return {"from": user.account()}
    if chat.user is not None or disguise not in ("anonymous_admin", "channel"):
        raise RequestError("as must be anonymous_admin or channel, in a group")
    if disguise == "anonymous_admin":
        return {"from": ANONYMOUS_ADMIN, "sender_chat": chat.header()}
    return {"from": TELEGRAM, "sender_chat": LINKED_CHANNEL, "is_automatic_forward": True}


def _answered(world: World, chat: Chat, request: Json) -> Json:
    if not request.get("reply_to"):
        return {}
    post = world.chats.find(chat, int(request["reply_to"]))
    if post is None:
        raise RequestError(f"there is no message {request['reply_to']} to reply to", 404)
    return {"reply_to_message": {key: value for key, value in post.body.items() if key != "reply_to_message"}}
