from unbrace.clinic.programmes.actions.pause import pause, resume
from unbrace.clinic.programmes.actions.prescribe import prescribe
from unbrace.clinic.programmes.draft import PrescriptionDraft

__all__ = ["PrescriptionDraft", "pause", "prescribe", "resume"]
