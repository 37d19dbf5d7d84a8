from unbrace.clinic.patients.actions.accept_invitation import accept_invitation
from unbrace.clinic.patients.actions.invite_patient import invite_patient
from unbrace.clinic.patients.actions.note_usual_pain import note_usual_pain
from unbrace.clinic.patients.actions.withdraw_invitation import withdraw_invitation

__all__ = ["accept_invitation", "invite_patient", "note_usual_pain", "withdraw_invitation"]
