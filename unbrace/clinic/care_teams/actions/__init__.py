from unbrace.clinic.care_teams.actions.add_member import add_member, greet_again
from unbrace.clinic.care_teams.actions.change_role import change_role
from unbrace.clinic.care_teams.actions.look_into_audit import look_into_audit, take_audit_along
from unbrace.clinic.care_teams.actions.open_clinic import open_clinic
from unbrace.clinic.care_teams.actions.remove_member import remove_member
from unbrace.clinic.care_teams.actions.set_closed_care import set_closed_care
from unbrace.clinic.care_teams.actions.set_emergency_contacts import set_emergency_contacts
from unbrace.clinic.care_teams.actions.set_face import set_accent, set_clinic_details, set_logo
from unbrace.clinic.care_teams.actions.suspend_member import let_return, suspend_member

__all__ = [
    "add_member",
    "change_role",
    "greet_again",
    "let_return",
    "look_into_audit",
    "open_clinic",
    "remove_member",
    "set_accent",
    "set_clinic_details",
    "set_closed_care",
    "set_emergency_contacts",
    "set_logo",
    "suspend_member",
    "take_audit_along",
]
