"""The link in the mail, as a browser follows it: a form that can be sent, no account, nothing shown before the code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.test import Client

from tests.doors import everybody_else
from tests.people import said_yes
from unbrace.clinic.reports.actions import begin_report, send_report, sign_report
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.reports.models import Opening

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.reports.models import Sending

CONTENT = {
    "title": "Report",
    "about": "Maria",
    "to": "",
    "clinic": "Riverside",
    "period": "1 March 2026 to 20 May 2026",
    "opening": ["A secret word"],
    "sections": [],
    "closing": [],
    "by": "Tom",
    "foot": [],
}


def sent(people: People) -> Sending:
    draft = begin_report(by=people.tom.user, patient=people.maria, reader="insurer")
    report = sign_report(by=people.tom.user, draft=draft, content=CONTENT, read=mark_of(CONTENT))
    noted = said_yes(report)
    return send_report(by=people.tom.user, report=report, name="Ida", email="ida@example.org", noted=noted)


def test_its_form_can_be_sent_by_a_browser_that_checks_where_it_comes_from(people: People) -> None:
    """With `no-referrer` a browser sends no origin, and the form is turned away as a forgery."""
    sending = sent(people)
    ida = Client(enforce_csrf_checks=True)
    page = ida.get(f"/account/shared/{sending.token}/")
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "no-store"
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert token
    data = {"csrfmiddlewaretoken": token[1], "code": sending.code}
    opened = ida.post(f"/account/shared/{sending.token}/", data)
    assert "A secret word" in opened.content.decode()
    assert "Maria" in opened.content.decode()


def test_someone_else_with_the_link_and_without_the_code_reads_nothing(people: People) -> None:
    sending = sent(people)
    for _, client in list(everybody_else(people))[:3]:
        page = client.get(f"/account/shared/{sending.token}/").content.decode()
        answer = client.post(f"/account/shared/{sending.token}/", {"code": "AAAAAAAA"})
        assert answer.status_code == 422
        for text in (page, answer.content.decode()):
            assert "A secret word" not in text
            assert "Maria" not in text
    assert Opening.objects.filter(right=False).count() == 3


def test_a_link_nobody_made_leads_nowhere(people: People) -> None:
    assert Client().get("/account/shared/no-such-word/").status_code == 404
    assert Client().post("/account/shared/no-such-word/", {"code": "AAAAAAAA"}).status_code == 404
