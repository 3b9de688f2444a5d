"""The users: their profiles, their Stars, and whether the bot may write to them."""

from dataclasses import dataclass

from sandbox.api import api_errors
from sandbox.api.json_types import Json

OPENING_BALANCE = 100_000
FIRST_NEW_ID = 2001
PROFILE_FIELDS = ("first_name", "last_name", "username", "language_code", "role", "balance", "started", "deactivated")


@dataclass(slots=True)
class User:
    """A user with an account and Stars."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    role: str = "customer"
    balance: int = OPENING_BALANCE
    opening_balance: int = OPENING_BALANCE
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def account(self) -> Json:
        """The Bot API's User."""
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        known = {key: value for key, value in names.items() if value}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | known

    def private_chat(self) -> Json:
        """The Bot API's Chat."""
        account = self.account()
        names = {key: account[key] for key in ("first_name", "last_name", "username") if key in account}
        return {"id": self.id, "type": "private"} | names

    def view(self) -> Json:
        """The person as the control interface shows him."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "role": self.role,
            "balance": self.balance,
            "blocked": self.blocked,
            "started": self.started,
            "deactivated": self.deactivated,
        }

    def ensure_reachable(self) -> None:
        """A bot writes only to those who wrote first, and not to those who left."""
        if not self.started:
            raise api_errors.chat_not_found()
        if self.deactivated:
            raise api_errors.deactivated()
        if self.blocked:
            raise api_errors.blocked()


DEFAULT_USERS: tuple[Json, ...] = (
    {"id": 1001, "first_name": "Ann", "username": "ann", "language_code": "en", "role": "customer"},
    {
        "id": 1002,
        "first_name": "Li Wei",
        "last_name": "李伟",
        "username": "liwei",
        "language_code": "zh-hans",
        "role": "second customer",
    },
    {"id": 9001, "first_name": "Olivia", "username": "olivia", "language_code": "en", "role": "admin"},
)


class People:
    """All users, by id."""

    def __init__(self, users: tuple[Json, ...] = DEFAULT_USERS) -> None:
        self.users: dict[int, User] = {}
        for person in users:
            self.put(person)

    def put(self, profile: Json) -> User:
        """Create a person, or change the named fields of one who exists."""
        given = {key: profile[key] for key in PROFILE_FIELDS if profile.get(key) is not None}
        user_id = int(profile.get("id") or self._free_id())
        user = self.users.setdefault(user_id, User(user_id, "Someone"))
        for key, value in given.items():
            setattr(user, key, value)
        if "balance" in given:
            user.opening_balance = user.balance
        return user

    def find(self, user_id: int) -> User | None:
        """The person with this id."""
        return self.users.get(user_id)

    def restart(self) -> None:
        """The same people, who have never met the bot."""
        for user in self.users.values():
            user.started = user.blocked = False
            user.balance = user.opening_balance

    def _free_id(self) -> int:
        return max([*self.users, FIRST_NEW_ID - 1]) + 1
