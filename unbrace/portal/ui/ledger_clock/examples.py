"""Worked examples of the clock. Without scripts it is not there at all."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "Before the script has looked": {"to": "#", "ledger": "#", "label": "Time for Maria"},
}
