"""The chat page: plain files, served so that an edit shows at once and nothing foreign can run in it."""

import mimetypes
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parents[1] / "page"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:",
    "X-Content-Type-Options": "nosniff",
}
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


def page_routes(folder: Path) -> list[web.RouteDef]:
    """The page at `/` and its files beside it."""

    async def serve(request: web.Request) -> web.Response:
        return _response(folder, request.match_info.get("name") or "index.html")

    return [web.get("/", serve), web.get("/{name:[a-zA-Z0-9_./-]+}", serve)]


def _response(folder: Path, name: str) -> web.Response:
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise web.HTTPNotFound(text="no such file\n")
    return web.Response(body=file.read_bytes(), content_type=_content_type(file), charset="utf-8", headers=HEADERS)


def _content_type(file: Path) -> str:
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
