"""Reply markup: what Telegram accepts, what it silently drops, and what it refuses."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
MAX_COPY_TEXT = 256

# A button with several actions keeps the first of these, in the order in which the official server looks.
ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)
NOTHING_WHEN_EMPTY = frozenset({"url", "callback_data", "pay"})
ROWS = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
DEFAULT_STYLE = "default"
STYLES = frozenset({DEFAULT_STYLE, "danger", "success", "primary"})


def checked_markup(markup: object, *, for_invoice: bool = False) -> Json | None:
    """The markup as Telegram keeps it; None when there is none."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise api_errors.bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rows = [_row(row) for row in _array(markup["inline_keyboard"], 'field "inline_keyboard" must be of type Array')]
    rows = [row for row in rows if row]
    _check_whole(rows, for_invoice=for_invoice)
    return {"inline_keyboard": rows} if rows else None


def _array(value: object, problem: str) -> list[object]:
    if not isinstance(value, list):
        raise api_errors.bad_request(problem)
    return value


def _row(row: object) -> list[Json]:
    return [_button(button) for button in _array(row, ROWS)]


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise api_errors.unusable_button("InlineKeyboardButton must be an Object")
    text, looks = _text(button), _looks(button)
    action = next((name for name in ACTIONS if _present(button, name)), None)
    if action is None:
        raise api_errors.text_button()
    if not text:
        raise api_errors.bad_request("inline keyboard button text must be non-empty")
    _check_action(action, button[action])
    return {"text": text, **looks, action: button[action]}


def _text(button: Json) -> str:
    if button.get("text") is None:
        raise api_errors.unusable_button('Can\'t find field "text"')
    return str(button["text"])


def _looks(button: Json) -> Json:
    style = str(button.get("style") or DEFAULT_STYLE).lower()
    if style not in STYLES:
        raise api_errors.unusable_button("invalid button style specified")
    icon = {"icon_custom_emoji_id": button["icon_custom_emoji_id"]} if button.get("icon_custom_emoji_id") else {}
    return icon | ({"style": style} if style != DEFAULT_STYLE else {})


def _present(button: Json, name: str) -> bool:
    """A button to pay needs a yes here, since clients send a no; no URL and no data are none when they are empty."""
    value = button.get(name)
    return bool(value) if name in NOTHING_WHEN_EMPTY else value is not None


def _check_action(action: str, value: object) -> None:
    if action == "callback_data" and len(str(value).encode()) > MAX_DATA_BYTES:
        raise api_errors.code("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(_copied(value)) <= MAX_COPY_TEXT:
        raise api_errors.code("BUTTON_COPY_TEXT_INVALID")
    if action == "url" and " " in str(value):
        raise api_errors.code("BUTTON_URL_INVALID")


def _copied(value: object) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else ""


def _check_whole(rows: list[list[Json]], *, for_invoice: bool) -> None:
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise api_errors.too_long("reply markup")
    pays = ["pay" in button for button in buttons]
    if any(pays[1:]) or (buttons and for_invoice and not pays[0]):
        raise api_errors.code("BUTTON_POS_INVALID")
    if any(pays) and not for_invoice:
        raise api_errors.code("BUTTON_TYPE_INVALID")
