"""Reply markup: what Telegram accepts, what it silently drops, and what it refuses."""

from sandbox import refusals
from sandbox.wire import Json

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
LOOKS = ("icon_custom_emoji_id", "style")
STYLES = frozenset({"danger", "success", "primary"})


def checked_markup(markup: object, *, for_invoice: bool = False) -> Json | None:
    """The markup as Telegram keeps it; None when there is none."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise refusals.bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rows = [_row(row) for row in _array(markup["inline_keyboard"], 'field "inline_keyboard" must be of type Array')]
    rows = [row for row in rows if row]
    _check_whole(rows, for_invoice=for_invoice)
    return {"inline_keyboard": rows} if rows else None


def _array(value: object, problem: str) -> list[object]:
    if not isinstance(value, list):
        raise refusals.bad_request(problem)
    return value


def _row(row: object) -> list[Json]:
    return [_button(button) for button in _array(row, "expected an Array of inline keyboard button rows")]


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise refusals.bad_request("inline keyboard button must be an Object")
    text = str(button.get("text") or "")
    if not text:
        raise refusals.bad_request("inline keyboard button text must be non-empty")
    action = next((name for name in ACTIONS if _present(button, name)), None)
    if action is None:
        raise refusals.text_button()
    _check_action(action, button[action])
    looks = {key: button[key] for key in LOOKS if button.get(key)}
    if looks.get("style", "primary") not in STYLES:
        raise refusals.bad_request("invalid button style specified")
    return {"text": text, **looks, action: button[action]}


def _present(button: Json, name: str) -> bool:
    return button.get(name) is not None and (name != "pay" or bool(button[name]))


def _check_action(action: str, value: object) -> None:
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= MAX_DATA_BYTES:
        raise refusals.code("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(_copied(value)) <= MAX_COPY_TEXT:
        raise refusals.code("BUTTON_COPY_TEXT_INVALID")
    if action == "url" and (not str(value) or " " in str(value)):
        raise refusals.code("BUTTON_URL_INVALID")


def _copied(value: object) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else ""


def _check_whole(rows: list[list[Json]], *, for_invoice: bool) -> None:
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise refusals.code("REPLY_MARKUP_TOO_LONG")
    pays = ["pay" in button for button in buttons]
    if any(pays[1:]) or (buttons and for_invoice and not pays[0]):
        raise refusals.code("BUTTON_POS_INVALID")
    if any(pays) and not for_invoice:
        raise refusals.code("BUTTON_TYPE_INVALID")
