"""Everything, of oneself alone, for a week."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from unbrace.clinic import clock
from unbrace.clinic.personal_data.actions import (
    ask_for_copy,
    forget_old_copies,
    make_copy,
    sweep_personal_data,
)
from unbrace.clinic.personal_data.archive import SECRET
from unbrace.clinic.personal_data.queries import copy_file, newest_copy_of, ready_copy_of
from unbrace.clinic.personal_data.tests.conftest import CANARY
from unbrace.clinic.personal_data.whose import kinds, rows_of
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reports.actions import answer_consent, ask_consent, begin_report, sign_report
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.transfers.actions import answer_transfer, propose_transfer

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.accounts.models import User


@pytest.mark.django_db
def test_it_holds_every_row_of_hers_and_of_nobody_else(everywhere: User, people: People) -> None:
    copy = make_copy(ask_for_copy(by=everywhere))
    assert copy.state == "ready"
    with zipfile.ZipFile(copy_file(copy)) as archive:
        names = set(archive.namelist())
        texts = {name: archive.read(name).decode() for name in names if not name.startswith("files/")}
        pictures = [archive.read(name) for name in names if name.startswith("files/")]
    for model in kinds():
        mine = [str(key) for key in rows_of(everywhere, model).values_list("pk", flat=True)]
        kept = [text for name, text in texts.items() if name.startswith("json/") and mine]
        assert all(any(key in text for text in kept) for key in mine), model
    whole = "\n".join(texts.values())
    for other in (people.jonas, people.victor):
        for word in (other.user.email, str(other.pk), str(other.user.pk)):
            assert word not in whole
    assert people.tom.user.email not in whole
    assert "Tom" in whole
    assert len(pictures) == 1
    assert pictures[0][:2] == b"\xff\xd8"
    assert f"For: {CANARY} Lopez" in texts["README.txt"]
    assert "conversations" in texts["README.txt"]


@pytest.mark.django_db
def test_each_kind_is_there_twice_and_both_say_the_same(everywhere: User) -> None:
    with zipfile.ZipFile(copy_file(make_copy(ask_for_copy(by=everywhere)))) as archive:
        for name in [name for name in archive.namelist() if name.startswith("json/")]:
            rows = json.loads(archive.read(name))
            table = archive.read(name.replace("json/", "tables/").replace(".json", ".csv")).decode(
                "utf-8-sig"
            )
            read = list(csv.DictReader(io.StringIO(table)))
            assert [set(row) for row in rows] == [set(row) for row in read], name
            assert not SECRET & set(rows[0]), name
        messages = archive.read("tables/conversations/message.csv").decode("utf-8-sig")
    assert f"'=It is {CANARY}" in messages, "a table program would take it for a formula"


def test_what_somebody_said_yes_and_no_to_is_in_it(people: People) -> None:
    """Each answer about a report with its reader and its day, and each move with what was to go along."""
    maria, tom = people.maria, people.tom.user
    content: dict[str, Any] = {"sections": [], "opening": ["What was frozen"], "closing": []}
    draft = begin_report(by=tom, patient=maria, reader="insurer")
    report = sign_report(by=tom, draft=draft, content=content, read=mark_of(content))
    consent = ask_consent(by=tom, report=report, name="The insurer", email="insurer@example.org")
    answer_consent(by=maria.user, consent=consent, yes=False)
    transfer = propose_transfer(
        by=tom, patient=maria, to_clinic=people.hilltop, reason="Nearer.", ends_here=True, record=content
    )
    answer_transfer(by=maria.user, transfer=transfer, along="")
    with zipfile.ZipFile(copy_file(make_copy(ask_for_copy(by=maria.user)))) as archive:
        said = json.loads(archive.read("json/reports/consent.json"))[0]
        assert (said["name"], said["said_yes"], said["asked_by"]) == ("The insurer", False, "Tom")
        assert "insurer@example.org" in archive.read("tables/reports/consent.csv").decode("utf-8-sig")
        moved = json.loads(archive.read("json/transfers/transfer.json"))[0]
        assert (moved["reason"], moved["state"]) == ("Nearer.", "declined")
        assert "What was frozen" in archive.read("json/transfers/handed_document.json").decode()
        readme = archive.read("README.txt").decode()
    assert "reports" in readme
    assert "transfers" in readme


@pytest.mark.django_db
def test_asked_twice_it_is_put_together_once_and_a_new_one_replaces_the_old(everywhere: User) -> None:
    first = ask_for_copy(by=everywhere)
    assert ask_for_copy(by=everywhere).pk == first.pk
    path = copy_file(make_copy(first))
    assert path.stat().st_mode & 0o077 == 0
    second = ask_for_copy(by=everywhere)
    assert second.pk != first.pk
    assert newest_copy_of(everywhere) == second
    with pytest.raises(NotYours):
        ready_copy_of(everywhere, first.pk)


@pytest.mark.django_db
def test_after_a_week_it_is_gone(everywhere: User, django_capture_on_commit_callbacks: object) -> None:
    copy = make_copy(ask_for_copy(by=everywhere))
    assert ready_copy_of(everywhere, copy.pk) == copy
    with clock.set_to(clock.now() + timedelta(days=7, minutes=1)):
        with pytest.raises(NotYours):
            ready_copy_of(everywhere, copy.pk)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            assert forget_old_copies() == 1
        assert newest_copy_of(everywhere) is None
    assert not copy_file(copy).exists()


@pytest.mark.django_db
def test_what_goes_wrong_leaves_no_half_file_and_is_said(
    everywhere: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise OSError("no room")

    monkeypatch.setattr("unbrace.clinic.personal_data.actions.own_copy.write_archive", fails)
    copy = make_copy(ask_for_copy(by=everywhere))
    assert copy.state == "failed"
    assert not copy_file(copy).exists()


@pytest.mark.django_db
def test_what_a_stopped_server_left_is_put_together_by_the_sweep(everywhere: User) -> None:
    copy = ask_for_copy(by=everywhere)
    with clock.set_to(clock.now() + timedelta(hours=1)):
        sweep_personal_data()
        assert ready_copy_of(everywhere, copy.pk).state == "ready"
