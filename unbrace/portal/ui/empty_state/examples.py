"""Worked examples of the empty state."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "waiting for a programme": {
        "title": "Your programme is on its way",
        "text": "Your therapist is putting it together. You get an e-mail when it is ready.",
    },
    "with a next step": {
        "title": "No patients yet",
        "text": "Invite the first person by e-mail.",
        "href": "#empty",
        "label": "Invite someone",
    },
}
