"""What a translated sentence must have in common with the English one, as far as a machine can see it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from unbrace.library.exercise_file import Text, Written
from unbrace.library.translation.languages import LANGUAGES, in_its_letters

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BLANK = re.compile(r"\{[^{}]*\}")
_STEP_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)

Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Translated(Written):
    """What stands at the head of every translated piece."""

    translated_from: Mark = Field(
        description="the mark of the English words; `unbrace translations` prints it"
    )


class Made(Written):
    """Who made a translated file. The signature of a clinician lies in the clinic, not in here."""

    language: Literal["ar", "de", "es"] = Field(description="ar, de or es, as in the name of the file")
    made_by: Literal["machine-assisted", "a person"] = Field(description="machine-assisted, or a person")
    reviewed_by: str = Field(description='who has reviewed it, or "" while nobody has')


def mark_of(words: Iterable[Text]) -> str:
    """A short fingerprint of words in their order; it changes with every letter, not with line ends or spaces."""
    plain = [" ".join(text.split()) for text in words]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()[:16]


def differences(language: str, english: str, translated: str) -> Iterator[str]:
    """What has to be put right in this sentence, in plain words."""
    if not in_its_letters(language, translated):
        yield f"is not written in {LANGUAGES[language].english}; is the file under the wrong language code?"
    here, there = _numbers(translated), _numbers(english)
    if added := here - there:
        yield f"says {_list(added)}, which the English sentence does not; a dose is never written into a text"
    if missing := there - here:
        yield f"leaves out {_list(missing)} of the English sentence; write the number in digits, as there"
    here, there = Counter(_BLANK.findall(translated)), Counter(_BLANK.findall(english))
    if added := here - there:
        yield f"has {_list(added)}, which the English sentence has not; nothing would be filled in"
    if missing := there - here:
        yield f"leaves out {_list(missing)}; it is filled in when the page is shown"


def _numbers(text: str) -> Counter[str]:
    """Digits of any script count alike, and so do decimal comma and point. The numbers of steps are none."""
    found = _NUMBER.findall(_STEP_NUMBER.sub("", text))
    return Counter(
        "".join(str(unicodedata.digit(sign)) if sign.isdigit() else "." for sign in one) for one in found
    )


def _list(found: Counter[str]) -> str:
    return ", ".join(sorted(found))
