"""One POST to another service: HTTPS, no redirect followed, a short time-out, nothing of the answer kept but its status
and how long to wait. Names of headers are compared without case, as HTTP says."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

TIMEOUT_S: Final = 10
LONGEST_WAIT_S: Final = 3600


@dataclass(frozen=True)
class Answer:
    """`status` 0: nobody answered."""

    status: int
    wait_s: int | None = None

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    @property
    def may_pass(self) -> bool:
        """Trying later may help: nobody there, too much at once, or their own trouble."""
        return self.status in (0, 408, 425, 429) or self.status >= 500


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_open = urllib.request.build_opener(_StayHere).open


def is_https(url: str) -> bool:
    """HTTPS, or this very machine (a gateway that runs beside the house, and tests)."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    )


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    if not is_https(url):
        raise ValueError("only an https address may be posted to")
    request = urllib.request.Request(url, body, dict(headers), method="POST")  # noqa: S310 - checked above
    try:
        with _open(request, timeout=TIMEOUT_S) as answer:
            return Answer(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _wait(error.headers.get("Retry-After")))
    except (OSError, ValueError):
        return Answer(0)


def _wait(said: str | None) -> int | None:
    """Seconds. A date, which the standard also allows, is not worth reading: the usual wait will do."""
    return (
        min(int(said), LONGEST_WAIT_S) if said and said.strip().isascii() and said.strip().isdigit() else None
    )
