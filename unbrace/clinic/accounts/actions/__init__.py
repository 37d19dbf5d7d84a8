from unbrace.clinic.accounts.actions.change_details import change_details

__all__ = ["change_details"]
