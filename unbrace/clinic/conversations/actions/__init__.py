from unbrace.clinic.conversations.actions.answer_message import answer_message
from unbrace.clinic.conversations.actions.keep_snippet import drop_snippet, keep_snippet
from unbrace.clinic.conversations.actions.prepare_clip import (
    forget_strays,
    prepare_clip,
    prepare_waiting_clips,
)
from unbrace.clinic.conversations.actions.read_conversation import read_conversation
from unbrace.clinic.conversations.actions.remark_on_clip import (
    Said,
    change_remark,
    drop_remark,
    prepare_waiting_remarks,
    read_remarks,
    remark_on_clip,
    watch_clip,
)
from unbrace.clinic.conversations.actions.send_message import File, send_message
from unbrace.clinic.conversations.actions.set_reply_time import set_reply_time
from unbrace.clinic.conversations.actions.settle_message import settle_message
from unbrace.clinic.conversations.actions.voice_note import (
    delete_voice_note,
    keep_voice_note,
    prepare_voice_note,
    prepare_waiting_voice_notes,
)
from unbrace.clinic.conversations.actions.withdraw_clips import withdraw_clips
from unbrace.clinic.conversations.actions.withdraw_message import withdraw_message

__all__ = [
    "File",
    "Said",
    "answer_message",
    "change_remark",
    "delete_voice_note",
    "drop_remark",
    "drop_snippet",
    "forget_strays",
    "keep_snippet",
    "keep_voice_note",
    "prepare_clip",
    "prepare_voice_note",
    "prepare_waiting_clips",
    "prepare_waiting_remarks",
    "prepare_waiting_voice_notes",
    "read_conversation",
    "read_remarks",
    "remark_on_clip",
    "send_message",
    "set_reply_time",
    "settle_message",
    "watch_clip",
    "withdraw_clips",
    "withdraw_message",
]
