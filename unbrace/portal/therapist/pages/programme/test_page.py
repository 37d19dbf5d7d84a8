"""The builder works by posting alone; nothing is kept until it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, screened, sign, tells_and_sends
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.queries import current_version, draft_of
from unbrace.clinic.worklist.models import FirstPlan

if TYPE_CHECKING:
    from tests.people import People

TWO = {
    "exercise-0": "squat", "sets-0": "3", "reps-0": "8", "hold_s-0": "", "rest_s-0": "60", "side-0": "both",
    "days-0": ["0", "2", "4"],
    "exercise-1": "glute-bridge", "sets-1": "2", "reps-1": "10", "hold_s-1": "2,5", "rest_s-1": "45",
    "side-1": "both", "note": "Take it easy.",
}  # fmt: skip


def send(people: People, deed: str, **data: Any) -> str:
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    response = signed_in(people.tom.user).post(address, TWO | {"do": deed} | data, follow=True)
    return response.content.decode()


def sends_from(people: People, number: int, deed: str, **data: Any) -> Any:
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    return signed_in(people.tom.user).post(address, TWO | {"do": deed, "starting_from": str(number)} | data)


def order(page: str) -> list[str]:
    return [
        part.split('"')[0]
        for part in page.split('name="exercise-')[1:]
        for part in [part.split('value="')[1]]
    ]


def test_it_starts_from_what_is_signed(people: People) -> None:
    sign(people, people.maria, [BRIDGES, SQUATS])
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    assert order(signed_in(people.tom.user).get(address).content.decode()) == ["glute-bridge", "squat"]


def test_buttons_add_move_and_remove_without_signing_anything(people: People) -> None:
    assert order(send(people, "add", add="arm-lift")) == ["squat", "glute-bridge", "arm-lift"]
    assert order(send(people, "down-0")) == ["glute-bridge", "squat"]
    assert order(send(people, "up-1")) == ["glute-bridge", "squat"]
    assert order(send(people, "remove-0")) == ["glute-bridge"]
    assert current_version(people.maria) is None


def test_whoever_prescribes_sees_what_the_patient_will_see(people: People) -> None:
    page = send(people, "preview")
    rows, preview = page.split("How it will look")
    for shown in (rows, preview):
        assert shown.count('data-part="pictures"') == 2
        assert "/static/exercises/squat/end.webp" in shown


def test_an_added_exercise_brings_its_usual_dose(people: People) -> None:
    page = send(people, "add", add="arm-lift")
    assert 'name="sets-2" value="2"' in page
    assert 'name="reps-2" value="10"' in page


@pytest.mark.parametrize(
    "deed", ["up-0", "down-1", "remove-9", "up-x", "remove-" + "9" * 5000, "", "nonsense"]
)
def test_an_odd_button_changes_nothing(people: People, deed: str) -> None:
    assert order(send(people, deed)) == ["squat", "glute-bridge"]


def test_the_preview_says_how_long_and_what_changes(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    page = send(people, "preview")
    assert "minutes a session" in page
    assert "3 sets of 8 · 60 s rest · Mon, Wed, Fri" in page
    assert "new</span> <b>Bridge</b>" in page
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 1


def test_signing_keeps_exactly_what_was_written(people: People) -> None:
    page = send(people, "sign")
    version = current_version(people.maria)
    assert version is not None
    squat, bridge = (draft_of(p) for p in version.prescriptions.all())
    assert (squat.sets, squat.reps, squat.hold_s, squat.days) == (3, 8, None, (0, 2, 4))
    assert (bridge.sets, bridge.reps, bridge.hold_s, bridge.days) == (2, 10, 2.5, ())
    assert (version.note, version.signed_by) == ("Take it easy.", people.tom.user)
    assert "Maria sees version 1 from now on." in page


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        ({"reps-0": "ten"}, "Repetitions: write a whole number, like 8."),
        ({"reps-0": "", "hold_s-0": ""}, "Say how many repetitions, or how long to hold."),
        ({"sets-0": ""}, "Sets: say how many."),
        ({"sets-0": "11"}, "Choose 1 to 10 sets."),
        ({"hold_s-1": "a while"}, "Hold: write seconds, like 10."),
        ({"side-0": "up"}, "Choose both, each, left or right."),
        ({"exercise-1": "squat"}, "This exercise is there twice for the same side."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_exercise_and_nothing_is_signed(
    people: People, slip: dict[str, str], sentence: str
) -> None:
    assert sentence in send(people, "sign", **slip)
    assert current_version(people.maria) is None


def test_what_was_typed_is_still_there(people: People) -> None:
    assert 'name="reps-0" value="ten"' in send(people, "sign", **{"reps-0": "ten"})


def test_an_empty_programme_is_not_signed(people: People) -> None:
    page = send(people, "sign", **{"exercise-0": "", "exercise-1": ""})
    assert "A programme needs at least one exercise." in page
    assert current_version(people.maria) is None


def test_two_tabs_do_not_sign_over_each_other_unseen(people: People) -> None:
    sign(people, people.maria, [SQUATS], days_ago=2)
    sign(people, people.maria, [BRIDGES], days_ago=1)
    answer = sends_from(people, 1, "sign")
    version, page = current_version(people.maria), answer.content.decode()
    assert answer.status_code == 409
    assert version is not None
    assert version.number == 2
    assert "Tom signed version 2 while this page was open." in page
    assert "taken out</span> <b>Squat</b>" in page
    assert order(page) == ["squat", "glute-bridge"]


def test_whoever_has_seen_what_changed_may_sign(people: People) -> None:
    sign(people, people.maria, [SQUATS], days_ago=2)
    sign(people, people.maria, [BRIDGES], days_ago=1)
    page = sends_from(people, 1, "sign").content.decode()
    assert 'name="starting_from" value="2"' in page
    ticked = {"approved": ["weekly_load_up_by_more_than_20_percent"], "because": "Seen what changed."}
    assert sends_from(people, 2, "sign", **ticked).status_code == 302
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 3


@pytest.mark.parametrize("number", ["", "one", "-1", "²", "9" * 5000])
def test_a_form_that_does_not_say_where_it_began_is_not_signed(people: People, number: str) -> None:
    sign(people, people.maria, [SQUATS])
    assert "Tom signed version 1" in send(people, "sign", starting_from=number)
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 1


def test_a_signature_that_changes_nothing_is_refused(people: People) -> None:
    sends_from(people, 0, "sign", note="")
    answer = sends_from(people, 1, "sign", note="")
    assert answer.status_code == 422
    assert "This is what is signed already." in answer.content.decode()
    assert sends_from(people, 1, "sign", note="Keep going.").status_code == 302


def test_what_needs_a_yes_by_name_is_asked_for_with_its_reason_and_kept(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    page = sends_from(people, 1, "preview").content.decode()
    assert "Needs your yes by name" in page
    assert "More than 20 % more load in a week." in page
    answer = sends_from(people, 1, "sign")
    assert answer.status_code == 422
    assert "This needs your yes by name" in answer.content.decode()
    ticked = {"approved": ["weekly_load_up_by_more_than_20_percent"]}
    answer = sends_from(people, 1, "sign", **ticked)
    assert answer.status_code == 422
    assert "Say in a few words why you say yes" in answer.content.decode()
    assert sends_from(people, 1, "sign", because="Two easy weeks.", **ticked).status_code == 302
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 2
    address = f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/"
    text = signed_in(people.tom.user).get(address).content.decode()
    assert "Two easy weeks." in text
    assert "More than 20 % more load in a week." in text


def test_a_usual_change_asks_for_nothing_more(people: People) -> None:
    sign(people, people.maria, [BRIDGES, SQUATS])
    assert "Needs your yes by name" not in sends_from(people, 1, "preview").content.decode()


def test_someone_else_can_neither_read_nor_write_it(people: People) -> None:
    sign(people, people.maria)
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    nothing_leaks(people, address)
    nothing_leaks(people, address, TWO | {"do": "sign"})
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 1


# -- a new person: the draft from what they told -----------------------------------------------------------------------


@pytest.fixture
def nora(people: People) -> Patient:
    care = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    screened(care)
    tells_and_sends(care)
    return care


def test_the_builder_begins_with_the_draft_and_says_what_it_rests_on(people: People, nora: Patient) -> None:
    page = signed_in(people.tom.user).get(f"/therapist/patients/{nora.pk}/programme/").content.decode()
    assert "Drafted from what they told" in page
    assert "goal “Sit through a film” 4/10" in page
    assert "our own words, not a validated scale" in page
    assert page.count('name="exercise-') == len(FirstPlan.objects.get(patient=nora).lines)
    assert current_version(nora) is None


def test_signed_from_the_builder_it_is_their_programme_with_its_reasons(
    people: People, nora: Patient
) -> None:
    address = f"/therapist/patients/{nora.pk}/programme/"
    form = {
        "do": "sign",
        "starting_from": "0",
        "exercise-0": "squat",
        "sets-0": "1",
        "reps-0": "5",
        "rest_s-0": "60",
    }
    client = signed_in(people.tom.user)
    assert client.post(address, form).status_code == 302
    plan = FirstPlan.objects.get(patient=nora)
    assert plan.state == "signed"
    assert "Drafted from what they told" not in client.get(address).content.decode()


def test_someone_else_sees_no_draft(people: People, nora: Patient) -> None:
    for who in ("ines", "hanna", "olga"):
        response = signed_in(getattr(people, who).user).get(f"/therapist/patients/{nora.pk}/programme/")
        assert response.status_code == 404
        assert "Sit through a film" not in response.content.decode()
