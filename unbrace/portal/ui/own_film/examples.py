"""Worked examples of a film of an own exercise. The gallery holds no film, so there is an empty one with its words."""

from typing import Any, Final

from unbrace.portal.ui.own_film.own_film import OwnFilm

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "with its sentence": {
        "film": OwnFilm(
            "", "", "Standing at a wall, the arms slide a towel up and come down slowly.", 640, 360
        )
    }
}
