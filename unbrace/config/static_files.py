"""Static files from the one process, straight from where they lie: no collecting step before a start."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """An address with `?v=<build id>` never changes its content, so it is kept for a year; any other is asked for
    again each time and answered with 304 while it is the same."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = super().__call__(request)
        if request.path_info in self.files or (self.autorefresh and request.path_info.startswith("/static/")):
            kept = "public, max-age=31536000, immutable" if request.GET.get("v") else "no-cache"
            if response.status_code in (200, 206, 304):
                response.headers["Cache-Control"] = kept
        return response

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        is_drawing = url.endswith(".svg")  # of an exercise's folder nothing else is for the browser
        if "/static/exercises/" in url and not is_drawing:
            return
        if "/tests/" not in url and not url.endswith((".py", ".ts")):
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
