"""Remembers clinics, who works in them, and what each role may do there.

Someone who left stays on record, without rights.
"""
