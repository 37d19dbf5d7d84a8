"""Remembers the desk somebody works at: what they measured, a picture if they like, and the one change they try.

At most one change is open. A rule proposes it (`rehab.desk`) or a therapist does; the person does it or not, says a day
and a week later how it is, and keeps it or takes it back. Nothing here is a prescription.
"""
