"""One line of JSON per event: what happened and where, never to whom.

No message text of a request, no query string, no body, no e-mail address goes in. Of an exception only its type and
the lines of code are kept: its message may quote what a person typed.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "event": _event(record),
        }
        status = getattr(record, "status_code", None)
        if status is not None:
            line["status"] = status
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None:
            line["route"] = match.route  # the pattern: the address itself holds ids and tokens
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-6:]
            ]
        return json.dumps(line, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    """The constant part of a message. Its arguments are data and stay out; a message without any may be made of data,
    so of the frameworks' only those with arguments are kept."""
    if record.name.startswith(("uvicorn.error", "unbrace")):
        return record.getMessage()
    return _PLACES.sub("", str(record.msg)).strip(" :") if record.args else ""


_PLACES = re.compile(r"\(?%[-\w.]*[a-z]\)?")
