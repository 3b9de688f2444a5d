"""The JSON of a control request, read strictly, for a test with a typo must not pass."""

from sandbox.api.json_types import Json
from sandbox.users.chats import Chat, Post
from sandbox.users.users import User
from sandbox.world import World

PROFILE: dict[type, tuple[str, ...]] = {
    str: ("first_name", "last_name", "username", "language_code", "role"),
    int: ("id", "balance"),
    bool: ("started", "deactivated"),
}
WORDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}


class RequestError(Exception):
    """An error of a control request, with the HTTP status that tells it."""

    def __init__(self, problem: str, status: int = 400) -> None:
        super().__init__(problem)
        self.status = status


def number(request: Json, name: str) -> int:
    """A whole number that must be there."""
    try:
        return int(str(request[name]))
    except KeyError:
        raise RequestError(f"{name} is missing") from None
    except ValueError:
        raise RequestError(f"{name} must be a whole number, not {request[name]!r}") from None


def seconds(request: Json, name: str, default: float, longest: float) -> float:
    """A time that may be left out."""
    try:
        given = float(request.get(name, default))
    except (TypeError, ValueError):
        given = -1
    if not 0 <= given <= longest:
        raise RequestError(f"{name} must be between 0 and {longest:.0f}")
    return given


def pace(value: object) -> float:
    """Return how long the waits between retries are, 1 being Telegram's own."""
    try:
        scale = float(str(value))
    except ValueError:
        scale = -1
    if not 0 <= scale <= 1:
        raise RequestError(f"the pace of retries must be between 0 and 1, not {value!r}")
    return scale


def checked_profile(request: Json) -> Json:
    """A person's profile with every field of its kind."""
    for kind, names in PROFILE.items():
        for name in names:
            if not isinstance(request.get(name), kind | None):
                raise RequestError(f"{name} must be {WORDS[kind]}, not {request[name]!r}")
    return request


def acting_user(world: World, request: Json) -> User:
    """The person that acts in a request."""
    user_id = number(request, "user_id")
    user = world.people.find(user_id)
    if user is None:
        raise RequestError(f"there is no user {user_id}", 404)
    return user


def meant_chat(world: World, request: Json, user: User) -> Chat:
    """The group that a request names, else the person's private chat with the bot."""
    if request.get("chat_id") is None or number(request, "chat_id") == user.id:
        return world.chats.private(user)
    chat = world.chats.all.get(number(request, "chat_id"))
    if chat is None:
        raise RequestError(f"there is no chat {request['chat_id']}", 404)
    return chat


def meant_message(world: World, request: Json) -> Post:
    """Any message by its id, deleted ones included: ids are unique over all chats."""
    message_id = number(request, "message_id")
    post = world.chats.posts.get(message_id)
    if post is None:
        raise RequestError(f"there is no message {message_id}", 404)
    return post
