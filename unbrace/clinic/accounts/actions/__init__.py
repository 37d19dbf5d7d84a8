from unbrace.clinic.accounts.actions.change_details import change_details
from unbrace.clinic.accounts.actions.drop_password import drop_password

__all__ = ["change_details", "drop_password"]
