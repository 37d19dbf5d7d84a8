"""Remembers what the rules proposed and what the therapist made of it. Stop 9 of the way, and the door to stop 10.

A rule proposes, never writes: only a therapist's signature turns a proposal into a new programme version.
"""
