"""Remembers how somebody came in: where it hurts, their story, goals, first measures, what they have at home.

Between the safety screen and the first plan. Each answer is a row, kept on the server as it is given, so that it can
be gone on with on another device; the newest one for a question counts. The person answers, therapists of the clinic
read. What is drafted from it lies on the work-list.
"""
