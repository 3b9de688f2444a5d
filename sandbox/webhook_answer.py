"""The call that a bot may put into its answer to a webhook, as JSON, a form or multipart; most answers hold none."""

import json
from urllib.parse import parse_qsl

import aiohttp

from sandbox.params import Params, Upload


async def read_answer(response: aiohttp.ClientResponse) -> Params:
    """The parameters of the call, `method` among them; nothing when the answer says nothing that can be read."""
    try:
        return await _read(response)
    except (ValueError, UnicodeError):
        return Params()


async def _read(response: aiohttp.ClientResponse) -> Params:
    if response.content_type.startswith("multipart/"):
        return await _parts(aiohttp.MultipartReader(response.headers, response.content))
    body = await response.read()
    if response.content_type == "application/x-www-form-urlencoded":
        return Params(dict(parse_qsl(body.decode(), keep_blank_values=True)))
    if response.content_type != "application/json":
        return Params()
    values = json.loads(body or b"{}")
    if not isinstance(values, dict):
        return Params()
    return Params({name: value for name, value in values.items() if value is not None})


async def _parts(reader: aiohttp.MultipartReader) -> Params:
    params = Params()
    async for part in reader:
        if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            params.values[part.name] = content.decode()
        else:
            params.uploads[part.name] = Upload(part.filename, content)
    return params
