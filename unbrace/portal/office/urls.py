"""Addresses of the office's door. The outbox exists in demo mode only."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from unbrace.portal.office.pages.arrivals import view as arrivals
from unbrace.portal.office.pages.audit.view import audit, audit_csv
from unbrace.portal.office.pages.emergencies.view import emergencies, judge
from unbrace.portal.office.pages.member import view as member
from unbrace.portal.office.pages.monitoring.view import monitoring, month_csv
from unbrace.portal.office.pages.outbox.view import outbox
from unbrace.portal.office.pages.outcomes.view import outcomes, outcomes_csv, show
from unbrace.portal.office.pages.patients.view import patients, resend, withdraw
from unbrace.portal.office.pages.people.view import people
from unbrace.portal.office.pages.questionnaires.view import activate, deactivate, questionnaires
from unbrace.portal.office.pages.reminders.view import reminders
from unbrace.portal.office.pages.retention import view as retention
from unbrace.portal.office.pages.settings.view import clinic_settings
from unbrace.portal.office.pages.thresholds.view import thresholds
from unbrace.portal.office.pages.translations.view import (
    approve_text,
    translation,
    translations,
    withdraw_text,
)
from unbrace.portal.office.pages.visits import view as visits

app_name = "office"

urlpatterns = [
    path("", people, name="people"),
    path("people/<uuid:membership_id>/", member.member, name="member"),
    path("people/<uuid:membership_id>/role/", member.role, name="role"),
    path("people/<uuid:membership_id>/suspend/", member.suspend, name="suspend"),
    path("people/<uuid:membership_id>/return/", member.come_back, name="return"),
    path("people/<uuid:membership_id>/greet/", member.greet, name="greet"),
    path("people/<uuid:membership_id>/hand-over/", member.hand_over, name="hand_over_caseload"),
    path("people/<uuid:membership_id>/remove/", member.remove, name="remove"),
    path("audit/", audit, name="audit"),
    path("audit/entries.csv", audit_csv, name="audit_csv"),
    path("emergencies/", emergencies, name="emergencies"),
    path("emergencies/<uuid:opening_id>/judge/", judge, name="judge_emergency"),
    path("patients/", patients, name="patients"),
    path("patients/invitations/<uuid:invitation_id>/withdraw/", withdraw, name="withdraw_invitation"),
    path("patients/invitations/<uuid:invitation_id>/send-again/", resend, name="resend_invitation"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/<uuid:arrival_id>/accept/", arrivals.accept, name="accept_arrival"),
    path("arrivals/<uuid:arrival_id>/refuse/", arrivals.refuse, name="refuse_arrival"),
    path("visits/", visits.visits, name="visits"),
    path("visits/for/<uuid:patient_id>/", visits.book, name="book_visit"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/cancel/", visits.cancel, name="cancel_visit"),
    path("visits/<uuid:visit_id>/put-back/", visits.put_back, name="put_back_visit"),
    path("visits/<uuid:visit_id>/give/", visits.give, name="give_visit"),
    path("reminders/", reminders, name="reminders"),
    path("clinic/", clinic_settings, name="settings"),
    path("monitoring/", monitoring, name="monitoring"),
    path("monitoring/<str:month>.csv", month_csv, name="monitoring_csv"),
    path("retention/", retention.retention, name="retention"),
    path("retention/holds/", retention.hold, name="place_hold"),
    path("retention/holds/<uuid:hold_id>/lift/", retention.lift, name="lift_hold"),
    path("outcomes/", outcomes, name="outcomes"),
    path("outcomes/show/", show, name="show_outcomes"),
    path("outcomes/outcomes.csv", outcomes_csv, name="outcomes_csv"),
    path("thresholds/", thresholds, name="thresholds"),
    path("translations/", translations, name="translations"),
    path("translations/<slug:language>/<slug:what>/", translation, name="translation"),
    path("translations/<slug:language>/<slug:what>/approve/", approve_text, name="approve_translation"),
    path("translations/<slug:language>/<slug:what>/withdraw/", withdraw_text, name="withdraw_translation"),
    path("questionnaires/", questionnaires, name="questionnaires"),
    path("questionnaires/<slug:questionnaire>/ask/", activate, name="activate_questionnaire"),
    path("questionnaires/<slug:questionnaire>/stop/", deactivate, name="deactivate_questionnaire"),
]
if settings.DEMO:
    urlpatterns.append(path("outbox/", outbox, name="outbox"))
