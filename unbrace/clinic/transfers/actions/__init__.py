"""Verbs, a few to a file."""

from unbrace.clinic.transfers.actions.hand_on import hand_on
from unbrace.clinic.transfers.actions.propose import answer_transfer, call_off_transfer, propose_transfer
from unbrace.clinic.transfers.actions.take_over import accept_transfer, read_handed, refuse_transfer

__all__ = [
    "accept_transfer",
    "answer_transfer",
    "call_off_transfer",
    "hand_on",
    "propose_transfer",
    "read_handed",
    "refuse_transfer",
]
