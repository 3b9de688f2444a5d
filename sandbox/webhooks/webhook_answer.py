"""The call that a bot may put into its answer to a webhook, as JSON, a form or multipart; most answers hold none."""

import json
from urllib.parse import parse_qsl

import aiohttp

from sandbox.api.api_errors import ApiError
from sandbox.api.multipart import add_parts
from sandbox.api.params import Params


async def read_answer(response: aiohttp.ClientResponse) -> Params:
    """The parameters of the call, `method` among them; nothing when the answer says nothing that can be read."""
    try:
        return await _read(response)
    except (ValueError, UnicodeError, ApiError):
        return Params()


async def _read(response: aiohttp.ClientResponse) -> Params:
    body = await response.read()
    if response.content_type == "multipart/form-data":
        params = Params()
        add_parts(params, response.headers["Content-Type"], body)
        return params
    if response.content_type == "application/x-www-form-urlencoded":
        return Params(dict(parse_qsl(body.decode(), keep_blank_values=True)))
    if response.content_type != "application/json":
        return Params()
    values = json.loads(body or b"{}")
    if not isinstance(values, dict):
        return Params()
    return Params({name: value for name, value in values.items() if value is not None})
