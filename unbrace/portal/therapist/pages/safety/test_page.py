"""The therapist sees whoever may need a doctor first, reads why, and clears with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from tests.people import also_treated_at, screened, sign
from unbrace.clinic.questionnaires.models import Clearance
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People

LOOKED = "Reflexes and strength even on video; doctor saw her on Monday."


def page(people: People) -> str:
    return signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/").content.decode()


def test_safety_stands_first_on_the_work_list_the_most_urgent_at_the_top(people: People) -> None:
    screened(people.jonas, {"CES-2": ("Y", "OLD_CHECKED")}, asked_in=AskedIn.CHECK_IN)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    text = signed_in(people.tom.user).get("/therapist/").content.decode()
    assert text.index("Doctor today") < text.index("For you to look at")
    assert text.index("Maria") < text.index("Jonas")
    assert "<p>Nerve root, severe; " in text or "<p>Nerve root, severe." in text
    assert "Rules: NEU-1." in text  # the code stands in the explanation
    assert "since today" in text


def test_the_card_holds_answers_reasons_sources_and_versions(people: People) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    text = page(people)
    for words in (
        "A leg or foot is clearly weaker",
        "IFOMPT 2020; NICE NG59",
        finding.rules_version,
        finding.screen.screen_version,
    ):
        assert words in text
    assert "Weekly check-in" in text
    assert "Before the first plan" in text


def test_an_answer_given_elsewhere_is_shown_as_urgent_and_without_its_content(people: People) -> None:
    there = also_treated_at(people.maria, people.ines)
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    client = signed_in(people.ines.user)
    for text in (
        client.get("/therapist/").content.decode(),
        client.get(f"/therapist/patients/{there.pk}/").content.decode(),
    ):
        assert "Stopped by a safety answer given elsewhere; ask the person" in text
        assert "Doctor today" in text
        for secret in ("NEU-1", "erve root", "clearly weaker", "Riverside", str(finding.pk)):
            assert secret not in text
    address = f"/therapist/patients/{there.pk}/clear/"
    refused = client.post(address, {"finding": str(finding.pk), "reason": LOOKED}, follow=True)
    assert "nothing left to clear here" in refused.content.decode()
    client = signed_in(people.tom.user)
    client.post(
        f"/therapist/patients/{people.maria.pk}/clear/", {"finding": str(finding.pk), "reason": LOOKED}
    )
    text = signed_in(people.ines.user).get(f"/therapist/patients/{there.pk}/").content.decode()
    assert "it was cleared there on" in text
    assert LOOKED not in text


def test_clearing_needs_a_reason_and_keeps_the_name(people: People) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    client, address = signed_in(people.tom.user), f"/therapist/patients/{people.maria.pk}/clear/"
    refused = client.post(address, {"finding": str(finding.pk), "reason": " "}, follow=True)
    assert "Say what you did" in refused.content.decode()
    client.post(address, {"finding": [str(finding.pk), "not-an-id"], "reason": LOOKED})
    assert safety_of(people.maria).waiting == ()
    text = page(people)
    assert LOOKED in text
    assert "Cleared by Tom" in text


def test_the_letter_is_the_same_for_the_therapist(people: People) -> None:
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    address = f"/therapist/patients/{people.maria.pk}/findings/{finding.pk}/letter/"
    assert "Please assess today." in signed_in(people.tom.user).get(address).content.decode()


def test_someone_else_neither_clears_nor_reads_the_letter(people: People) -> None:
    sign(people, people.maria)
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    letter = f"/therapist/patients/{people.maria.pk}/findings/{finding.pk}/letter/"
    nothing_leaks(people, letter, None, "weaker")
    nothing_leaks(
        people, f"/therapist/patients/{people.maria.pk}/clear/", {"finding": str(finding.pk), "reason": "x"}
    )
    for member in (people.olga, people.maria):
        client = signed_in(member.user)
        data = {"finding": str(finding.pk), "reason": "x"}
        assert client.post(f"/therapist/patients/{people.maria.pk}/clear/", data).status_code == 404
    assert not Clearance.objects.exists()
    assert finding.pk in {waiting.pk for waiting in safety_of(people.maria).waiting}
