"""The profile of a bot: names, descriptions, commands and the menu button, per language and per scope.

A person sees the narrowest scope that has commands, in his language if there are some, else in the general one.
"""

from sandbox.api.json_types import Json
from sandbox.users.users import User

TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


class Profile:
    """All texts and menus of the bot."""

    def __init__(self, title: str) -> None:
        self.username = "sandbox_bot"
        self._texts: dict[str, dict[str, str]] = {kind: {} for kind in TEXT_LIMITS}
        self._title = title
        self._commands: dict[tuple[str, str], list[Json]] = {}
        self._menu_buttons: dict[int, Json] = {}

    def name(self, language: str) -> str:
        """The name in that language, else the general one, else the title."""
        return self.text("name", language) or self._title

    def text(self, kind: str, language: str) -> str:
        """In that language, else the text for all languages."""
        texts = self._texts[kind]
        return texts.get(language) or texts.get("", "")

    def put_text(self, kind: str, language: str, text: str) -> None:
        """Set a text; an empty one removes it."""
        if text:
            self._texts[kind][language] = text
        else:
            self._texts[kind].pop(language, None)

    def commands(self, scope: Json, language: str) -> list[Json]:
        """The menu of exactly this scope and language."""
        return self._commands.get((scope_key(scope), language), [])

    def put_commands(self, scope: Json, language: str, commands: list[Json]) -> None:
        """Set a menu; an empty one removes it."""
        if commands:
            self._commands[scope_key(scope), language] = commands
        else:
            self._commands.pop((scope_key(scope), language), None)

    def commands_for(self, user: User) -> list[Json]:
        """Return the commands that this person sees in the menu."""
        scopes: tuple[Json, ...] = ({"type": "chat", "chat_id": user.id}, {"type": "all_private_chats"}, {})
        for scope in scopes:
            for language in (two_letters(user.language_code), ""):
                if found := self.commands(scope, language):
                    return found
        return []

    def menu_button(self, chat_id: int) -> Json:
        """The button of this chat, else the one for all."""
        return self._menu_buttons.get(chat_id) or self._menu_buttons.get(0) or {"type": "commands"}

    def put_menu_button(self, chat_id: int, button: Json) -> None:
        """Set a button; "default" removes it. Chat 0 means all chats."""
        if button.get("type", "default") == "default":
            self._menu_buttons.pop(chat_id, None)
        else:
            self._menu_buttons[chat_id] = button


def two_letters(language_code: str | None) -> str:
    """Commands and descriptions know `zh`, never `zh-hans`."""
    return (language_code or "").partition("-")[0].lower()


def scope_key(scope: Json) -> str:
    """One text for each scope, so that equal scopes meet."""
    place = ":".join(str(scope[key]) for key in ("chat_id", "user_id") if key in scope)
    kind = scope.get("type") or "default"
    return f"{kind}:{place}" if place else str(kind)
