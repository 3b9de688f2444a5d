"""multipart/form-data as the official server reads it, which is laxer than the standard and than HTTP libraries.

It cuts the line of a part at semicolons and takes quotation marks off where there are any (tdlib/td, `HttpReader.cpp`).
So an unquoted name in any alphabet is a name, and nothing is decoded from percent signs: clients build on both.
"""

from collections.abc import Iterator
from email.message import EmailMessage

from sandbox.api import api_errors
from sandbox.api.params import Params, Upload

LINE = b"\r\n"
DEFAULT_TYPE = "application/octet-stream"


def add_parts(params: Params, content_type: str, body: bytes) -> None:
    """Add the parts of a body: fields, and files where there is the name of a file."""
    for headers, content in _parts(body, _boundary(content_type)):
        described = _described(headers.get("content-disposition", ""))
        if not described.get("name"):
            raise api_errors.bad_request("field name in multipart/form-data not found")
        if "filename" in described:
            kind = headers.get("content-type", DEFAULT_TYPE)
            params.uploads[described["name"]] = Upload(described["filename"], content, kind)
        else:
            params.values[described["name"]] = content.decode()


def _boundary(content_type: str) -> bytes:
    message = EmailMessage()
    message["Content-Type"] = content_type
    boundary = message.get_boundary()
    if not boundary:
        raise api_errors.bad_request("boundary not found")
    return boundary.encode()


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Headers and content of each part; what follows the last boundary counts for nothing."""
    for part in (LINE + body).split(LINE + b"--" + boundary)[1:]:
        if part.startswith(b"--"):
            return
        head, _, content = part.partition(LINE * 2)
        yield _headers(head), content


def _headers(head: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in head.decode().split("\r\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _described(disposition: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in disposition.split(";")[1:])
    return {key.strip(): _bare(value.strip()) for key, _, value in pairs}


def _bare(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
