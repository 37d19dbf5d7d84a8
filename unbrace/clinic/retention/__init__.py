"""Remembers how long each clinic keeps what, and removes what was kept long enough.

Stands above all other rooms, because it reaches into each. What `personal_data.what_stays` says must stay is no kind
here; a record on hold is left alone as a whole.
"""
