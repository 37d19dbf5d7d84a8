"""Verbs, one a file."""

from unbrace.clinic.notes.actions.amend_note import amend_note as amend_note
from unbrace.clinic.notes.actions.begin_note import begin_note as begin_note
from unbrace.clinic.notes.actions.begin_note import drop_draft as drop_draft
from unbrace.clinic.notes.actions.co_sign import co_sign as co_sign
from unbrace.clinic.notes.actions.keep_template import drop_template as drop_template
from unbrace.clinic.notes.actions.keep_template import keep_template as keep_template
from unbrace.clinic.notes.actions.save_draft import Written as Written
from unbrace.clinic.notes.actions.save_draft import save_draft as save_draft
from unbrace.clinic.notes.actions.sign_note import sign_note as sign_note
