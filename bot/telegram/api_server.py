"""The Bot API server and the way to it, as the owner chose them."""

from dataclasses import dataclass

from pydantic import SecretStr
from yarl import URL


@dataclass(frozen=True, slots=True)
class BotApi:
    """The Bot API server and the way to it. `url` has no slash at its end.

    `is_local`: it runs with `--local` and hands out files by their paths on this machine. `is_test`: the test
    environment of Telegram.
    """

    url: str
    proxy: SecretStr | None = None
    is_local: bool = False
    is_test: bool = False

    @property
    def shown_proxy(self) -> str:
        """The proxy's address without name and password; empty if there is none."""
        return "" if self.proxy is None else str(URL(self.proxy.get_secret_value()).with_user(None))
