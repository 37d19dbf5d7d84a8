from unbrace.clinic.outcomes.actions.read_caseload import read_caseload
from unbrace.clinic.outcomes.actions.read_outcomes import read_outcomes
from unbrace.clinic.outcomes.actions.show_to_everybody import show_to_everybody

__all__ = ["read_caseload", "read_outcomes", "show_to_everybody"]
