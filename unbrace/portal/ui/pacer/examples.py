"""Worked examples of the pacer."""

from typing import Any, Final

from unbrace.portal.ui.pacer.pacer import Pacer

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "the usual pace": {"pacer": Pacer(4, 6, 3)},
    "one minute, quick": {"pacer": Pacer(3, 4, 1)},
}
