"""An approval is about one text as it stood: it ends with the first changed letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from unbrace.clinic.refused import Conflict, NotYours
from unbrace.clinic.translations import queries, texts
from unbrace.clinic.translations.actions import approve_translation, withdraw_approval
from unbrace.clinic.translations.models import Approval
from unbrace.clinic.translations.queries import (
    reviewed_in,
    standings_in,
    text_of,
    translation_is_reviewed,
)

if TYPE_CHECKING:
    from tests.people import People


def approved(people: People, language: str = "es", what: str = "safety") -> Approval:
    text = text_of(language, what)
    return approve_translation(
        by=people.tom.user, clinic=people.riverside, language=language, what=what, mark=text.mark
    )


def test_nothing_is_approved_until_somebody_does(people: People) -> None:
    assert reviewed_in(people.riverside, "es") == frozenset()
    assert not translation_is_reviewed(language="es", what="safety", clinic=people.riverside)
    assert translation_is_reviewed(language="en", what="safety")


def test_without_a_clinic_nobody_stands_for_it(people: People) -> None:
    approved(people)
    assert translation_is_reviewed(language="es", what="safety", clinic=people.riverside)
    assert not translation_is_reviewed(language="es", what="safety")
    assert not translation_is_reviewed(language="es", what="safety", clinic=people.hilltop)
    assert not translation_is_reviewed(language="es")


def test_twice_is_once_and_the_first_name_stays(people: People) -> None:
    first = approved(people)
    again = approve_translation(
        by=people.theo.user, clinic=people.riverside, language="es", what="safety", mark=first.mark
    )
    assert (again.pk, again.by) == (first.pk, people.tom.user)


def test_a_changed_text_is_not_approved_any_more(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(people)
    changed = {what: replace(text, mark="0" * 16) for what, text in texts.texts_in("es").items()}
    monkeypatch.setattr(queries, "texts_in", lambda language: changed)
    assert not translation_is_reviewed(language="es", what="safety", clinic=people.riverside)
    (standing,) = [one for one in standings_in(people.riverside, "es") if one.text.what == "safety"]
    assert (standing.approval, standing.changed_since) == (None, True)


def test_a_colleague_may_withdraw_it_and_somebody_approves_it_anew(people: People) -> None:
    approved(people)
    withdrawn = withdraw_approval(by=people.theo.user, clinic=people.riverside, language="es", what="safety")
    assert withdrawn is not None
    assert withdrawn.withdrawn_by == people.theo.user
    assert reviewed_in(people.riverside, "es") == frozenset()
    assert (
        withdraw_approval(by=people.theo.user, clinic=people.riverside, language="es", what="safety") is None
    )
    approved(people)
    assert Approval.objects.count() == 2


def test_only_a_clinician_of_the_clinic_stands_for_the_safety_questions(people: People) -> None:
    for user in (people.olga.user, people.ines.user, people.fred.user, people.maria.user):
        with pytest.raises(NotYours):
            approve_translation(
                by=user,
                clinic=people.riverside,
                language="es",
                what="safety",
                mark=text_of("es", "safety").mark,
            )


def test_what_was_read_is_what_is_approved(people: People) -> None:
    with pytest.raises(Conflict, match="read it once more"):
        approve_translation(
            by=people.tom.user, clinic=people.riverside, language="es", what="safety", mark="older"
        )
