"""A person finds what was written for them and what went out about them, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import said_yes
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reports.actions import (
    answer_consent,
    ask_consent,
    begin_report,
    open_sending,
    send_report,
    send_with_consent,
    sign_report,
    withdraw_consent,
    withdraw_sending,
)
from unbrace.clinic.reports.actions.consent import NotedYes
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.transfers.actions import accept_transfer, answer_transfer, propose_transfer

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.reports.models import Consent, Report


def content(words: str) -> dict[str, Any]:
    return {
        "title": "How it has gone",
        "about": "",
        "to": "Maria",
        "clinic": "Riverside",
        "period": "1 March 2026 to 20 May 2026",
        "opening": [words],
        "sections": [],
        "closing": [],
        "by": "Tom",
        "foot": [],
    }


def signed(people: People, reader: str) -> Report:
    draft = begin_report(by=people.tom.user, patient=people.maria, reader=reader)
    words = content("A secret word")
    return sign_report(by=people.tom.user, draft=draft, content=words, read=mark_of(words))


def test_before_there_is_one_it_says_so(people: People) -> None:
    assert "No report yet" in signed_in(people.maria.user).get("/reports/").content.decode()


def test_what_is_written_for_them_opens_and_what_is_for_others_is_named_only(people: People) -> None:
    own, other = signed(people, "patient"), signed(people, "insurer")
    sending = send_report(
        by=people.tom.user,
        report=other,
        name="The insurer",
        email="insurer@example.org",
        noted=said_yes(other),
    )
    maria = signed_in(people.maria.user)
    page = maria.get("/reports/").content.decode()
    assert "1 March 2026 to 20 May 2026" in page
    assert "The insurer" in page
    assert "can be read until" in page
    file = maria.get(f"/reports/{own.pk}/document.pdf")
    assert file.content.startswith(b"%PDF")
    assert maria.get(f"/reports/{other.pk}/document.pdf").status_code == 404
    assert AuditEntry.objects.filter(deed="reports.read", by=people.maria.user).count() == 1
    withdraw_sending(by=people.tom.user, sending=sending)
    assert "can no longer be opened" in maria.get("/reports/").content.decode()


@pytest.mark.parametrize("reader", ["patient", "insurer"])
def test_someone_elses_report_is_not_there(people: People, reader: str) -> None:
    report = signed(people, reader)
    nothing_leaks(people, f"/reports/{report.pk}/document.pdf", None, "A secret word")
    assert "1 March" not in signed_in(people.jonas.user).get("/reports/").content.decode()


def asked(people: People) -> Consent:
    report = signed(people, "insurer")
    return ask_consent(by=people.tom.user, report=report, name="The insurer", email="insurer@example.org")


def test_who_asks_to_whom_it_goes_and_every_word_of_it_stand_there_before_the_answer(people: People) -> None:
    consent, maria = asked(people), signed_in(people.maria.user)
    assert "May a report about you go to The insurer?" in maria.get("/reports/").content.decode()
    page = maria.get(f"/reports/asked/{consent.pk}/").content.decode()
    for words in (
        "Tom at Riverside asks",
        "insurer@example.org",
        "A secret word",
        "Yes, send it",
        "No, do not",
    ):
        assert words in page
    assert AuditEntry.objects.filter(deed="reports.read", by=people.maria.user).count() == 1
    maria.post(f"/reports/asked/{consent.pk}/answer/", {"answer": "no"})
    assert "You said no on" in maria.get("/reports/").content.decode()
    late = maria.post(f"/reports/asked/{consent.pk}/answer/", {"answer": "yes"}, follow=True)
    assert "no longer open" in late.content.decode()
    consent.refresh_from_db()
    assert consent.said_yes is False


def test_a_yes_taken_back_closes_the_link_at_once_and_nothing_more_goes_out_on_it(people: People) -> None:
    consent, maria = asked(people), signed_in(people.maria.user)
    maria.post(f"/reports/asked/{consent.pk}/answer/", {"answer": "yes"})
    consent.refresh_from_db()
    sending = send_with_consent(by=people.tom.user, consent=consent)
    maria.post(f"/reports/asked/{consent.pk}/take-back/")
    with pytest.raises(NotYours):
        open_sending(token=sending.token, code=sending.code)
    with pytest.raises(Refused):
        send_with_consent(by=people.tom.user, consent=consent)
    assert "You took your yes back on" in maria.get("/reports/").content.decode()
    deeds = ["reports.ask_consent", "reports.answer_consent", "reports.withdraw_consent"]
    assert (
        list(AuditEntry.objects.filter(deed__in=deeds).order_by("at").values_list("deed", flat=True)) == deeds
    )


def test_of_two_questions_about_the_same_the_newest_word_holds(people: People) -> None:
    first, maria = asked(people), people.maria.user

    def asked_again() -> Consent:
        return ask_consent(by=people.tom.user, report=first.report, name="The insurer", email=first.email)

    answer_consent(by=maria, consent=first, yes=True)
    answer_consent(by=maria, consent=asked_again(), yes=False)
    with pytest.raises(Refused):
        send_with_consent(by=people.tom.user, consent=first)
    page = signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/reports/{first.report_id}/")
    assert "and no since then" in page.content.decode()
    assert "Send the link to The insurer" not in page.content.decode()
    third = asked_again()
    answer_consent(by=maria, consent=third, yes=True)
    assert send_with_consent(by=people.tom.user, consent=third).email == "insurer@example.org"


@pytest.mark.parametrize("said", ["no", "yes, taken back"])
def test_a_later_no_closes_what_is_still_open_on_an_earlier_yes(people: People, said: str) -> None:
    first, maria = asked(people), people.maria.user
    answer_consent(by=maria, consent=first, yes=True)
    sending = send_with_consent(by=people.tom.user, consent=first)
    other = ask_consent(by=people.tom.user, report=first.report, name="Dr Weiss", email="weiss@example.org")
    answer_consent(by=maria, consent=other, yes=True)
    elsewhere = send_with_consent(by=people.tom.user, consent=other)
    second = ask_consent(by=people.tom.user, report=first.report, name="The insurer", email=first.email)
    answer_consent(by=maria, consent=second, yes=said != "no")
    if said != "no":
        withdraw_consent(by=maria, consent=second)
    with pytest.raises(NotYours):
        open_sending(token=sending.token, code=sending.code)
    assert open_sending(token=elsewhere.token, code=elsewhere.code)  # another reader was not spoken of
    with pytest.raises(Refused):
        send_with_consent(by=people.tom.user, consent=first)


def test_a_yes_that_was_noted_reads_as_noted_and_is_taken_back_the_same_way(people: People) -> None:
    report, maria = signed(people, "insurer"), signed_in(people.maria.user)
    to: dict[str, Any] = {
        "by": people.tom.user,
        "report": report,
        "name": "The insurer",
        "email": "insurer@example.org",
    }
    sending = send_report(**to, noted=said_yes(report))
    page = maria.get(f"/reports/asked/{sending.consent_id}/").content.decode()
    assert "Tom noted that you said yes face to face on" in page
    maria.post(f"/reports/asked/{sending.consent_id}/take-back/")
    sending.refresh_from_db()
    assert sending.withdrawn_at is not None


def test_a_question_nobody_answered_runs_out_and_nothing_goes_out(people: People) -> None:
    consent = asked(people)
    with clock.set_to(clock.now() + timedelta(days=15)):
        with pytest.raises(Refused):
            answer_consent(by=people.maria.user, consent=consent, yes=True)
        page = signed_in(people.maria.user).get("/reports/").content.decode()
    assert "Not answered in time" in page


def test_someone_else_neither_reads_what_is_asked_nor_answers_it(people: People) -> None:
    consent = asked(people)
    nothing_leaks(people, f"/reports/asked/{consent.pk}/", None, "A secret word")
    nothing_leaks(people, f"/reports/asked/{consent.pk}/answer/", {"answer": "yes"}, "A secret word")
    nothing_leaks(people, f"/reports/asked/{consent.pk}/take-back/", {}, "A secret word")
    consent.refresh_from_db()
    assert consent.said_yes is None


def test_after_going_over_a_yes_is_still_read_and_taken_back(people: People) -> None:
    """docs/decisions/0037: at any time, and every link on it is closed with the same press."""
    report, maria = signed(people, "insurer"), signed_in(people.maria.user)
    consent = ask_consent(by=people.tom.user, report=report, name="The insurer", email="insurer@example.org")
    answer_consent(by=people.maria.user, consent=consent, yes=True)
    sending = send_with_consent(by=people.tom.user, consent=consent)
    waiting = ask_consent(by=people.tom.user, report=report, name="The doctor", email="doctor@example.org")
    transfer = propose_transfer(
        by=people.tom.user,
        patient=people.maria,
        to_clinic=people.hilltop,
        reason="You move.",
        ends_here=True,
        record=content("All of it"),
    )
    answer_transfer(by=people.maria.user, transfer=transfer, along="record")
    accept_transfer(by=people.hanna.user, transfer=transfer)
    page = maria.get("/reports/").content.decode()
    assert "You said yes here on" in page
    assert "can be read until" in page
    assert "Read it and answer" not in page  # nobody is there any more to send on a new yes
    waiting.refresh_from_db()
    assert waiting.called_off_at is not None
    assert "Take my yes back" in maria.get(f"/reports/asked/{consent.pk}/").content.decode()
    nothing_leaks(people, f"/reports/asked/{consent.pk}/", None, "A secret word")
    nothing_leaks(people, f"/reports/asked/{consent.pk}/take-back/", {}, "A secret word")
    maria.post(f"/reports/asked/{consent.pk}/take-back/")
    with pytest.raises(NotYours):
        open_sending(token=sending.token, code=sending.code)


@pytest.mark.parametrize("turned_down", ["no", "taken back"])
def test_a_yes_that_somebody_heard_before_a_no_does_not_go_over_it(people: People, turned_down: str) -> None:
    report, now = signed(people, "insurer"), clock.now()
    to: dict[str, Any] = {
        "by": people.tom.user,
        "report": report,
        "name": "The insurer",
        "email": "insurer@example.org",
    }
    with clock.set_to(now + timedelta(days=2)):
        consent = answer_consent(
            by=people.maria.user, consent=ask_consent(**to), yes=turned_down == "taken back"
        )
        if turned_down == "taken back":
            withdraw_consent(by=people.maria.user, consent=consent)
        today = today_of(people.maria)
    with clock.set_to(now + timedelta(days=3)):
        for day in (today - timedelta(days=1), today):
            with pytest.raises(Refused, match="Ask them in the app instead") as refusal:
                send_report(**to, noted=NotedYes("phone", day))
            assert refusal.value.field == "given_on"
        other = to | {"name": "The doctor", "email": "doctor@example.org"}
        assert send_report(**other, noted=NotedYes("phone", today)).consent is not None
        assert send_report(**to, noted=NotedYes("phone", today + timedelta(days=1))).consent is not None
