"""Worked examples of the field."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "text with help": {
        "id": "example-name",
        "name": "name",
        "label": "Your name",
        "value": "Maria",
        "help": "So we know what to call you.",
    },
    "with a problem": {
        "id": "example-mail",
        "name": "email",
        "type": "email",
        "label": "E-mail",
        "value": "maria@",
        "problem": "Please write the whole address, like maria@example.org.",
    },
    "choice": {
        "id": "example-zone",
        "name": "zone",
        "label": "Time zone",
        "value": "Europe/Berlin",
        "options": [("Europe/Berlin", "Berlin"), ("Europe/Lisbon", "Lisbon")],
    },
    "longer text": {"id": "example-why", "name": "why", "label": "Reason", "rows": 3, "value": ""},
}
