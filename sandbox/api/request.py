"""From an HTTP request to parameters: JSON, forms, multipart and the query string, as bots happen to send them."""

import json
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.api import api_errors
from sandbox.api.multipart import add_parts
from sandbox.api.params import Params


async def read_params(request: web.Request) -> Params:
    """The query string, and the body over it."""
    params = Params(dict(request.query))
    if not request.can_read_body:
        return params
    body = await _body(request)
    if request.content_type == "application/json":
        _add_json(params, body)
    elif request.content_type == "multipart/form-data":
        add_parts(params, request.headers["Content-Type"], body)
    else:
        params.values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return params


async def _body(request: web.Request) -> bytes:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise api_errors.too_large() from None


def _add_json(params: Params, body: bytes) -> None:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        raise api_errors.bad_request("can't parse request JSON object") from None
    if not isinstance(values, dict):
        raise api_errors.bad_request("JSON object expected")
    params.values.update((name, value) for name, value in values.items() if value is not None)
