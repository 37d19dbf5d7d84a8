"""Score: answers of one questionnaire → score, band and flags; with a first score also the change and its label."""

from pydantic import Field

from unbrace.cli.explain.explanation import Explanation, Spoke
from unbrace.cli.explain.reading import NotACase
from unbrace.library.exercise_file import Text, Written
from unbrace.library.questionnaires import Questionnaire, load_questionnaires
from unbrace.library.wording import did_you_mean
from unbrace.rehab.scoring import (
    ARITHMETIC,
    VERSION,
    Incomplete,
    OutOfRange,
    Score,
    change_label,
    score,
)


class Case(Written):
    """`answers` in order, null for a blank; for statements to tick their numbers."""

    instrument: Text = Field(description="the questionnaire's id, such as peg")
    answers: tuple[int | None, ...] = Field(description="the answers in order, null for a blank")
    first: float | None = Field(default=None, description="the first score, to compare with")


def explain(case: Case) -> Explanation:
    """The arithmetic by name, what came out, and what the change means."""
    shelf = load_questionnaires()
    if case.instrument not in shelf:
        hint = did_you_mean(case.instrument, (one.id for one in shelf))
        raise NotACase(f"instrument: there is no {case.instrument!r}; {hint}")
    one = shelf[case.instrument]
    try:
        outcome = score(one.instrument, case.answers)
    except OutOfRange as problem:
        raise NotACase(f"answers: {problem}") from None
    except ValueError as problem:
        raise NotACase(f"answers: {problem}") from None
    rule = ARITHMETIC[one.instrument.arithmetic]
    said = " ".join((rule.__doc__ or "").split("\n\n")[0].split())
    return Explanation(
        "score",
        _told(outcome),
        (Spoke(rule.__name__, said, "; ".join(one.sources)), *_change(one, outcome, case.first)),
        case.model_dump(mode="json"),
        f"{VERSION}, {one.id} {one.version}",
        _details(one, outcome),
    )


def _told(outcome: Score | Incomplete) -> str:
    if isinstance(outcome, Incomplete):
        items = ", ".join(map(str, outcome.missing))
        return (
            f"no score, item {items} is blank"
            if len(outcome.missing) == 1
            else f"no score, items {items} are blank"
        )
    percent = f", {outcome.percent:g} %" if outcome.percent is not None else ""
    return f"{outcome.value:g}{percent}{f' ({outcome.band})' if outcome.band else ''}"


def _details(one: Questionnaire, outcome: Score | Incomplete) -> tuple[str, ...]:
    parts = [f"{name}: {value}" for name, value in getattr(outcome, "subscales", ())]
    flags = [f"flag: {flag}" for flag in outcome.flags]
    return (*parts, *flags, *(["not a validated scale"] if one.not_validated else []))


def _change(one: Questionnaire, outcome: Score | Incomplete, first: float | None) -> tuple[Spoke, ...]:
    if first is None or isinstance(outcome, Incomplete):
        return ()
    if one.change is None:
        raise NotACase(f"first: for {one.id} no change that matters is known")
    label = change_label(first, outcome.value, one.change)
    needed = f"needs {one.change.points:g} points and {one.change.percent:g} % of the first score"
    return (
        Spoke("change_label", f"{first:g} → {outcome.value:g}: {label}; {needed}", "; ".join(one.sources)),
    )
