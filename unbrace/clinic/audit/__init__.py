"""Remembers who did what to whom, and when: for investigators, never for the application.

Rows are only ever added. Nothing clinical and no name is written here: ids, counts and verbs only. The room lies
below all others, so each of their actions can write here inside its own transaction.
"""
