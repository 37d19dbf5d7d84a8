"""How long the questions take: reading at 200 words a minute and 4 seconds for each answer, a rule of thumb.

What is said twice on one screen, as the two ends of three scales, is read once. What may be added and is folded away,
as a second goal, is not counted; everything else is.
"""

from collections.abc import Iterable

from unbrace.rehab.red_flags import Region
from unbrace.rehab.way_in.asking import choices_for, is_needed
from unbrace.rehab.way_in.questions import Question

WORDS_A_MINUTE = 200
SECONDS_AN_ANSWER = 4


def texts_of(question: Question, regions: Iterable[Region]) -> tuple[str, ...]:
    """Everything there is to read on this screen, each text once."""
    here = tuple(regions)
    texts = [question.ask, question.help]
    for field in question.fields:
        if question.may_be_added(field):
            continue
        texts += [field.ask, field.low_end, field.high_end, field.unit, field.none]
        texts += [choice.text for choice in choices_for(field, here)]
    return tuple(dict.fromkeys(text for text in texts if text))


def answers_in(question: Question) -> int:
    """How many answers it takes to go on."""
    return sum(is_needed(field, {}) for field in question.fields)


def seconds(texts: Iterable[str], answers: int) -> float:
    """How long it takes to read these texts and to give so many answers."""
    words = sum(len(text.split()) for text in texts)
    return words * 60 / WORDS_A_MINUTE + answers * SECONDS_AN_ANSWER
