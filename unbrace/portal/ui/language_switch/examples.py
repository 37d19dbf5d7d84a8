"""Worked examples of the language switch."""

from typing import Any, Final

from unbrace.portal.ui.language_switch.language_switch import Language

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "under the sign-in": {
        "next": "/",
        "languages": (
            Language("en", "English", "ltr", True),
            Language("es", "Español", "ltr", False),
            Language("de", "Deutsch", "ltr", False),
            Language("ar", "العربية", "rtl", False),
        ),
    },
}
