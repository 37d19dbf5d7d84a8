"""The builder works by posting alone; nothing is kept until it is signed."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, screened, sign, tells_and_sends
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import PrescriptionDraft, keep_template
from unbrace.clinic.programmes.queries import catalogue, current_version, draft_of
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


def test_the_library_is_searched_by_words_and_filters_without_a_script(people: People) -> None:
    def shown(**asked: str) -> list[str]:
        page = send(people, "search", **asked)
        offers = page.split('data-part="offer" ')[1:]
        return [
            offer.split('value="add-')[1].split('"')[0]
            for offer in offers
            if " hidden>" not in offer.split("\n")[0]
        ]

    assert "bird-dog" in shown(find="bird")
    assert 1 <= len(shown(find="bird")) < 10
    assert shown(find="BIRD dog elbow knee hands") == ["bird-dog-elbow-to-knee"]
    sitting = shown(find_position="sitting", find_tracking="tap")
    assert sitting
    found = [catalogue()[one] for one in sitting]
    assert all(
        one.tracking == "tap" and ("sitting" in one.position or one.position == "any") for one in found
    )
    assert shown(find_thing="nothing", find_aim="bracing_breathing")
    assert shown(find="no exercise says this") == []
    assert len(shown()) == len(catalogue())


def test_what_speaks_against_an_exercise_is_said_with_its_source_and_can_be_filtered(people: People) -> None:
    screened(people.maria, {"GEN-3": "Y"})
    risky = next(
        one.id for one in catalogue() if any(c.when == "cardio" and c.change is None for c in one.cautions)
    )
    page = send(people, f"add-{risky}")
    assert "Asks for your yes: A heart or blood pressure condition." in page
    assert "Known from safety answers" in page
    calm = send(people, "search", find_calm="on")
    offer = calm.split(f'value="add-{risky}"')[0].rsplit("<li", 1)[1]
    assert " hidden>" in offer


def test_a_stopping_safety_answer_is_said_before_anybody_writes(people: People) -> None:
    screened(people.maria, {"NEU-1": "Y"})
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    page = signed_in(people.tom.user).get(address).content.decode()
    assert "a clinician has cleared" in page or "Clear it with a reason" in page
    assert "Clear it" in send(people, "sign") or "cleared them" in send(people, "sign")
    assert current_version(people.maria) is None


def test_undo_brings_back_what_was_taken_out_and_more_than_once(people: People) -> None:
    def undo_in(page: str) -> str:
        return html.unescape(page.split('name="undo" value="')[1].split('"')[0])

    once = send(people, "remove-0")
    assert order(once) == ["glute-bridge"]
    left = {name: value for name, value in TWO.items() if not name.endswith("-1")} | {
        "exercise-0": "glute-bridge"
    }
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    tom = signed_in(people.tom.user)
    twice = tom.post(address, left | {"do": "pattern-two", "undo": undo_in(once)}).content.decode()
    back = tom.post(address, left | {"do": "undo", "undo": undo_in(twice)}).content.decode()
    assert order(back) == ["glute-bridge"]
    whole = tom.post(address, left | {"do": "undo", "undo": undo_in(back)}).content.decode()
    assert order(whole) == ["squat", "glute-bridge"]
    assert 'value="2,5"' in whole  # as it was typed


@pytest.mark.parametrize(
    "undo", ["{", "[[{}]]", "7", '[[{"exercise": "no-such"}]]', "[" * 5000, '"text"', "[[7]]", "null"]
)
def test_an_undo_that_this_page_did_not_write_is_none(people: People, undo: str) -> None:
    assert order(send(people, "undo", undo=undo)) == ["squat", "glute-bridge"]


def test_dragging_sends_the_new_order_and_loses_no_row(people: People) -> None:
    assert order(send(people, "drag", order="1,0")) == ["glute-bridge", "squat"]
    assert order(send(people, "drag", order="1")) == ["glute-bridge", "squat"]
    assert order(send(people, "drag", order="9,x")) == ["squat", "glute-bridge"]


def test_one_press_puts_all_on_the_same_days(people: People) -> None:
    page = send(people, "pattern-two")
    rows = page.split('data-row="')[1:]
    assert all(row.count(f'name="days-{at}"') == 7 for at, row in enumerate(rows))
    ticked = [row.split(">")[0] for row in page.split('name="days-0"')[1:]]
    assert [at for at, one in enumerate(ticked) if "checked" in one] == [1, 4]


def test_turns_tempo_load_and_time_of_day_are_signed_as_written(people: People) -> None:
    data = {
        "days-1": ["0", "2", "4"], "turns-1": "on", "tempo-0": "3 1 2", "load_kg-0": "2,5",
        "part_of_day-0": "evening", "part_of_day-1": "evening",
    }  # fmt: skip
    send(people, "sign", **data)
    version = current_version(people.maria)
    assert version is not None
    squat, bridge = (draft_of(p) for p in version.prescriptions.all())
    assert (squat.circuit, squat.tempo, squat.load_kg, squat.part_of_day) == (1, "3-1-2", 2.5, "evening")
    assert (bridge.circuit, bridge.part_of_day) == (1, "evening")
    again = (
        signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/programme/").content.decode()
    )
    assert 'name="turns-1" checked' in again
    assert 'value="3-1-2"' in again


def test_those_that_take_turns_need_the_same_days_and_nothing_typed_is_lost(people: People) -> None:
    page = send(people, "sign", **{"turns-1": "on", "tempo-1": "2-2-2"})
    assert "same days and the same time" in page
    assert 'name="turns-1" checked' in page
    assert 'value="2-2-2"' in page
    assert current_version(people.maria) is None


def test_the_preview_shows_the_day_as_the_person_meets_it(people: People) -> None:
    page = send(people, "preview", **{"part_of_day-0": "evening", "part_of_day-1": "morning"})
    preview = page.split("How it will look")[1]
    assert preview.index("In the morning") < preview.index("Bridge") < preview.index("In the evening")


def test_a_template_takes_the_place_of_the_rows_and_undo_is_offered(people: People) -> None:
    template = keep_template(
        by=people.tom.user,
        clinic=people.riverside,
        name="Start easy",
        drafts=[PrescriptionDraft("arm-lift", 2, 8)],
    )
    page = send(people, "use-template", template=str(template.pk))
    assert order(page) == ["arm-lift"]
    assert "a template knows nobody" in page
    assert 'value="undo"' in page


def test_someone_elses_template_is_put_in_by_nobody(people: People) -> None:
    theirs = keep_template(
        by=people.ines.user, clinic=people.hilltop, name="A Secret", drafts=[PrescriptionDraft("arm-lift", 2, 8)],
        shared_with="clinic",
    )  # fmt: skip
    colleagues = keep_template(
        by=people.theo.user,
        clinic=people.riverside,
        name="A Secret",
        drafts=[PrescriptionDraft("arm-lift", 2, 8)],
    )
    for template in (theirs, colleagues):
        page = send(people, "use-template", template=str(template.pk))
        assert order(page) == ["squat", "glute-bridge"]
        assert "A Secret" not in page


def test_an_earlier_version_is_copied(people: People) -> None:
    sign(people, people.maria, [BRIDGES], days_ago=20)
    sign(people, people.maria, [SQUATS], days_ago=10)
    assert order(send(people, "use-version", version="1")) == ["glute-bridge"]


def test_what_is_written_is_kept_as_a_template_and_signs_nothing(people: People) -> None:
    page = send(people, "keep-template", template_name="Two things", shared_with="clinic")
    assert "Kept as the template “Two things”" in page
    assert current_version(people.maria) is None
    assert order(page) == ["squat", "glute-bridge"]
    refused = send(people, "keep-template", template_name="", shared_with="own")
    assert "Give the template a name" in refused
    assert order(refused) == ["squat", "glute-bridge"]


def test_the_builder_asks_the_database_no_more_for_more_rows(people: People) -> None:
    tom = signed_in(people.tom.user)
    address = f"/therapist/patients/{people.maria.pk}/programme/"
    sign(people, people.maria, [SQUATS])
    tom.get(address)
    with CaptureQueriesContext(connection) as few:
        tom.get(address)
    sign(people, people.maria, [SQUATS, BRIDGES, PrescriptionDraft("arm-lift", 2, 8)], days_ago=5)
    for name in ("One", "Two", "Three"):
        keep_template(
            by=people.tom.user, clinic=people.riverside, name=name, drafts=[SQUATS], shared_with="clinic"
        )
    with CaptureQueriesContext(connection) as many:
        tom.get(address)
    # 3 to know who asks for whom, 2 for the draft and safety, versions, templates, own exercises, the way in, the facts
    # once said, colleagues
    assert len(many) == len(few) <= 11
    tells_and_sends(people.maria)
    with CaptureQueriesContext(connection) as told:
        tom.get(address)
    assert len(told) <= 14  # what they told, and which questions and regions that was about
