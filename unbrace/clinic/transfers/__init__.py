"""Remembers that somebody's care goes over to another clinic of this house, with their own yes and what goes along.

The other clinic learns of it only after that yes, and takes the person on or says why not. What goes along are frozen
words; the two records stay two. What was found counts for the person in both (questionnaires), whatever is handed over.
"""
