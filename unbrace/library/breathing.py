"""Reads the breathing course into the rules' own types, and refuses what would leave somebody without a word."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Code, Text, Written
from unbrace.library.translation.languages import ORIGINAL
from unbrace.library.translation.words import Tree, Words, load_words
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import YamlFile, read_yaml
from unbrace.rehab.unbracing import Caution, Measure, PaceBounds

ROOT = Path(__file__).parents[1] / "content" / "breathing"
COURSE = "course.yaml"
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Licence = Literal["CC-BY-4.0", "CC0-1.0"]
#: The pacer is for calm breathing. Slower or faster than this is no longer that, whatever a file says.
SLOWEST_A_MINUTE, FASTEST_A_MINUTE = 4.0, 12.0


class BoundText(Written):
    """How far one part of the pacer may be set."""

    lowest: int = Field(ge=1, description="the lowest that can be set")
    usual: int = Field(ge=1, description="what it begins with")
    highest: int = Field(ge=1, description="the highest that can be set")

    @property
    def as_bound(self) -> tuple[int, int, int]:
        return self.lowest, self.usual, self.highest


class PaceText(Written):
    """How slow and how fast the pacer may go."""

    in_s: BoundText = Field(description="seconds of the breath in")
    out_s: BoundText = Field(description="seconds of the breath out")
    minutes: BoundText = Field(description="how long one practice may be")


class CautionText(Written):
    """What is said to somebody who stopped."""

    label: Text = Field(description="the words of the button, as the person would say it")
    says: Text = Field(description="what to do now")


class CourseFile(Written):
    """All entries of `course.yaml`."""

    version: Version = Field(description="three numbers, raised with every change")
    language: Text = Field(description="en")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Licence = Field(description="CC-BY-4.0, or CC0-1.0")
    title: Text = Field(description="a few words")
    why: Text = Field(description="two or three sentences: what this is for")
    how_sure: Text = Field(description="how good the evidence is, honestly")
    sources: tuple[Text, ...] = Field(min_length=1, description="where it comes from")
    stages: tuple[Text, ...] = Field(min_length=1, description="the ids of the stages, in their order")
    pace: PaceText = Field(description="in_s, out_s and minutes, each with lowest, usual and highest")
    cautions: dict[Caution, CautionText] = Field(description="one for each reason to stop")


class StageFile(Written):
    """All entries of one stage."""

    code: Text = Field(description="its short name in the clinical plan, such as B2")
    title: Text = Field(description="a few words")
    version: Version = Field(description="three numbers, raised with every change")
    licence: Licence = Field(description="CC-BY-4.0, or CC0-1.0")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    source: Text = Field(description="where it comes from")
    goal: Text = Field(description="one sentence: what is easy at the end")
    why: Text = Field(description="one or two sentences: why this stage")
    measure: Measure = Field(description="checks, ease, breath or talk: see the README")
    paced: bool = Field(description="true where the pacer belongs to it")
    exercises: tuple[Code, ...] = Field(description="codes of exercises that go with it, or []")
    steps: tuple[Text, ...] = Field(min_length=2, description="what to do, in their order")


@dataclass(frozen=True)
class Stage:
    """One stage with its id; everything else as it was written."""

    id: str
    text: StageFile


@dataclass(frozen=True)
class Course:
    """The stages in their order and what they share."""

    text: CourseFile
    stages: tuple[Stage, ...]
    language: str = ORIGINAL

    @property
    def words(self) -> Tree:
        """All that somebody reads of it, for a translation."""
        course = {name: getattr(self.text, name) for name in ("title", "why", "how_sure")}
        cautions: Tree = {
            caution.value: {"label": text.label, "says": text.says}
            for caution, text in self.text.cautions.items()
        }
        stages: dict[str, Tree] = {
            stage.id: {name: getattr(stage.text, name) for name in ("title", "goal", "why", "steps")}
            for stage in self.stages
        }
        return {**course, "cautions": cautions, "stages": stages}

    def said_in(self, words: Words) -> "Course":
        """The same course in another language: its order, its pace and what it asks stay as they are."""
        tree: Any = words.tree
        cautions = {caution: CautionText(**tree["cautions"][caution.value]) for caution in self.text.cautions}
        course = {name: tree[name] for name in ("title", "why", "how_sure")}
        return replace(
            self,
            text=self.text.model_copy(update={**course, "cautions": cautions}),
            stages=tuple(
                Stage(stage.id, stage.text.model_copy(update=dict(tree["stages"][stage.id])))
                for stage in self.stages
            ),
            language=words.language,
        )

    @property
    def bounds(self) -> PaceBounds:
        """What the pacer may be set to."""
        pace = self.text.pace
        return PaceBounds(pace.in_s.as_bound, pace.out_s.as_bound, pace.minutes.as_bound)

    @property
    def draft(self) -> bool:
        """True while no clinician has signed all of it."""
        return self.text.reviewed_by is None or any(s.text.reviewed_by is None for s in self.stages)

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of this id, if there is one."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def after(self, stage: Stage) -> Stage | None:
        """The next one; None after the last."""
        at = self.stages.index(stage) + 1
        return self.stages[at] if at < len(self.stages) else None


def load_breathing(known_codes: Collection[str], root: Path | None = None) -> Course:
    """The course that ships, or the one in `root`; `known_codes` are those of exercises. Raises ContentErrors."""
    folder = root or ROOT
    try:
        file = read_yaml(folder / COURSE, COURSE)
    except ContentError as error:
        raise ContentErrors([error]) from None
    course = validated(CourseFile, file)
    errors = [*_order(file, course, folder), *_pace(file, course), *_cautions(file, course)]
    stages: list[Stage] = []
    for stage_id in dict.fromkeys(course.stages):
        if not (folder / f"{stage_id}.yaml").exists():
            continue  # said by _order
        try:
            stage_file = read_yaml(folder / f"{stage_id}.yaml", f"{stage_id}.yaml")
            stages.append(Stage(stage_id, validated(StageFile, stage_file)))
            errors.extend(_codes(stage_file, stages[-1].text, known_codes))
        except ContentError as error:
            errors.append(error)
        except ContentErrors as several:
            errors.extend(several.errors)
    if errors:
        raise ContentErrors(errors)
    return Course(course, tuple(stages))


def load_course_words(english: Course) -> tuple[dict[str, Words], frozenset[str]]:
    """The translations that ship, and the languages whose words are older. Raises ContentErrors."""
    return load_words(english.words, ROOT, Path(COURSE).stem)


def _order(file: YamlFile, course: CourseFile, folder: Path) -> Iterator[ContentError]:
    """Every stage named once, and every file named: a stage nobody reaches is a mistake, not a reserve."""
    there = {path.stem for path in folder.glob("*.yaml") if "." not in path.stem} - {Path(COURSE).stem}
    for index, stage in enumerate(course.stages):
        if stage in course.stages[:index]:
            yield file.error(("stages", index), f"{stage} is there twice; keep one")
        elif stage not in there:
            yield file.error(("stages", index), f"there is no {stage}.yaml; {did_you_mean(stage, there)}")
    for left_out in sorted(there - set(course.stages)):
        yield file.error(("stages",), f"{left_out}.yaml is not named here, so nobody would reach it; add it")


def _pace(file: YamlFile, course: CourseFile) -> Iterator[ContentError]:
    for part in ("in_s", "out_s", "minutes"):
        bound: BoundText = getattr(course.pace, part)
        if not bound.lowest <= bound.usual <= bound.highest:
            yield file.error(("pace", part), "lowest, usual and highest must rise")
    slowest = 60 / (course.pace.in_s.highest + course.pace.out_s.highest)
    fastest = 60 / (course.pace.in_s.lowest + course.pace.out_s.lowest)
    if slowest < SLOWEST_A_MINUTE:
        yield file.error(
            ("pace",), f"{slowest:.1f} breaths a minute is too slow; {SLOWEST_A_MINUTE:.0f} is the limit"
        )
    if fastest > FASTEST_A_MINUTE:
        yield file.error(
            ("pace",), f"{fastest:.1f} breaths a minute is too fast; {FASTEST_A_MINUTE:.0f} is the limit"
        )
    if course.pace.out_s.usual < course.pace.in_s.usual:
        yield file.error(("pace", "out_s", "usual"), "shorter than the way in; the way out is never shorter")


def _cautions(file: YamlFile, course: CourseFile) -> Iterator[ContentError]:
    for caution in Caution:
        if caution not in course.cautions:
            yield file.error(
                ("cautions",), f"{caution.value} is missing; somebody who stops would read nothing"
            )


def _codes(file: YamlFile, stage: StageFile, known: Collection[str]) -> Iterator[ContentError]:
    for index, code in enumerate(stage.exercises):
        if code not in known:
            yield file.error(
                ("exercises", index), f"there is no exercise {code}; {did_you_mean(code, known)}"
            )
