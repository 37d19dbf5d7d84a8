from unbrace.clinic.conversations.actions.answer_message import answer_message
from unbrace.clinic.conversations.actions.keep_snippet import drop_snippet, keep_snippet
from unbrace.clinic.conversations.actions.prepare_clip import (
    forget_strays,
    prepare_clip,
    prepare_waiting_clips,
)
from unbrace.clinic.conversations.actions.read_conversation import read_conversation
from unbrace.clinic.conversations.actions.send_message import File, send_message
from unbrace.clinic.conversations.actions.set_reply_time import set_reply_time
from unbrace.clinic.conversations.actions.settle_message import settle_message
from unbrace.clinic.conversations.actions.withdraw_message import withdraw_message

__all__ = [
    "File",
    "answer_message",
    "drop_snippet",
    "forget_strays",
    "keep_snippet",
    "prepare_clip",
    "prepare_waiting_clips",
    "read_conversation",
    "send_message",
    "set_reply_time",
    "settle_message",
    "withdraw_message",
]
