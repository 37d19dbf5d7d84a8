"""The patient's door: one next thing at a time, on a phone, with words a tired person can read."""
