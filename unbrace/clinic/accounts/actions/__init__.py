from unbrace.clinic.accounts.actions.change_details import change_details
from unbrace.clinic.accounts.actions.choose_language import choose_language
from unbrace.clinic.accounts.actions.devices import (
    forget_ended_devices,
    note_device,
    sign_out_device,
    sign_out_others,
)
from unbrace.clinic.accounts.actions.drop_password import drop_password
from unbrace.clinic.accounts.actions.forget_sign_in import forget_sign_in
from unbrace.clinic.accounts.actions.set_preferences import set_preferences

__all__ = [
    "change_details",
    "choose_language",
    "drop_password",
    "forget_ended_devices",
    "forget_sign_in",
    "note_device",
    "set_preferences",
    "sign_out_device",
    "sign_out_others",
]
