from unbrace.clinic.translations.actions.approve_translation import approve_translation
from unbrace.clinic.translations.actions.withdraw_approval import withdraw_approval

__all__ = ["approve_translation", "withdraw_approval"]
