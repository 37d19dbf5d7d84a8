"""Static files from the one process, straight from where they lie: no collecting step before a start."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import IO, Any, Final

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

PIECE = 256 * 1024
#: What lies in the folders of static files, by those folders: looked at once in a process. A server makes one handler,
#: but every client of a test makes its own, and looking through a thousand files took most of a short test's time.
_FOUND: Final[dict[tuple[str, ...], dict[str, Any]]] = {}


async def _piece_by_piece(file: IO[bytes] | None) -> AsyncIterator[bytes]:
    """Otherwise an answer would hold a whole pose model in memory for as long as a slow phone takes to fetch it."""
    while file and (piece := await asyncio.to_thread(file.read, PIECE)):
        yield piece


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """An address with `?v=<build id>` never changes its content, so it is kept for a year; any other is asked for
    again each time and answered with 304 while it is the same."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = super().__call__(request)
        if request.path_info in self.files or (self.autorefresh and request.path_info.startswith("/static/")):
            kept = "public, max-age=31536000, immutable" if request.GET.get("v") else "no-cache"
            if response.status_code in (200, 206, 304):
                response.headers["Cache-Control"] = kept
        if isinstance(request, ASGIRequest) and isinstance(response, FileResponse):
            response.streaming_content = _piece_by_piece(response.file_to_stream)
        return response

    def add_files_from_finders(self) -> None:
        folders = tuple(map(str, settings.STATICFILES_DIRS))
        if folders not in _FOUND:
            super().add_files_from_finders()
            _FOUND[folders] = dict(self.files)
        self.files.update(_FOUND[folders])

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        of_content = url.startswith(("/static/exercises/", "/static/tests_of_function/"))
        if of_content and not url.endswith((".svg", ".webp")):
            return  # of an exercise's or a test's folder nothing but the drawings is for the browser
        if "/tests/" not in url and not url.endswith((".py", ".ts")):
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
