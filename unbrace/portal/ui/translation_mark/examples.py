"""Worked examples of the mark."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "German, not reviewed": {
        "setting": {
            "mark": "Übersetzung nicht geprüft",
            "mark_language": "de",
            "mark_direction": "ltr",
        }
    },
    "Arabic, not reviewed": {
        "setting": {"mark": "ترجمة لم تُراجَع بعد", "mark_language": "ar", "mark_direction": "rtl"}
    },
}
