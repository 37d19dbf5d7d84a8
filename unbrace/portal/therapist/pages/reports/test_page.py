"""A report from choosing to being read elsewhere: composed, read, signed, sent, opened with a code, withdrawn."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import ZONE, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.reports.models import Consent, Opening, Report, ReportDraft, Sending

if TYPE_CHECKING:
    from tests.people import People

CANARY = "She told me a secret"
READER = {
    "name": "Dr Weiss",
    "email": "weiss@example.org",
    "how": "phone",
    "given_on": f"{datetime.now(ZoneInfo(ZONE)):%Y-%m-%d}",
}


@pytest.fixture
def tom(people: People) -> Client:
    version = sign(people, people.maria)
    for days_ago in (20, 12, 3):
        sit(people.maria, version, days_ago=days_ago)
    for days_ago, pain in ((21, 6), (2, 3)):
        with clock.set_to(clock.now() - timedelta(days=days_ago)):
            record_check_in(by=people.maria.user, patient=people.maria, answers={"average_pain": pain})
    return signed_in(people.tom.user)


def at(people: People, rest: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/reports/{rest}"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def typed(page: str, **other: object) -> dict[str, object]:
    kept = {name: hidden(page, name) for name in ("saves",)}
    days = {name: re.search(rf'id="{name}"[^>]*value="([^"]*)"', page)[1] for name in ("begins", "ends")}  # type: ignore[index]
    return {**kept, **days, "parts": ["course", "pain"], "opening": CANARY, "closing": "Go on.", **other}


def signed(people: People, tom: Client, reader: str = "referrer") -> Report:
    tom.post(at(people, "begin/"), {"begin_with": reader})
    page = tom.get(at(people, "draft/")).content.decode()
    page = tom.post(at(people, "draft/"), typed(page), follow=True).content.decode()
    tom.post(at(people, "draft/"), {"sign": "yes", "read": hidden(page, "read")})
    return Report.objects.latest("signed_at")


def sent(people: People, tom: Client, report: Report, **other: str) -> tuple[str, str]:
    """The address of the link and the code, as the mail and the page tell them."""
    page = tom.post(at(people, f"{report.pk}/send/"), READER | other).content.decode()
    code = re.search(r'class="number lead">([A-Z2-9]{4}-[A-Z2-9]{4})<', page)
    link = re.search(r"(/account/shared/\S+/)", OutgoingMail.objects.latest("made_at").body)
    assert code
    assert link
    return link[1], code[1]


def test_the_draft_says_what_was_said_and_done_and_leaves_the_meaning_open(
    people: People, tom: Client
) -> None:
    page = tom.post(at(people, "begin/"), {"begin_with": "referrer"}, follow=True).content.decode()
    assert "Maria has logged 3 sessions on 3 days" in page
    assert "Pain on average, asked once a week: 6 of 10 on" in page
    assert "Squat: 2 sets of 8" in page
    assert ReportDraft.objects.get().closing == ""
    assert "own three questions" not in page  # nobody asked


def test_for_the_person_it_speaks_to_them(people: People, tom: Client) -> None:
    page = tom.post(at(people, "begin/"), {"begin_with": "patient"}, follow=True).content.decode()
    assert "You have logged 3 sessions" in page
    assert "That is a change that matters for you." in page


def test_signed_is_exactly_what_was_read(people: People, tom: Client) -> None:
    tom.post(at(people, "begin/"), {"begin_with": "referrer"})
    read = hidden(tom.get(at(people, "draft/")).content.decode(), "read")
    version = current_version(people.maria)
    assert version is not None
    sit(people.maria, version, days_ago=0.05)
    refused = tom.post(at(people, "draft/"), {"sign": "yes", "read": read})
    assert refused.status_code == 422
    assert "Something has come in" in refused.content.decode()
    tom.post(at(people, "draft/"), {"sign": "yes", "read": hidden(refused.content.decode(), "read")})
    report = Report.objects.get()
    assert "4 sessions" in str(report.content)
    sit(people.maria, version, days_ago=0)
    assert "4 sessions" in tom.get(at(people, f"{report.pk}/")).content.decode()


def test_two_tabs_do_not_write_over_each_other_and_nothing_typed_is_lost(people: People, tom: Client) -> None:
    tom.post(at(people, "begin/"), {"begin_with": "insurer"})
    page = tom.get(at(people, "draft/")).content.decode()
    tom.post(at(people, "draft/"), typed(page))
    second = tom.post(at(people, "draft/"), typed(page, closing="From the other tab."))
    assert second.status_code == 422
    assert "From the other tab." in second.content.decode()
    assert ReportDraft.objects.get().closing == "Go on."


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"ends": "2999-01-01"}, "days that have been"),
        ({"begins": ""}, "From which day"),
        ({"ends": "x"}, "Up to which day"),
        ({"ends": "2001-01-01"}, "before the first"),
        ({"begins": "2001-01-01"}, "a year at most"),
        ({"opening": "x" * 4001}, "at most 4000 letters"),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_words(
    people: People, tom: Client, other: dict[str, str], words: str
) -> None:
    tom.post(at(people, "begin/"), {"begin_with": "insurer"})
    page = tom.get(at(people, "draft/")).content.decode()
    answer = tom.post(at(people, "draft/"), typed(page, **other))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_link_opens_with_the_code_alone_and_says_nothing_before(people: People, tom: Client) -> None:
    report = signed(people, tom)
    link, code = sent(people, tom, report)
    mail = OutgoingMail.objects.latest("made_at")
    assert mail.to == "weiss@example.org"
    for word in ("Maria", "pain", "therap", "report", code, code.replace("-", "")):
        assert word.lower() not in (mail.subject + mail.body + link).lower(), word
    doctor = Client()
    closed = doctor.get(link)
    assert closed.status_code == 200
    assert closed["Cache-Control"] == "no-store"
    assert CANARY not in closed.content.decode()
    assert "Maria" not in closed.content.decode()
    assert not Opening.objects.exists()
    opened = doctor.post(link, {"code": code.lower().replace("-", " ")}).content.decode()
    assert CANARY in opened
    file = doctor.post(link, {"code": code, "as": "file"})
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")
    assert 'filename="document.pdf"' in file["Content-Disposition"]
    assert "opened" in tom.get(at(people, f"{report.pk}/")).content.decode()
    assert code not in tom.get(at(people, f"{report.pk}/")).content.decode()


def test_five_wrong_codes_end_the_link_for_the_right_one_too(people: People, tom: Client) -> None:
    link, code = sent(people, tom, signed(people, tom))
    doctor = Client()
    for left in (4, 3, 2, 1):
        answer = doctor.post(link, {"code": "WRONGONE"})
        assert answer.status_code == 422
        assert f"{left} {'tries' if left > 1 else 'try'} left" in answer.content.decode()
    assert "the last try" in doctor.post(link, {"code": "WRONGONE"}).content.decode()
    assert doctor.post(link, {"code": code}).status_code == 404
    assert Opening.objects.filter(right=False).count() == 5


def test_it_ends_after_a_week_or_when_it_is_withdrawn(people: People, tom: Client) -> None:
    report = signed(people, tom)
    link, code = sent(people, tom, report)
    doctor = Client()
    with clock.set_to(clock.now() + timedelta(days=7, minutes=1)):
        assert doctor.post(link, {"code": code}).status_code == 404
    sending = Sending.objects.get()
    tom.post(at(people, f"sent/{sending.pk}/withdraw/"))
    gone = doctor.get(link)
    assert gone.status_code == 404
    assert "leads nowhere" in gone.content.decode()
    assert doctor.post(link, {"code": code}).status_code == 404
    assert "withdrawn" in tom.get(at(people)).content.decode()


def test_each_link_has_its_own_code(people: People, tom: Client) -> None:
    report = signed(people, tom)
    first, second = sent(people, tom, report), sent(people, tom, report, name="The insurer")
    assert Client().post(first[0], {"code": second[1]}).status_code == 422
    assert Client().post(second[0], {"code": second[1]}).status_code == 200


def test_nothing_leaves_without_a_yes_and_what_is_for_the_person_goes_to_them_alone(
    people: People, tom: Client
) -> None:
    report = signed(people, tom)
    for other, words in (
        ({"how": None}, "Without their yes nothing leaves"),
        ({"how": "app"}, "Without their yes nothing leaves"),
        ({"given_on": ""}, "day on which they said yes"),
        ({"given_on": "2999-01-01"}, "cannot be still to come"),
        ({"given_on": "2020-01-01"}, "before this report was signed"),
        ({"email": "weiss"}, "not an e-mail address"),
        ({"name": " "}, "Write who it is for"),
    ):
        data = {name: value for name, value in (READER | other).items() if value is not None}
        answer = tom.post(at(people, f"{report.pk}/send/"), data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    own = signed(people, tom, "patient")
    elsewhere = tom.post(at(people, f"{own.pk}/send/"), READER)
    assert "own address only" in elsewhere.content.decode()
    assert not Sending.objects.exists()
    link, code = sent(people, tom, own, name="Maria", email="maria@example.org")
    assert CANARY in Client().post(link, {"code": code}).content.decode()


def test_asked_in_the_app_the_link_goes_out_on_their_own_yes_to_that_reader_alone(
    people: People, tom: Client
) -> None:
    report, maria = signed(people, tom), signed_in(people.maria.user)
    for _ in range(2):  # pressed twice it is one question
        tom.post(at(people, f"{report.pk}/ask/"), READER)
    mail = OutgoingMail.objects.get(to="maria@example.org")
    assert "Weiss" not in mail.subject + mail.body
    consent = Consent.objects.get()
    assert "waits for their answer" in tom.get(at(people, f"{report.pk}/")).content.decode()
    early = tom.post(at(people, f"consents/{consent.pk}/send/"))
    assert early.status_code == 422
    assert not Sending.objects.exists()
    read = maria.get(f"/reports/asked/{consent.pk}/").content.decode()
    assert CANARY in read
    assert "weiss@example.org" in read
    maria.post(f"/reports/asked/{consent.pk}/answer/", {"answer": "yes"})
    assert "said yes in their app" in tom.get(at(people, f"{report.pk}/")).content.decode()
    page = tom.post(at(people, f"consents/{consent.pk}/send/")).content.decode()
    assert 'class="number lead"' in page
    assert Sending.objects.get().email == "weiss@example.org"


def test_a_no_is_read_by_who_asked_and_nothing_can_go_out_on_it(people: People, tom: Client) -> None:
    report = signed(people, tom)
    tom.post(at(people, f"{report.pk}/ask/"), READER)
    consent = Consent.objects.get()
    signed_in(people.maria.user).post(f"/reports/asked/{consent.pk}/answer/", {"answer": "no"})
    assert "said no in their app" in tom.get(at(people, f"{report.pk}/")).content.decode()
    assert tom.post(at(people, f"consents/{consent.pk}/send/")).status_code == 422
    assert not Sending.objects.exists()


def test_a_question_is_called_off_while_it_waits(people: People, tom: Client) -> None:
    report = signed(people, tom)
    tom.post(at(people, f"{report.pk}/ask/"), READER)
    consent = Consent.objects.get()
    tom.post(at(people, f"consents/{consent.pk}/call-off/"))
    assert "called off" in tom.get(at(people, f"{report.pk}/")).content.decode()
    assert "Dr Weiss" not in signed_in(people.maria.user).get("/reports/").content.decode()


def test_a_yes_said_outside_the_app_is_shown_as_that(people: People, tom: Client) -> None:
    report = signed(people, tom)
    sent(people, tom, report)
    page = tom.get(at(people, f"{report.pk}/")).content.decode()
    assert "said yes on the telephone on" in page
    assert "noted by Tom" in page


def test_someone_elses_reports_are_nobodys_business(people: People, tom: Client) -> None:
    report = signed(people, tom)
    sent(people, tom, report)
    sending = Sending.objects.get()
    tom.post(at(people, "begin/"), {"begin_with": "patient"})
    for rest in ("", "draft/", f"{report.pk}/", f"{report.pk}/document.pdf"):
        nothing_leaks(people, at(people, rest), None, CANARY)
    for rest in (
        "begin/",
        "draft/",
        "draft/throw-away/",
        f"{report.pk}/send/",
        f"{report.pk}/ask/",
        f"consents/{sending.consent_id}/send/",
        f"consents/{sending.consent_id}/call-off/",
        f"sent/{sending.pk}/withdraw/",
    ):
        nothing_leaks(people, at(people, rest), READER, CANARY)
    theo = signed_in(people.theo.user)
    assert theo.get(at(people, "draft/")).status_code == 404
    assert theo.get(at(people, f"{report.pk}/")).status_code == 200
    assert signed_in(people.olga.user).get(at(people, f"{report.pk}/")).status_code == 404
    jonas = f"/therapist/patients/{people.jonas.pk}/reports/{report.pk}/"
    assert tom.get(jonas).status_code == 404
    sending.refresh_from_db()
    assert (Sending.objects.count(), sending.withdrawn_at, ReportDraft.objects.count()) == (1, None, 1)


def test_the_list_asks_as_many_questions_for_one_as_for_six(people: People, tom: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert tom.get(at(people)).status_code == 200
        return len(queries)

    sent(people, tom, signed(people, tom))
    one = asked()
    for _ in range(5):
        sent(people, tom, signed(people, tom))
    assert asked() == one <= 12
