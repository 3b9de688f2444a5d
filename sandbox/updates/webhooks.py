"""The address that a bot wants its updates posted to, and what became of the last posts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from sandbox.api import api_errors
from sandbox.api.json_types import Json

PORTS = frozenset({80, 88, 443, 8443})
SECRET_LENGTH = 256
SECRET = re.compile(r"[A-Za-z0-9_-]*")
GONE_AFTER = 23 * 3600


@dataclass(slots=True)
class Webhook:
    """One address; two are equal when the bot asked for the same."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    last_error: Json = field(default_factory=dict, compare=False)
    gone_since: float | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse what Telegram refuses."""
        if len(self.secret_token) > SECRET_LENGTH:
            raise api_errors.bad_request("secret token is too long")
        if not SECRET.fullmatch(self.secret_token):
            raise api_errors.bad_request("secret token contains unallowed characters")
        _check(self.url)

    @property
    def is_near(self) -> bool:
        """True if it is on this machine."""
        return _is_loopback(urlsplit(self.url))

    def view(self) -> Json:
        """Return the answer of getWebhookInfo."""
        return {"url": self.url, "max_connections": self.max_connections} | self.last_error

    def failed(self, message: str, now: float) -> None:
        """A post came to nothing."""
        self.last_error = {"last_error_date": int(now), "last_error_message": message}

    def is_given_up(self, status: int | None, now: float) -> bool:
        """Return whether the bot has answered nothing but "410 Gone" for 23 hours; `status` is its newest answer."""
        if status is None:
            return False
        if status != 410:  # noqa: PLR2004 - Gone
            self.gone_since = None
            return False
        self.gone_since = now if self.gone_since is None else self.gone_since
        return now - self.gone_since > GONE_AFTER


class Webhooks:
    """The webhook of one bot, if it has one; `changed` is told of every change."""

    def __init__(self) -> None:
        self.current: Webhook | None = None
        self.changed: Callable[[], None] = lambda: None

    def set(self, webhook: Webhook | None, *, anew: bool = False) -> None:
        """Post there from now on, or nowhere. The same address again goes on as before, unless `anew`."""
        if webhook == self.current and not anew:
            return
        self.current = webhook
        self.changed()

    def forget(self) -> None:
        """Keep the address and forget its errors."""
        if self.current is not None:
            self.current.last_error, self.current.gone_since = {}, None
        self.changed()


def _check(url: str) -> None:
    """A public address needs HTTPS and one of four ports; one on this machine needs neither, for this is a sandbox."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise api_errors.bad_request("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise api_errors.bad_request("invalid webhook URL specified")
    if _is_loopback(parts):
        return
    if parts.scheme != "https":
        raise api_errors.bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise api_errors.bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_loopback(parts: SplitResult) -> bool:
    if parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
