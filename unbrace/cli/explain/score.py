"""Score: answers of one questionnaire → score, band and flags; with a first score also the change and its label."""

from pydantic import Field

from unbrace.cli.explain.reading import NotACase
from unbrace.library.exercise_file import Text, Written
from unbrace.library.questionnaires import load_questionnaires
from unbrace.library.wording import did_you_mean
from unbrace.rehab.explanation import Asked, Explanation, of_score
from unbrace.rehab.scoring import OutOfRange, score


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
    if case.first is not None and one.change is None:
        raise NotACase(f"first: for {one.id} no change that matters is known")
    asked = Asked(one.id, one.version, one.instrument, one.sources, one.not_validated)
    return of_score(asked, outcome, case.model_dump(mode="json"), case.first)
