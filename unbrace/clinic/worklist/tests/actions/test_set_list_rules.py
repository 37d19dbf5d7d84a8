"""A clinic's own thresholds: a version for each change, within bounds, by the office."""

from __future__ import annotations

import pytest

from tests.people import People
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import set_list_rules
from unbrace.clinic.worklist.thresholds import history_of, rules_of
from unbrace.rehab.alerts import Thresholds


def test_each_change_is_a_version_that_stays(people: People) -> None:
    assert rules_of(people.riverside).thresholds == Thresholds()
    set_list_rules(by=people.olga.user, clinic=people.riverside, values={"worst_pain": 6}, monitoring=True)
    set_list_rules(by=people.olga.user, clinic=people.riverside, values={"quiet_1": 72}, monitoring=False)
    rules = rules_of(people.riverside)
    assert (rules.thresholds.worst_pain, rules.thresholds.quiet_hours, rules.number) == (7, (72, 336, 504), 2)
    assert not rules.monitoring
    assert [(one.number, one.values) for one in history_of(people.riverside)] == [
        (2, {"quiet_1": 72}),
        (1, {"worst_pain": 6}),
    ]
    assert rules_of(people.hilltop).number == 0
    assert AuditEntry.objects.filter(deed="worklist.set_list_rules").count() == 2


def test_saving_what_holds_already_is_no_new_version(people: People) -> None:
    assert set_list_rules(by=people.olga.user, clinic=people.riverside, values={}, monitoring=False) is None
    for _ in range(2):
        set_list_rules(
            by=people.olga.user, clinic=people.riverside, values={"worst_pain": 6}, monitoring=False
        )
    assert len(history_of(people.riverside)) == 1


def test_beyond_the_bounds_nothing_is_kept(people: People) -> None:
    for values in ({"worst_pain": 9}, {"quiet_2": 21, "quiet_3": 10}, {"nothing_of_ours": 1}):
        with pytest.raises(Refused):
            set_list_rules(by=people.olga.user, clinic=people.riverside, values=values, monitoring=False)
    assert history_of(people.riverside) == []


def test_a_therapist_does_not_set_them(people: People) -> None:
    with pytest.raises(NotYours):
        set_list_rules(by=people.tom.user, clinic=people.riverside, values={}, monitoring=False)
