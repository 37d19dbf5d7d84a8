"""All that an exercise says to the person who does it, in one language: `instructions.<language>.md` with its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import ExerciseFile, PictureTexts, Text
from unbrace.library.instructions import STEPS, Instructions, instructions_of, section
from unbrace.library.translation.faithful import Made, Translated, differences, mark_of
from unbrace.library.translation.languages import LANGUAGES, ORIGINAL
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import YamlFile, yaml_of

FILE_NAME = re.compile(r"^instructions\.(.+)\.md$")
_HEAD = re.compile(r"\A---\n(.*?)\n---\n+(.*)\Z", re.DOTALL)
_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


class HeadFile(Made, Translated):
    """What stands between the two lines of dashes."""

    title: Text = Field(description="the name patients see")
    why_it_matters: Text = Field(description="one sentence for the person who does it")
    position: Text = Field(description="the position it starts in")
    view: Text = Field(description="how to stand in the picture")
    without_camera: Text = Field(description="how to do and count it without a camera")
    faults: dict[str, Text] = Field(description="the cues, under the same names as in exercise.yaml")
    picture_texts: PictureTexts = Field(description="what the two pictures show")


@dataclass(frozen=True)
class ExerciseWords:
    """`mark` is the fingerprint of these words: what another language was made from, and what a person approves."""

    language: str
    title: str
    why: str
    position: str
    view: str
    without_camera: str
    cues: Mapping[str, str]
    start_alt: str
    end_alt: str
    instructions: Instructions
    mark: str = ""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every text with its name, in a fixed order."""
        yield "title", self.title
        yield "why_it_matters", self.why
        yield "position", self.position
        yield "view", self.view
        yield "without_camera", self.without_camera
        for fault in sorted(self.cues):
            yield f"faults.{fault}", self.cues[fault]
        yield "picture_texts.start", self.start_alt
        yield "picture_texts.end", self.end_alt
        yield "", self.instructions.markdown


def english_words(written: ExerciseFile, instructions: Instructions) -> ExerciseWords:
    return _words(
        ORIGINAL,
        written.title,
        written.why_it_matters,
        written.position,
        written.view.text,
        written.without_camera,
        written.faults,
        written.picture_texts,
        instructions,
    )


def read_exercise_words(path: Path, name: str, english: ExerciseWords) -> ExerciseWords | None:
    """The words of one translated file; None when the English has changed since. Raises ContentErrors."""
    language = FILE_NAME.sub(r"\1", path.name)
    if language not in LANGUAGES:
        remedy = f"{language!r} is no language there is here; {did_you_mean(language, LANGUAGES)}"
        raise ContentErrors([ContentError(name, "", remedy)])
    file, body = _parts(path, name)
    head = validated(HeadFile, file)
    if head.language != language:
        remedy = f"says {head.language!r}, but the file's name says {language!r}; make them alike"
        raise ContentErrors([file.error(("language",), remedy)])
    if head.translated_from != english.mark:
        return None
    if errors := list(_cues_differ(file, head, english)):
        raise ContentErrors(errors)
    words = _words(
        language,
        head.title,
        head.why_it_matters,
        head.position,
        head.view,
        head.without_camera,
        head.faults,
        head.picture_texts,
        instructions_of(body, name, language),
    )
    if errors := list(_unfaithful(name, words, english)):
        raise ContentErrors(errors)
    return words


def _words(
    language: str,
    title: str,
    why: str,
    position: str,
    view: str,
    without_camera: str,
    cues: Mapping[str, str],
    pictures: PictureTexts,
    instructions: Instructions,
) -> ExerciseWords:
    texts = (title, why, position.replace("_", " "), view, without_camera)
    rest = (dict(cues), pictures.start, pictures.end, instructions)
    bare = ExerciseWords(language, *texts, *rest)
    return ExerciseWords(language, *texts, *rest, mark_of(text for _, text in bare.lines()))


def _parts(path: Path, name: str) -> tuple[YamlFile, str]:
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentErrors([ContentError(name, "", "is not plain UTF-8 text; save it as UTF-8")]) from None
    parts = _HEAD.match(text)
    if parts is None:
        remedy = "does not say what it was translated from; begin it with a line of --- and its entries"
        raise ContentErrors([ContentError(name, "", remedy)])
    try:
        return yaml_of(parts[1], name), parts[2]
    except ContentError as error:
        raise ContentErrors([error]) from None


def _cues_differ(file: YamlFile, head: HeadFile, english: ExerciseWords) -> Iterator[ContentError]:
    for missing in sorted(set(english.cues) - set(head.faults)):
        yield file.error(("faults",), f"{missing} is missing; translate its cue too")
    for unknown in sorted(set(head.faults) - set(english.cues)):
        yield file.error(("faults", unknown), "is no cue of the English text; remove it")


def _unfaithful(name: str, words: ExerciseWords, english: ExerciseWords) -> Iterator[ContentError]:
    here, there = (_steps(one) for one in (words, english))
    if here != there:
        yield ContentError(name, "", f"has {here} numbered steps, the English text has {there}; add or join")
    for (at, ours), (_, theirs) in zip(words.lines(), english.lines(), strict=True):
        for remedy in differences(words.language, theirs, ours):
            yield ContentError(name, at, remedy)


def _steps(words: ExerciseWords) -> int:
    return len(_NUMBERED.findall(section(words.instructions.markdown, STEPS)))
