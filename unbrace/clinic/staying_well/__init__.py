"""Remembers who has come to the end of their programme and stays well on two days a week, and how that goes.

A therapist signs the beginning, with the lighter programme that goes with it; the rules (`rehab.staying_well`) only say
what is still missing. The person answers rare check-ins, writes down what to do when it comes back, and comes back
from a break of any length with one press. Source: clinical specification, progression, section 7.
"""
