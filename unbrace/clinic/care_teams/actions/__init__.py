from unbrace.clinic.care_teams.actions.add_member import add_member
from unbrace.clinic.care_teams.actions.open_clinic import open_clinic
from unbrace.clinic.care_teams.actions.remove_member import remove_member
from unbrace.clinic.care_teams.actions.set_emergency_contacts import set_emergency_contacts
from unbrace.clinic.care_teams.actions.set_self_guided import set_self_guided

__all__ = ["add_member", "open_clinic", "remove_member", "set_emergency_contacts", "set_self_guided"]
