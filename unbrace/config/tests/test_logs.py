from __future__ import annotations

import json
import logging
from typing import Any

from unbrace.config.logs import JsonLine


def line(name: str, message: str, *args: Any, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.WARNING, "file.py", 1, message, args, more.pop("exc_info", None))
    for key, value in more.items():
        setattr(record, key, value)
    found: dict[str, Any] = json.loads(JsonLine().format(record))
    return found


def test_a_line_says_what_and_where() -> None:
    found = line("django.request", "Not Found: %s", "/patients/maria/", status_code=404)
    assert (found["level"], found["from"], found["status"]) == ("WARNING", "django.request", 404)
    assert found["event"] == "Not Found"


def test_nothing_that_a_person_wrote_or_asked_for_is_in_it() -> None:
    """Addresses, names and answers arrive as arguments and as messages of exceptions."""
    try:
        raise ValueError("pain of maria@example.org is 7")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    text = json.dumps(line("django.request", "Not Found: %s", "/patients/maria/", exc_info=info))
    assert "maria" not in text
    assert "ValueError" in text
    assert "test_logs.py" in text


def test_a_message_made_of_data_is_left_out() -> None:
    assert line("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'maria.example'.")["event"] == ""
