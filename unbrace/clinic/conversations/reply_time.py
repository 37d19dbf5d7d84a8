"""How soon a clinic usually answers. Until its office has said so, two working days are stated."""

from typing import Final

USUAL_DAYS: Final = 2


def in_words(working_days: int) -> str:
    return "1 working day" if working_days == 1 else f"{working_days} working days"
