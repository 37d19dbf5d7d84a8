"""What a decision was told, written so that the same decision can be made again from it."""

from dataclasses import replace

from unbrace.rehab.dosage import Dosage, Effort, Kind, Ladder, Rungs, Sides, Tempo
from unbrace.rehab.progression import Because, BeforeBreak, Decision, OtherExercise, PastDecision, Prescribed
from unbrace.rehab.progression.as_case import as_case
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.tests.progress_cases import GREEN, TWO_GREEN, USUAL

BRIEF = {
    "days_ago": 1,
    "baseline": 2,
    "pain_before": 2,
    "worst_pain": 2,
    "next_morning": 2,
    "effort": 4,
    "completion": 1.0,
    "form": 90,
}


def test_what_is_needed_is_always_there_and_what_is_as_usual_is_left_out() -> None:
    assert as_case([GREEN], USUAL) == {
        "sessions": [BRIEF],
        "context": {
            "urgency": "OK",
            "adherence": 0.8,
            "gap_days": 0,
            "week": 2,
            "baseline": 2,
            "load_change": 0.0,
        },
    }


def test_what_was_not_known_is_null_and_not_left_out() -> None:
    session = replace(GREEN, worst_pain=None, next_morning=None, form=None)
    case = as_case([session], replace(USUAL, urgency=None, adherence=None, load_change=None))
    assert case["sessions"] == [
        {name: value for name, value in BRIEF.items() if name != "form"}
        | {"worst_pain": None, "next_morning": None}
    ]
    assert (case["context"]["urgency"], case["context"]["adherence"]) == (None, None)


def test_what_is_not_as_usual_is_told_in_plain_words() -> None:
    session = replace(GREEN, spread=True, kind=Kind.MOBILITY, pain_after=0)
    context = replace(
        USUAL,
        urgency=Urgency.DOCTOR_TODAY,
        low_sleep_nights=4,
        flare=True,
        past=(PastDecision(Decision.HOLD, Because.NO_NEXT_MORNING, 3),),
    )
    case = as_case([*TWO_GREEN, session], context)
    assert len(case["sessions"]) == 3
    assert case["sessions"][-1] == BRIEF | {"spread": True, "kind": "mobility", "pain_after": 0}
    around = case["context"]
    assert (around["urgency"], around["low_sleep_nights"], around["flare"]) == ("S", 4, True)
    assert around["past"] == [{"kind": "HOLD", "because": "no_next_morning", "days_ago": 3}]
    assert "prescribed" not in case
    assert "prescribed" not in around


def test_the_prescription_is_told_with_its_whole_ladder_and_where_the_way_leads() -> None:
    dosage = Dosage(
        sets=2,
        reps=8,
        hold_s=3.0,
        side=Sides.EACH,
        rest_s=45,
        tempo=Tempo(3, 1, 2),
        effort=Effort(4, 6),
        load_kg=2.0,
        band="light",
        days_per_week=3,
    )
    ladder = Ladder(
        reps=Rungs(4, 12, 2),
        hold_s=Rungs(1, 9, 1),
        sets=Rungs(1, 3, 1),
        load_kg=Rungs(1, 5, 0.5),
        bands=("light", "middle"),
    )
    other = OtherExercise("other", Dosage(sets=1, reps=5))
    prescribed = Prescribed("squat", dosage, ladder, harder=(other,), easier=(other, other))
    case = as_case([], replace(USUAL, prescribed=prescribed))
    assert "prescribed" not in case["context"]
    assert case["prescribed"] == {
        "exercise": "squat",
        "dosage": {
            "sets": 2,
            "reps": 8,
            "hold_s": 3.0,
            "side": "each",
            "rest_s": 45,
            "tempo": {"out_s": 3, "pause_s": 1, "back_s": 2},
            "effort": {"lowest": 4, "highest": 6},
            "load_kg": 2.0,
            "band": "light",
            "days_per_week": 3,
        },
        "ladder": {
            "reps": {"lowest": 4, "highest": 12, "step": 2},
            "hold_s": {"lowest": 1, "highest": 9, "step": 1},
            "sets": {"lowest": 1, "highest": 3, "step": 1},
            "load_kg": {"lowest": 1, "highest": 5, "step": 0.5},
            "bands": ["light", "middle"],
        },
        "harder": [{"id": "other", "dosage": {"sets": 1, "reps": 5}}],
        "easier": [{"id": "other", "dosage": {"sets": 1, "reps": 5}}] * 2,
    }


def test_a_plain_prescription_names_no_more_than_it_has() -> None:
    prescribed = Prescribed("squat", Dosage(sets=2, reps=8), Ladder())
    assert as_case([], replace(USUAL, prescribed=prescribed))["prescribed"] == {
        "exercise": "squat",
        "dosage": {"sets": 2, "reps": 8},
        "ladder": {},
    }
    lowered = replace(prescribed, before_break=BeforeBreak(Dosage(sets=2, reps=12), 0.8))
    assert as_case([], replace(USUAL, prescribed=lowered))["prescribed"]["before_break"] == {
        "dosage": {"sets": 2, "reps": 12},
        "share": 0.8,
    }
