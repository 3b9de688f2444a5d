"""The links that a subscription can be: a web address, or the address of a proxy as its programs take it."""

import re
from urllib.parse import urlsplit

PROXIES = frozenset(
    {
        "anytls",
        "hy2",
        "hysteria",
        "hysteria2",
        "snell",
        "socks",
        "socks5",
        "ss",
        "ssr",
        "trojan",
        "tuic",
        "vless",
        "vmess",
        "wireguard",
    }
)
_SPACE = re.compile(r"\s")


def is_link(text: str) -> bool:
    """Return whether it is http(s) with a host, or a proxy's scheme with something behind it.

    Spaces stand only in the name that a proxy has behind `#`.
    """
    scheme, mark, body = text.partition("://")
    if not mark:
        return False
    if scheme.lower() in PROXIES:
        address = body.partition("#")[0]
        return bool(address) and not _SPACE.search(address) and "\n" not in body
    return scheme.lower() in {"http", "https"} and _is_web(text)


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0 and not _SPACE.search(text)
    except ValueError:  # a broken IPv6 address, a port that is no number
        return False
