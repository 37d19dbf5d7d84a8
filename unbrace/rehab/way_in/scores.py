"""What the questionnaires of the way in come to. A blank is never a zero: what is incomplete has no score."""

from collections.abc import Mapping

from unbrace.rehab.scoring import Answer, Instrument, Score, score
from unbrace.rehab.way_in.questions import FieldKind, Question, Said, WayIn

GOALS, GOAL_RATINGS, OWN_ACTIVITIES = "goals", ("goal_1_now", "goal_2_now", "goal_3_now"), "psfs"
VARIANT = ":"


def instrument_id(measure: str) -> str:
    """`nprs:worst` is the instrument nprs."""
    return measure.split(VARIANT)[0]


def scores_of(
    way_in: WayIn, said: Mapping[str, Said], instruments: Mapping[str, Instrument]
) -> dict[str, Score]:
    """A score for each questionnaire that was answered whole, by its name."""
    found: dict[str, Score] = {}
    for question in way_in.questions:
        given = said.get(question.id)
        for measure in question.measures if given is not None else ():
            outcome = score(instruments[instrument_id(measure)], answers_of(question, measure, given or {}))
            if isinstance(outcome, Score):
                found[measure] = outcome
    rated = [said.get(GOALS, {}).get(name) for name in GOAL_RATINGS]
    own = score(instruments[OWN_ACTIVITIES], [one for one in rated if one is not None])
    if isinstance(own, Score):
        found[OWN_ACTIVITIES] = own
    return found


def answers_of(question: Question, measure: str, given: Said) -> list[Answer]:
    """What was answered to the items of one questionnaire, in their order; None where nothing was."""
    answers: list[Answer] = []
    for field in question.fields:
        if field.measure != measure:
            continue
        value = given.get(field.id)
        if field.kind is FieldKind.ANY_OF:
            return [int(one) for one in value or ()]
        answers.append(None if value is None else int(value))
    return answers
