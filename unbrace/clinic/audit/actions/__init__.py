from unbrace.clinic.audit.actions.write_down import write_down

__all__ = ["write_down"]
