"""What the scripts in the browser say, in the page's language: a table from the English words to the others.

Scripts carry their English words themselves, so a page without this table still speaks. `setup/build_catalogues.py`
reads them out of the TypeScript into `locale/*/LC_MESSAGES/djangojs.po`.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from typing import Any, Final

from django.conf import settings

from unbrace.portal.language import ENGLISH

MOST_FORMS: Final = 6  # Arabic's
NUMBERS: Final = 200  # beyond, only the last two digits count, in each of our languages


@cache
def browser_catalogue(language: str) -> dict[str, Any]:
    """`words`: English → one translation, or the list of its plural forms. `forms`: which of them a number takes, one
    figure each."""
    path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "djangojs.mo"
    if language == ENGLISH or not path.exists():
        return {}
    with path.open("rb") as file:
        found = GNUTranslations(file)
    words: dict[str, Any] = {}
    for key, said in found._catalog.items():  # type: ignore[attr-defined]
        if isinstance(key, tuple):
            words.setdefault(key[0], [""] * MOST_FORMS)[key[1]] = said
        elif key:
            words[key] = said
    forms = "".join(str(found.plural(number)) for number in range(NUMBERS))  # type: ignore[attr-defined]
    return {"words": words, "forms": forms}
