from unbrace.clinic.patients.actions.accept_invitation import accept_invitation
from unbrace.clinic.patients.actions.caseload import (
    end_shared_care,
    give_role,
    hand_over_caseload,
    let_go,
    share_care,
)
from unbrace.clinic.patients.actions.decline_invitation import decline_invitation
from unbrace.clinic.patients.actions.emergency import (
    close_emergency,
    judge_emergency,
    look_in_emergency,
    open_closed_record,
    open_in_emergency,
    read_emergencies,
)
from unbrace.clinic.patients.actions.invite_patient import invite_patient
from unbrace.clinic.patients.actions.legal_hold import lift_hold, place_hold
from unbrace.clinic.patients.actions.note_usual_pain import note_usual_pain
from unbrace.clinic.patients.actions.resend_invitation import resend_invitation
from unbrace.clinic.patients.actions.withdraw_invitation import withdraw_invitation
from unbrace.clinic.patients.actions.write_receipt import write_receipt

__all__ = [
    "accept_invitation",
    "close_emergency",
    "decline_invitation",
    "end_shared_care",
    "give_role",
    "hand_over_caseload",
    "invite_patient",
    "judge_emergency",
    "let_go",
    "lift_hold",
    "look_in_emergency",
    "note_usual_pain",
    "open_closed_record",
    "open_in_emergency",
    "place_hold",
    "read_emergencies",
    "resend_invitation",
    "share_care",
    "withdraw_invitation",
    "write_receipt",
]
