"""Addresses of the therapist's door."""

from __future__ import annotations

from django.urls import path

from unbrace.portal.therapist.pages.change.view import change
from unbrace.portal.therapist.pages.messages import view as messages
from unbrace.portal.therapist.pages.patient.view import patient, pause_programme, resume_programme
from unbrace.portal.therapist.pages.patients.view import patients, withdraw
from unbrace.portal.therapist.pages.programme.view import programme
from unbrace.portal.therapist.pages.safety.view import clear, letter, letter_pdf
from unbrace.portal.therapist.pages.settings.view import settings
from unbrace.portal.therapist.pages.snippets.view import drop as drop_snippet
from unbrace.portal.therapist.pages.snippets.view import snippets
from unbrace.portal.therapist.pages.version.view import version
from unbrace.portal.therapist.pages.why.view import why
from unbrace.portal.therapist.pages.worklist.view import accept, refuse, refuse_first, worklist

app_name = "therapist"

urlpatterns = [
    path("", worklist, name="worklist"),
    path("proposals/<uuid:proposal_id>/accept/", accept, name="accept"),
    path("proposals/<uuid:proposal_id>/change/", change, name="change"),
    path("proposals/<uuid:proposal_id>/refuse/", refuse, name="refuse"),
    path("first-plans/<uuid:plan_id>/refuse/", refuse_first, name="refuse_first_plan"),
    path("you/", settings, name="settings"),
    path("patients/", patients, name="patients"),
    path("patients/invitations/<uuid:invitation_id>/withdraw/", withdraw, name="withdraw"),
    path("patients/<uuid:patient_id>/", patient, name="patient"),
    path("patients/<uuid:patient_id>/clear/", clear, name="clear"),
    path("patients/<uuid:patient_id>/findings/<uuid:finding_id>/letter/", letter, name="letter"),
    path("patients/<uuid:patient_id>/findings/<uuid:finding_id>/letter.pdf", letter_pdf, name="letter_pdf"),
    path("patients/<uuid:patient_id>/messages/", messages.talk, name="messages"),
    path("patients/<uuid:patient_id>/messages/answer/", messages.answer, name="answer_message"),
    path("patients/<uuid:patient_id>/messages/settle/", messages.settle, name="settle_messages"),
    path(
        "patients/<uuid:patient_id>/messages/<uuid:message_id>/take-back/",
        messages.withdraw,
        name="withdraw_message",
    ),
    path("patients/<uuid:patient_id>/messages/files/<uuid:file_id>/", messages.file, name="message_file"),
    path("snippets/", snippets, name="snippets"),
    path("snippets/<uuid:snippet_id>/take-out/", drop_snippet, name="drop_snippet"),
    path("patients/<uuid:patient_id>/why/", why, name="why"),
    path("patients/<uuid:patient_id>/pause/", pause_programme, name="pause"),
    path("patients/<uuid:patient_id>/resume/", resume_programme, name="resume"),
    path("patients/<uuid:patient_id>/programme/", programme, name="programme"),
    path("patients/<uuid:patient_id>/versions/<uuid:version_id>/", version, name="version"),
]
