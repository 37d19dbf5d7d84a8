"""A voice note of a patient's diary, to be heard."""
