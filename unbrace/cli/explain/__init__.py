"""`unbrace explain`: one written case through one rule set, with the rule that spoke, its inputs, source and version.

The explanation is the one a therapist sees: it comes from the same functions, and adds nothing of its own.
"""
