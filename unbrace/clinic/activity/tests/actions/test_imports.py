"""From a file to days: read once, shown, counted after a yes, and gone again without a trace."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.activity.actions import (
    begin_import,
    keep_import,
    read_import,
    take_up_left_alone,
    undo_import,
)
from unbrace.clinic.activity.actions.imports import path_of
from unbrace.clinic.activity.models import Import, ImportedDay
from unbrace.clinic.activity.queries import last_days
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import Refused


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.IMPORTS = tmp_path / "imports"
    return tmp_path / "imports"


def table(people: People, steps: int = 8400) -> bytes:
    return f"date,steps\n{today_of(people.maria).isoformat()},{steps}\n".encode()


def bring(people: People, content: bytes | None = None, **more: Any) -> Import:
    pieces = [table(people) if content is None else content]
    return begin_import(by=people.maria.user, patient=people.maria, pieces=pieces, **more)


def today(people: People) -> int | None:
    return last_days(people.maria)[-1].steps


def test_only_a_yes_makes_it_count_and_undoing_leaves_nothing(people: People, folder: Path) -> None:
    found = bring(people)
    assert stat.S_IMODE(path_of(found.pk).stat().st_mode) == 0o600
    assert read_import(found.pk)
    assert list(folder.iterdir()) == []
    assert today(people) is None
    found.refresh_from_db()
    keep_import(by=people.maria.user, found=found)
    assert today(people) == 8400
    undo_import(by=people.maria.user, found=found)
    assert today(people) is None
    assert not ImportedDay.objects.exists()


def test_two_files_of_the_same_day_are_counted_once(people: People) -> None:
    for steps in (8400, 8000):
        found = bring(people, table(people, steps))
        read_import(found.pk)
        found.refresh_from_db()
        keep_import(by=people.maria.user, found=found)
    assert today(people) == 8400


def test_it_is_read_once_however_often_it_is_asked_for(people: People) -> None:
    found = bring(people)
    assert [read_import(found.pk), read_import(found.pk)] == [True, False]
    assert ImportedDay.objects.count() == 1


def test_a_file_that_cannot_be_read_says_why_and_is_gone(people: People, folder: Path) -> None:
    found = bring(people, b"<html/>")
    assert not read_import(found.pk)
    found.refresh_from_db()
    assert (found.state, found.said) == (
        "refused",
        "This is not an export of Apple Health. Look for export.zip.",
    )
    assert list(folder.iterdir()) == []
    with pytest.raises(Refused):
        keep_import(by=people.maria.user, found=found)


def test_a_fault_of_ours_is_said_and_leaves_no_file(
    people: People, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("unbrace.clinic.activity.actions.imports.read_file", breaks)
    found = bring(people)
    assert not read_import(found.pk)
    found.refresh_from_db()
    assert found.state == "refused"
    assert list(folder.iterdir()) == []


def test_what_was_taken_out_while_it_waited_is_not_read(
    people: People, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    found = bring(people)
    with django_capture_on_commit_callbacks(execute=True):
        undo_import(by=people.maria.user, found=found)
    assert not read_import(found.pk)
    assert list(folder.iterdir()) == []


def test_an_empty_file_or_a_fourth_at_once_or_an_odd_order_is_refused(people: People, folder: Path) -> None:
    for content, more, field in ((b"", {}, "file"), (b"x", {"mapping": {"order": "odd"}}, "order")):
        with pytest.raises(Refused) as refusal:
            bring(people, content, **more)
        assert refusal.value.field == field
    for _ in range(3):
        bring(people)
    with pytest.raises(Refused, match="still being read"):
        bring(people)
    assert len(list(folder.iterdir())) == 3


def test_how_far_it_is_can_be_seen(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unbrace.clinic.activity.actions.imports.TELLS_EVERY_S", 0.0)
    told: list[int] = []
    real = Import.objects.filter

    def filtered(**said: Any) -> Any:
        told.extend(real(pk=said["pk"]).values_list("read_bytes", flat=True))
        return real(**said)

    found = bring(people, table(people) + b"2026-01-01,1\n" * 50)
    monkeypatch.setattr(Import.objects, "filter", filtered)
    read_import(found.pk)
    assert 0 < max(told) <= found.all_bytes


def test_a_day_of_the_future_or_of_long_ago_is_left_out(people: People) -> None:
    now = today_of(people.maria)
    days = [now + timedelta(days=1), now - timedelta(days=800), now]
    content = "date,steps\n" + "".join(f"{day.isoformat()},100\n" for day in days)
    with clock.set_to(clock.now()):
        read_import(bring(people, content.encode()).pk)
    assert [one.day for one in ImportedDay.objects.all()] == [now]


def killed(people: People) -> Import:
    """A reading in the middle of which its process died: nothing of what would follow was done."""
    found = bring(people)
    Import.objects.filter(pk=found.pk).update(state="reading", read_bytes=5)
    return found


def test_a_reading_that_was_killed_is_taken_up_again(people: People) -> None:
    found = killed(people)
    assert take_up_left_alone() == 0  # it may still be at work
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert (take_up_left_alone(), take_up_left_alone()) == (1, 0)
    found.refresh_from_db()
    assert (found.state, found.read_bytes) == ("waiting", 0)
    assert read_import(found.pk)
    found.refresh_from_db()
    assert found.state == "preview"


def test_one_that_was_killed_twice_is_given_back_with_a_remedy(
    people: People, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    found = killed(people)
    later = clock.now() + timedelta(hours=2)
    with clock.set_to(later):
        take_up_left_alone()
    Import.objects.filter(pk=found.pk).update(state="reading")
    with clock.set_to(later + timedelta(hours=2)), django_capture_on_commit_callbacks(execute=True):
        assert take_up_left_alone() == 0
    found.refresh_from_db()
    assert found.state == "refused"
    assert "send it again" in found.said
    assert list(folder.iterdir()) == []
    bring(people)  # and it does not stand in the way of the next one


def test_one_whose_file_is_gone_is_given_back_too(people: People) -> None:
    found = killed(people)
    path_of(found.pk).unlink()
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert take_up_left_alone() == 0
    found.refresh_from_db()
    assert "send it again" in found.said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html/>", "Das ist kein Export von Apple Health. Such nach export.zip."),
        (b"when,steps\n1,2\n", "Es gibt keine Spalte für den Tag. Diese Tabelle hat: when, steps."),
        (b"date,steps\n" + b"2026-11-20,1\n" * 20_001, "Diese Tabelle hat mehr als 20.000 Zeilen."),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_the_language_of_whoever_brought_it(
    people: People, folder: Path, content: bytes, said: str
) -> None:
    """The reading is done beside the requests, where no page has said which language it is."""
    people.maria.user.language = "de"
    people.maria.user.save()
    found = bring(people, content)
    read_import(found.pk)
    found.refresh_from_db()
    assert found.said.startswith(said)
