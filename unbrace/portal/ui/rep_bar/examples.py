"""Worked examples of the repetition bar."""

from typing import Any, Final

from unbrace.portal.ui.rep_bar.rep_bar import RepBar

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "all seen": {"bar": RepBar(24, 24)},
    "some claimed": {"bar": RepBar(24, 15, 5)},
    "nothing seen": {"bar": RepBar(20, 0)},
    "more than prescribed": {"bar": RepBar(8, 10)},
}
