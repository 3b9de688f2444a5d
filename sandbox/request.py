"""From an HTTP request to parameters: JSON, forms, multipart and the query string, as bots happen to send them."""

import json
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox import refusals
from sandbox.params import Params, Upload


async def read_params(request: web.Request) -> Params:
    """The query string, and the body over it."""
    params = Params(dict(request.query))
    if not request.can_read_body:
        return params
    if request.content_type == "application/json":
        _add_json(params, await request.read())
    elif request.content_type == "multipart/form-data":
        await _add_multipart(params, request)
    else:
        body = (await request.read()).decode("utf-8", "replace")
        params.values.update(parse_qsl(body, keep_blank_values=True))
    return params


def _add_json(params: Params, body: bytes) -> None:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        raise refusals.bad_request("can't parse request JSON object") from None
    if not isinstance(values, dict):
        raise refusals.bad_request("request must be a JSON object")
    params.values.update((name, value) for name, value in values.items() if value is not None)


async def _add_multipart(params: Params, request: web.Request) -> None:
    try:
        parts = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise refusals.too_large() from None
    for name, value in parts.items():
        if isinstance(value, web.FileField):
            params.uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            params.values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
