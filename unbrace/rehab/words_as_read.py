"""A text as its words are looked up: one spelling for what people write in several, in every language alike.

Somebody in pain leaves accents off, writes ss for ß, any alef for every other, and stretches letters for weight. What
this file makes of a text, `browser/words_as_read.ts` makes of it too; `tests/parity/test_words_of_concern.py` holds
them to it. The letters follow Unicode's compatibility forms (UAX 15, NFKD); which of them count as one is ours.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

#: Left out before anything else: some of them would come apart into a space and a mark.
APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼ`´ʹ＇"))
#: Of each pair people write one for the other; hamza alone and the line that stretches a word are left out. Figures of
#: other scripts are read as 0 to 9.
ALIKE: Final = str.maketrans(
    dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2, strict=True))
    | {"ß": "ss", "ة": "ه", "ى": "ي", "ی": "ي", "ٱ": "ا", "ک": "ك", "ء": None, "ـ": None}
)
#: What Arabic writes in one with the word behind it: and, so, in, for, the, this, on the.
PREFIXES: Final = (
    *("و", "ف", "ب", "ل", "ال", "لل", "عال", "هال", "بهال"),
    *("وب", "ول", "وال", "فال", "بال", "وبال", "ولل", "وعال"),
)
#: What is left behind a prefix has to be a word: blood and hand have two letters.
SHORTEST: Final = 2


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, small, without apostrophes, accents and marks that nobody sees."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).lower()
    return tuple("".join(map(_sign, plain)).translate(ALIKE).split())


def _sign(sign: str) -> str:
    if sign.isspace():
        return " "
    kind = unicodedata.category(sign)[0]
    return sign if kind in "LN" else "" if kind in "CM" else " "


def forms_of(word: str) -> Iterator[str]:
    """The word, and what is left of it behind each prefix that it may begin with."""
    yield word
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + SHORTEST:
            yield word[len(prefix) :]
