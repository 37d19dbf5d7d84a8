"""Which build the browser's files are of: it goes into their addresses, so that a new build is never an old file."""

from __future__ import annotations

import json
from functools import cache

from django.conf import settings


@cache
def build_id() -> str:
    """The id of what was built for the browser; "none" where nothing was built (tests, a bare checkout)."""
    manifest = settings.BUILT / "manifest.json"
    return str(json.loads(manifest.read_text("utf-8"))["build_id"]) if manifest.is_file() else "none"
