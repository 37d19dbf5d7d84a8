from unbrace.clinic.check_ins.actions.record_next_morning import record_next_morning

__all__ = ["record_next_morning"]
