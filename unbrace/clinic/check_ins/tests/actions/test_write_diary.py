"""The diary: nought is nought, not asked is not asked; sent twice it is one; put right and undone, nothing is lost."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.people import ZONE, People, screened
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.check_ins.actions import undo_diary, write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft, parse_diary
from unbrace.clinic.check_ins.diary_safety import new_place
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import DiaryEntry, diary_of
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.rehab.red_flags import AskedIn

CARE = "0c5f3d0e-8f4f-4f52-a1ad-0f6a0c3f2a11"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo(ZONE))


def draft(**said: Any) -> DiaryDraft:
    defaults: dict[str, Any] = {"key": uuid.uuid4(), "written_at": clock.now(), "time_zone": ZONE}
    return DiaryDraft(**defaults | said)


def keep(people: People, one: DiaryDraft | None = None, **said: Any) -> DiaryEntry:
    return write_diary(by=people.maria.user, patient=people.maria, draft=one or draft(**said))[0]


def body(**said: Any) -> dict[str, Any]:
    """As a device sends it."""
    plain: dict[str, Any] = {
        "schema": "unbrace.diary-entry/2", "key": str(uuid.uuid4()), "owner": "x", "care": CARE, "replaces": None,
        "written_at": "2026-11-25T12:00:00+01:00", "time_zone": ZONE, "device_clock_offset_s": 0,
        "pains": {"low_back": 0}, "sleep_hours": None, "sleep_quality": None, "stress": None,
        "active_minutes": None, "mood": None, "medication": "", "note": "",
    }  # fmt: skip
    return plain | said


def test_nought_is_kept_and_what_was_left_out_stays_empty(people: People) -> None:
    entry = keep(people, pains={"low_back": 0}, stress=0)
    entry.refresh_from_db()
    assert (entry.pains, entry.stress, entry.worst_pain) == ({"low_back": 0}, 0, 0)
    assert (entry.sleep_hours, entry.sleep_quality, entry.mood, entry.medication) == (None, None, None, "")
    assert keep(people, mood=5).worst_pain is None


def test_sent_five_times_it_is_one_entry(people: People) -> None:
    one = draft(stress=4)
    made = [write_diary(by=people.maria.user, patient=people.maria, draft=one)[1] for _ in range(5)]
    assert made == [True, False, False, False, False]
    # sent again later, with the clock measured anew, it is still the same
    again = replace(one, clock_offset_s=3.0)
    assert write_diary(by=people.maria.user, patient=people.maria, draft=again)[1] is False
    assert DiaryEntry.objects.count() == 1


def test_the_same_key_with_other_words_is_a_conflict_and_both_stay(people: People) -> None:
    one = draft(stress=4)
    keep(people, one)
    with pytest.raises(Conflict, match="one here, one on your device"):
        keep(people, replace(one, stress=9))
    assert DiaryEntry.objects.get().stress == 4


def test_put_right_the_newer_counts_and_undone_the_older_comes_back(people: People) -> None:
    first = keep(people, pains={"neck": 8})
    second = keep(people, pains={"neck": 3}, replaces=first.pk)
    assert list(diary_of(people.maria)) == [second]
    undo_diary(by=people.maria.user, entry=second)
    assert list(diary_of(people.maria)) == [first]
    undo_diary(by=people.maria.user, entry=first)
    assert list(diary_of(people.maria)) == []
    assert DiaryEntry.objects.count() == 2


def test_a_correction_stays_on_the_day_it_corrects(people: People) -> None:
    with clock.set_to(NOON):
        first = keep(people, stress=4)
    with clock.set_to(NOON + timedelta(days=1)):
        assert keep(people, stress=5, replaces=first.pk).day == date(2026, 11, 25)


def test_two_devices_that_correct_the_same_entry_are_told(people: People) -> None:
    first = keep(people, stress=4)
    keep(people, stress=5, replaces=first.pk)
    with pytest.raises(Conflict, match="changed somewhere else") as refusal:
        keep(people, stress=6, replaces=first.pk)
    assert refusal.value.field == "replaces"
    with pytest.raises(NotYours):
        write_diary(by=people.jonas.user, patient=people.jonas, draft=draft(stress=1, replaces=first.pk))


def test_it_belongs_to_the_day_it_was_written_where_the_person_was(people: People) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("UTC"))
    with clock.set_to(late + timedelta(days=3)):
        assert keep(people, stress=1, written_at=late).day == date(2026, 11, 25)
        assert keep(people, stress=1, written_at=late, time_zone="America/New_York").day == date(2026, 11, 24)
        # a clock that is a week ahead is put right by what the device measured, and never lies in the future
        ahead = keep(people, stress=1, written_at=late + timedelta(days=7), clock_offset_s=-7 * 86400.0)
        assert ahead.day == date(2026, 11, 25)
        assert keep(people, stress=1, written_at=late + timedelta(days=30)).written_at == clock.now()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"pains": {"low_back": 11}}, "pains.low_back"),
        ({"pains": {"low_back": True}}, "pains.low_back"),
        ({"pains": {"tail": 1}}, "pains"),
        ({"stress": -1}, "stress"),
        ({"sleep_hours": 25}, "sleep_hours"),
        ({"active_minutes": 1441}, "active_minutes"),
        ({"medication": "lots"}, "medication"),
        ({"note": "x" * 1001}, "note"),
        ({"stress": 1, "time_zone": "Mars/Base"}, "time_zone"),
        ({}, "pains"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    people: People, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        keep(people, **said)
    assert refusal.value.field == field
    assert DiaryEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"schema": "other"}, "schema"),
        ({"key": "no"}, "key"),
        ({"pains": []}, "pains"),
        ({"pains": {"low_back": 4.5}}, "pains.low_back"),
        ({"written_at": "yesterday"}, "written_at"),
        ({"mood": "good"}, "mood"),
        ({"note": None}, "note"),
        ({"care": None}, "care"),
        ({"care": "riverside"}, "care"),
        ({"schema": "unbrace.diary-entry/1"}, "care"),  # knows no such field
        ({"extra": 1}, "extra"),
    ],
)
def test_what_a_device_sends_is_read_field_by_field(said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_diary(body(**said))
    assert refusal.value.field == field


def test_what_a_device_sends_arrives_whole() -> None:
    arrived = parse_diary(body(pains={"neck": 0, "leg": 7}, note=" Rain. ", sleep_hours=0))
    one = arrived.draft
    assert str(arrived.care) == CARE
    assert (arrived.owner, one.pains, one.note, one.sleep_hours, one.mood) == (
        "x",
        {"neck": 0, "leg": 7},
        "Rain.",
        0,
        None,
    )


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"pains": {"low_back": 4}}, None),
        ({"pains": {"low_back": 5}}, AskedIn.FLARE_UP),  # 3 above the usual 2
        ({"pains": {"low_back": 1, "leg": 7}}, AskedIn.FLARE_UP),
        ({"mood": 0}, None),
    ],
)
def test_a_jump_opens_the_safety_questions(
    people: People, said: dict[str, Any], asks: AskedIn | None
) -> None:
    keep(people, **said)
    assert gate_of(people.maria).due is asks


def test_a_jump_is_asked_about_once_a_day_and_an_undone_one_not_at_all(people: People) -> None:
    entry = keep(people, pains={"low_back": 9})
    assert gate_of(people.maria).due is AskedIn.FLARE_UP
    undo_diary(by=people.maria.user, entry=entry)
    assert gate_of(people.maria).due is None
    keep(people, pains={"low_back": 9})
    screened(people.maria, asked_in=AskedIn.FLARE_UP)
    assert gate_of(people.maria).due is None


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "UTC"])
def test_a_telephone_in_another_time_zone_hides_no_jump(people: People, zone: str) -> None:
    for hour in (0, 1, 12, 23):
        with clock.set_to(NOON.replace(hour=hour)):
            entry = keep(people, pains={"low_back": 9}, time_zone=zone)
            assert gate_of(people.maria).due is not None, hour
            undo_diary(by=people.maria.user, entry=entry)


def test_a_place_nobody_has_asked_about_is_noticed(people: People) -> None:
    assert new_place(people.maria, keep(people, pains={"neck": 3}))
    assert not new_place(people.maria, keep(people, pains={"low_back": 3, "leg": 2}))
    assert not new_place(people.maria, keep(people, pains={"neck": 0}))


def test_the_trail_says_that_and_never_what(people: People) -> None:
    keep(people, note="Something private", stress=9)
    entry = AuditEntry.objects.get(deed="check_ins.write_diary")
    assert entry.details == {}
