"""Worked examples of the demonstration."""

from typing import Any, Final

from unbrace.portal.ui.demonstration.demonstration import Demonstration

PICTURES: Final = ("/static/exercises/squat/start.webp", "/static/exercises/squat/end.webp")
ALTS: Final = ("A person stands tall, side-on.", "The same person has sat back towards the chair.")

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "pictures only": {"demonstration": Demonstration("Squat", *PICTURES, *ALTS)},
    "with the moving figure": {
        "demonstration": Demonstration(
            "Squat",
            *PICTURES,
            *ALTS,
            film="/static/built/demonstrations/squat.json",
            figure="/static/built/demonstrations/figure.glb",
            viewer="/static/built/demonstration.js",
        )
    },
}
