"""Every refusal, word for word.

Bots branch on these texts, so a paraphrase would make the sandbox lie. Three sources, marked at each one:

* [S] the official server, tdlib/telegram-bot-api, `Client.cpp`: it says exactly this;
* [T] TDLib, which the official server embeds and whose text it passes on;
* [D] the data centre's error codes, as core.telegram.org lists them.

The official server lower-cases the first letter after "Bad Request: ", unless the second one is a capital or "_";
the texts below are already as a bot sees them.
"""

from sandbox.api.json_types import Json


class ApiError(Exception):
    """An answer with ok=false."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> Json:
        """The answer as JSON."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(text: str) -> ApiError:
    """Code 400."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """Code 403."""
    return ApiError(403, f"Forbidden: {text}")


def unauthorized() -> ApiError:
    """[S] Another token."""
    return ApiError(401, "Unauthorized")


def unknown_method() -> ApiError:
    """[S] No such method."""
    return ApiError(404, "Not Found: method not found")


def missing(parameter: str) -> ApiError:
    """[S] get_required_string_arg."""
    return bad_request(f'parameter "{parameter}" is required')


def unparsable(what: str) -> ApiError:
    """[S] Broken JSON inside a parameter."""
    return bad_request(f"can't parse {what} JSON object")


def cannot_parse_entities(why: str) -> ApiError:
    """[T] Broken markup in a text."""
    return bad_request(f"can't parse entities: {why}")


def not_utf8() -> ApiError:
    """[T] Text that cannot be written."""
    return bad_request("strings must be encoded in UTF-8")


def too_large() -> ApiError:
    """[S] An upload over the limit."""
    return ApiError(413, "Request Entity Too Large")


def flood(retry_after: int) -> ApiError:
    """[S] Too much in too short a time."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def server_error() -> ApiError:
    """[S] Telegram has a bad day."""
    return ApiError(500, "Internal Server Error")


# Chats and people
def chat_id_empty() -> ApiError:
    """[S] No chat was named."""
    return bad_request("chat_id is empty")


def chat_not_found() -> ApiError:
    """[S] No such chat, or its user never wrote to the bot."""
    return bad_request("chat not found")


def blocked() -> ApiError:
    """[S] The user does not want to hear of the bot."""
    return forbidden("bot was blocked by the user")


def deactivated() -> ApiError:
    """[S] The account is gone."""
    return forbidden("user is deactivated")


def invalid_user() -> ApiError:
    """[S] Not the id of a user."""
    return bad_request("invalid user_id specified")


# Messages
def text_empty() -> ApiError:
    """[S] Nothing is left to show."""
    return bad_request("message text is empty")


def too_long(what: str) -> ApiError:
    """[T] `what` is message or message caption, after parsing; [S] text, before it, or reply markup."""
    return bad_request(f"{what} is too long")


def message_unspecified() -> ApiError:
    """[S] No message was named."""
    return bad_request("message identifier is not specified")


def message_missing(action: str) -> ApiError:
    """[S] `action` is edit, delete, copy, forward or pin."""
    return bad_request(f"message to {action} not found")


def message_protected(action: str) -> ApiError:
    """[S] `action` is edited, deleted, copied or forwarded."""
    return bad_request(f"message can't be {action}")


def replied_message_missing() -> ApiError:
    """[S] The message to answer is gone."""
    return bad_request("message to be replied not found")


def nothing_to_edit(what: str) -> ApiError:
    """[T] `what` is text or caption."""
    return bad_request(f"there is no {what} in the message to edit")


def not_modified() -> ApiError:
    """[S] The edit would change nothing."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a "
        "current content and reply markup of the message"
    )


# Files
def wrong_file() -> ApiError:
    """[T] Neither a known file id nor a URL."""
    return bad_request("wrong file identifier/HTTP URL specified")


def url_unreachable() -> ApiError:
    """[S] The sandbox never fetches anything."""
    return bad_request("failed to get HTTP URL content")


def file_missing(kind: str) -> ApiError:
    """[S] `kind` is one of files.KINDS."""
    return bad_request(f"there is no {kind.replace('_', ' ')} in the request")


def file_empty() -> ApiError:
    """[T] A file without content."""
    return bad_request("file must be non-empty")


def not_an_image() -> ApiError:
    """[D] A photo that is none."""
    return bad_request("IMAGE_PROCESS_FAILED")


def file_unspecified() -> ApiError:
    """[S] getFile was not told which."""
    return bad_request("file_id not specified")


def invalid_file_id() -> ApiError:
    """[S] getFile knows no such file."""
    return bad_request("invalid file_id")


def file_too_big() -> ApiError:
    """[S] Bots fetch 20 MB and no more."""
    return bad_request("file is too big")


# Buttons and queries
def unusable_button(why: str) -> ApiError:
    """[S] An inline button that makes no sense."""
    return bad_request(f"can't parse inline keyboard button: {why}")


def text_button() -> ApiError:
    """[S] An inline button that does nothing."""
    return unusable_button("Text buttons are unallowed in the inline keyboard")


def code(name: str) -> ApiError:
    """[D] BUTTON_DATA_INVALID, STARS_INVOICE_INVALID, CHARGE_ALREADY_REFUNDED and their like."""
    return bad_request(name)


def query_too_old() -> ApiError:
    """[S] Unknown, answered already, or answered too late."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


# Receiving updates
def other_poller() -> ApiError:
    """[S] A newer getUpdates took over."""
    return ApiError(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


def webhook_set() -> ApiError:
    """[S] A webhook was set while a poll waited."""
    return ApiError(409, "Conflict: terminated by setWebhook request")


def webhook_active() -> ApiError:
    """[S] Polling while a webhook is set."""
    return ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
