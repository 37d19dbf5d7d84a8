from unbrace.clinic.retention.actions.apply_retention import apply_everywhere, apply_retention
from unbrace.clinic.retention.actions.set_retention import set_retention

__all__ = ["apply_everywhere", "apply_retention", "set_retention"]
