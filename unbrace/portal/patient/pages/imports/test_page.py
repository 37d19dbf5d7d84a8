"""Bringing a file: preview, yes, undo; a slip beside its field; and nobody else's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from unbrace.clinic.activity.actions import read_import
from unbrace.clinic.activity.models import Import, ImportedDay
from unbrace.clinic.patients.queries import today_of

if TYPE_CHECKING:
    from tests.people import People


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.IMPORTS = tmp_path / "imports"
    return tmp_path


def bring(people: People, content: bytes = b"", **more: str) -> tuple[Client, str]:
    day = today_of(people.maria).isoformat()
    content = content or f"date,steps\n{day},8400\n".encode()
    client = signed_in(people.maria.user)
    answer = client.post("/activity/files/", {"file": SimpleUploadedFile("my steps.csv", content), **more})
    return client, answer.headers.get("Location", "") or answer.content.decode()


def test_preview_yes_and_undo(people: People) -> None:
    client, address = bring(people)
    waiting = client.get(address).content.decode()
    assert "0 % so far" in waiting
    assert 'data-module="look-again"' in waiting
    read_import(Import.objects.get().pk)
    preview = client.get(address).content.decode()
    assert "Steps on 1 day, 8,400 on average" in preview
    assert "my steps" not in preview  # the file's own name is not kept
    assert "8,400 steps a day" not in client.get("/activity/").content.decode()
    client.post(f"{address}keep/")
    assert "1 day of 28 known, 8,400 steps a day on average" in client.get("/activity/").content.decode()
    client.post(f"{address}undo/")
    assert "8,400 steps a day" not in client.get("/activity/").content.decode()
    assert "Nothing of this file is left here" in client.get(address).content.decode()


def test_a_file_that_cannot_be_read_says_so_in_words(people: People) -> None:
    client, address = bring(people, b"when,what\n1,2\n")
    read_import(Import.objects.get().pk)
    page = client.get(address).content.decode()
    assert "There is no column for the day. This table has: when, what." in page


def test_names_of_columns_out_of_a_file_are_text_and_never_markup(people: People) -> None:
    client, address = bring(people, b"<script>alert(1)</script>,=cmd()\n1,2\n")
    read_import(Import.objects.get().pk)
    assert "<script>alert" not in client.get(address).content.decode()


def test_no_file_or_an_empty_one_is_said_beside_the_field(people: People) -> None:
    client = signed_in(people.maria.user)
    for data in ({}, {"file": SimpleUploadedFile("x.csv", b"")}):
        answer = client.post("/activity/files/", data)
        assert answer.status_code == 422
        assert 'id="file-problem"' in answer.content.decode()
    assert not Import.objects.exists()


def test_keeping_twice_keeps_once(people: People) -> None:
    client, address = bring(people)
    read_import(Import.objects.get().pk)
    client.post(f"{address}keep/")
    assert "nothing here to keep" in client.post(f"{address}keep/", follow=True).content.decode()
    assert Import.objects.get().state == "kept"


def test_someone_else_sees_none_of_her_files(people: People) -> None:
    bring(people)
    for who, client in everybody_else(people):
        answer = client.get("/activity/files/")
        holds_nothing_of_maria(people, answer, who)
        assert str(Import.objects.get().pk) not in answer.content.decode()


def test_someone_else_can_neither_see_nor_keep_nor_undo_one(people: People) -> None:
    _, address = bring(people)
    read_import(Import.objects.get().pk)
    nothing_leaks(people, address)
    for deed in ("keep/", "undo/"):
        nothing_leaks(people, f"{address}{deed}", {})
    assert Import.objects.get().state == "preview"
    assert ImportedDay.objects.count() == 1
