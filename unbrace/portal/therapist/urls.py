"""Addresses of the therapist's door."""

from __future__ import annotations

from django.urls import path

from unbrace.portal.therapist.pages.after_visit import view as after_visits
from unbrace.portal.therapist.pages.arrivals import view as arrivals
from unbrace.portal.therapist.pages.assessments import view as assessments
from unbrace.portal.therapist.pages.call.measuring import mark as mark_in_call
from unbrace.portal.therapist.pages.call.measuring import measuring
from unbrace.portal.therapist.pages.call.view import call, call_pass
from unbrace.portal.therapist.pages.caseload.view import caseload, caseload_csv
from unbrace.portal.therapist.pages.change.view import change
from unbrace.portal.therapist.pages.chart.view import chart
from unbrace.portal.therapist.pages.classes import room as class_rooms
from unbrace.portal.therapist.pages.classes import view as classes
from unbrace.portal.therapist.pages.clip_review import measures as clip_measures
from unbrace.portal.therapist.pages.clip_review import remarks as clip_remarks
from unbrace.portal.therapist.pages.clip_review import view as clip_reviews
from unbrace.portal.therapist.pages.closed_records import view as closed
from unbrace.portal.therapist.pages.desk import view as desks
from unbrace.portal.therapist.pages.emergency import view as emergencies
from unbrace.portal.therapist.pages.hand_on import view as hand_on
from unbrace.portal.therapist.pages.letter_templates import view as letter_templates
from unbrace.portal.therapist.pages.lift import view as lifts
from unbrace.portal.therapist.pages.messages import view as messages
from unbrace.portal.therapist.pages.monitoring import view as monitoring
from unbrace.portal.therapist.pages.note_templates import view as note_templates
from unbrace.portal.therapist.pages.notes import view as notes
from unbrace.portal.therapist.pages.office_hours.view import add_change, office_hours, take_change_out
from unbrace.portal.therapist.pages.own_exercises import film as own_films
from unbrace.portal.therapist.pages.own_exercises import view as own_exercises
from unbrace.portal.therapist.pages.patient.view import patient, pause_programme, resume_programme
from unbrace.portal.therapist.pages.patients.view import patients, withdraw
from unbrace.portal.therapist.pages.programme.view import programme
from unbrace.portal.therapist.pages.programme_templates import view as programme_templates
from unbrace.portal.therapist.pages.replay import comments as moments
from unbrace.portal.therapist.pages.replay import view as replays
from unbrace.portal.therapist.pages.reports import view as reports
from unbrace.portal.therapist.pages.safety.view import clear, letter, letter_pdf
from unbrace.portal.therapist.pages.set_aside.view import bring_back, done, hand_over, snooze
from unbrace.portal.therapist.pages.settings.view import settings
from unbrace.portal.therapist.pages.side_by_side.view import side_by_side
from unbrace.portal.therapist.pages.snippets.view import drop as drop_snippet
from unbrace.portal.therapist.pages.snippets.view import snippets
from unbrace.portal.therapist.pages.staying_well.view import end_staying_well, staying_well
from unbrace.portal.therapist.pages.version.view import sheet_pdf, version
from unbrace.portal.therapist.pages.visits import deeds as visit_deeds
from unbrace.portal.therapist.pages.visits import view as visits
from unbrace.portal.therapist.pages.voice_note.view import hear
from unbrace.portal.therapist.pages.why.view import why
from unbrace.portal.therapist.pages.why_listed.view import why_listed
from unbrace.portal.therapist.pages.worklist.view import (
    accept,
    accept_all,
    refuse,
    refuse_first,
    rows,
    undo,
    worklist,
)

app_name = "therapist"

urlpatterns = [
    path("", worklist, name="worklist"),
    path("rows/", rows, name="rows"),
    path("why-listed/", why_listed, name="why_listed"),
    path("patients/<uuid:patient_id>/snooze/", snooze, name="snooze"),
    path("patients/<uuid:patient_id>/hand-over/", hand_over, name="hand_over"),
    path("patients/<uuid:patient_id>/done/", done, name="done"),
    path("set-aside/<uuid:set_aside_id>/bring-back/", bring_back, name="bring_back"),
    path("proposals/keep/", accept_all, name="accept_holds"),
    path("proposals/undo/", undo, name="undo_decision"),
    path("proposals/<uuid:proposal_id>/accept/", accept, name="accept"),
    path("proposals/<uuid:proposal_id>/change/", change, name="change"),
    path("proposals/<uuid:proposal_id>/refuse/", refuse, name="refuse"),
    path("first-plans/<uuid:plan_id>/refuse/", refuse_first, name="refuse_first_plan"),
    path("you/", settings, name="settings"),
    path("caseload/", caseload, name="caseload"),
    path("caseload/outcomes.csv", caseload_csv, name="caseload_csv"),
    path("patients/", patients, name="patients"),
    path("emergency/", emergencies.emergency, name="emergency"),
    path("emergency/people/<uuid:person_id>/", emergencies.open_record, name="open_in_emergency"),
    path("emergency/<uuid:opening_id>/close/", emergencies.close, name="close_emergency"),
    path("closed/", closed.closed_records, name="closed_records"),
    path("closed/<uuid:record_id>/", closed.closed_record, name="closed_record"),
    path("patients/invitations/<uuid:invitation_id>/withdraw/", withdraw, name="withdraw"),
    path("patients/<uuid:patient_id>/", patient, name="patient"),
    path("patients/<uuid:patient_id>/chart/", chart, name="chart"),
    path("patients/<uuid:patient_id>/chart/side-by-side/", side_by_side, name="side_by_side"),
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
    path("clips/measure/", clip_measures.definition, name="clip_measure"),
    path("patients/<uuid:patient_id>/clips/<uuid:file_id>/", clip_reviews.clip_review, name="clip_review"),
    path(
        "patients/<uuid:patient_id>/clips/<uuid:file_id>/remark/", clip_remarks.remark, name="remark_on_clip"
    ),
    path(
        "patients/<uuid:patient_id>/clip-remarks/<uuid:remark_id>/voice/",
        clip_reviews.hear,
        name="hear_clip_remark",
    ),
    path(
        "patients/<uuid:patient_id>/clip-remarks/<uuid:remark_id>/change/",
        clip_remarks.change,
        name="change_clip_remark",
    ),
    path(
        "patients/<uuid:patient_id>/clip-remarks/<uuid:remark_id>/take-back/",
        clip_remarks.drop,
        name="drop_clip_remark",
    ),
    path("patients/<uuid:patient_id>/sessions/<uuid:session_id>/", replays.replay, name="replay"),
    path(
        "patients/<uuid:patient_id>/sessions/<uuid:session_id>/sets/<uuid:set_id>/comment/",
        moments.comment,
        name="comment_moment",
    ),
    path("patients/<uuid:patient_id>/sets/<uuid:set_id>/trace/", replays.trace, name="replay_trace"),
    path("patients/<uuid:patient_id>/sets/<uuid:set_id>/curve/", replays.curve, name="replay_curve"),
    path(
        "patients/<uuid:patient_id>/moments/<uuid:comment_id>/change/",
        moments.change,
        name="change_moment_comment",
    ),
    path(
        "patients/<uuid:patient_id>/moments/<uuid:comment_id>/take-back/",
        moments.drop,
        name="drop_moment_comment",
    ),
    path("patients/<uuid:patient_id>/voice/<uuid:voice_id>/", hear, name="hear_voice_note"),
    path("patients/<uuid:patient_id>/notes/", notes.notes, name="notes"),
    path("patients/<uuid:patient_id>/notes/begin/", notes.begin, name="begin_note"),
    path("patients/<uuid:patient_id>/notes/draft/", notes.draft, name="note_draft"),
    path("patients/<uuid:patient_id>/notes/draft/throw-away/", notes.drop, name="drop_note"),
    path("patients/<uuid:patient_id>/notes/<uuid:note_id>/", notes.note, name="note"),
    path("patients/<uuid:patient_id>/notes/<uuid:note_id>/amend/", notes.amend, name="amend_note"),
    path("patients/<uuid:patient_id>/notes/<uuid:note_id>/co-sign/", notes.co_sign, name="co_sign_note"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/<uuid:arrival_id>/accept/", arrivals.accept, name="accept_arrival"),
    path("arrivals/<uuid:arrival_id>/refuse/", arrivals.refuse, name="refuse_arrival"),
    path("patients/<uuid:patient_id>/hand-on/", hand_on.hand_on, name="hand_on"),
    path("patients/<uuid:patient_id>/hand-on/colleague/", hand_on.to_colleague, name="hand_to_colleague"),
    path("patients/<uuid:patient_id>/hand-on/propose/", hand_on.propose, name="propose_transfer"),
    path("patients/<uuid:patient_id>/hand-on/record/", hand_on.record, name="whole_record"),
    path(
        "patients/<uuid:patient_id>/hand-on/<uuid:transfer_id>/call-off/",
        hand_on.call_off,
        name="call_off_transfer",
    ),
    path("patients/<uuid:patient_id>/handed/<uuid:document_id>/", hand_on.handed, name="handed"),
    path("patients/<uuid:patient_id>/reports/", reports.reports, name="reports"),
    path("patients/<uuid:patient_id>/reports/begin/", reports.begin, name="begin_report"),
    path("patients/<uuid:patient_id>/reports/draft/", reports.draft, name="report_draft"),
    path("patients/<uuid:patient_id>/reports/draft/throw-away/", reports.drop, name="drop_report"),
    path("patients/<uuid:patient_id>/reports/<uuid:report_id>/", reports.report, name="report"),
    path("patients/<uuid:patient_id>/reports/<uuid:report_id>/document.pdf", reports.pdf, name="report_pdf"),
    path("patients/<uuid:patient_id>/reports/<uuid:report_id>/ask/", reports.ask, name="ask_consent"),
    path(
        "patients/<uuid:patient_id>/reports/consents/<uuid:consent_id>/send/",
        reports.send_agreed,
        name="send_agreed",
    ),
    path(
        "patients/<uuid:patient_id>/reports/consents/<uuid:consent_id>/call-off/",
        reports.call_off,
        name="call_off_consent",
    ),
    path("patients/<uuid:patient_id>/reports/<uuid:report_id>/send/", reports.send, name="send_report"),
    path(
        "patients/<uuid:patient_id>/reports/sent/<uuid:sending_id>/withdraw/",
        reports.withdraw,
        name="withdraw_report",
    ),
    path("letter-templates/", letter_templates.templates, name="letter_templates"),
    path("letter-templates/<uuid:letter_id>/", letter_templates.template, name="letter_template"),
    path(
        "letter-templates/<uuid:letter_id>/take-out/", letter_templates.retire, name="retire_letter_template"
    ),
    path("monitoring/", monitoring.month, name="monitoring_month"),
    path("monitoring/<str:month>.csv", monitoring.month_csv, name="monitoring_csv"),
    path("patients/<uuid:patient_id>/monitoring/", monitoring.monitoring, name="monitoring"),
    path("patients/<uuid:patient_id>/monitoring/terms/", monitoring.terms, name="monitoring_terms"),
    path("patients/<uuid:patient_id>/monitoring/time/", monitoring.count_time, name="count_time"),
    path("patients/<uuid:patient_id>/monitoring/other/", monitoring.other_programme, name="other_programme"),
    path("patients/<uuid:patient_id>/monitoring/sign/", monitoring.sign, name="sign_monitoring"),
    path("patients/<uuid:patient_id>/monitoring/<uuid:work_entry_id>/", monitoring.amend, name="amend_work"),
    path("patients/<uuid:patient_id>/assessments/", assessments.assessments, name="assessments"),
    path(
        "patients/<uuid:patient_id>/assessments/<uuid:assessment_id>/",
        assessments.assessment,
        name="assessment",
    ),
    path(
        "patients/<uuid:patient_id>/assessments/<uuid:assessment_id>/tests/<slug:test>/",
        assessments.one_test,
        name="assessed_test",
    ),
    path(
        "patients/<uuid:patient_id>/assessments/<uuid:assessment_id>/tests/<slug:test>/allow/",
        assessments.allow,
        name="allow_test",
    ),
    path(
        "patients/<uuid:patient_id>/assessments/<uuid:assessment_id>/judge/",
        assessments.judge,
        name="judge_impairment",
    ),
    path(
        "patients/<uuid:patient_id>/assessments/<uuid:assessment_id>/draft/",
        assessments.draft,
        name="draft_from_assessment",
    ),
    path(
        "patients/<uuid:patient_id>/assessments/<uuid:assessment_id>/end/",
        assessments.end,
        name="end_assessment",
    ),
    path("visits/<uuid:visit_id>/call/", call, name="call"),
    path("visits/<uuid:visit_id>/call/pass/", call_pass, name="call_pass"),
    path("visits/<uuid:visit_id>/call/measuring/", measuring, name="measuring"),
    path("visits/<uuid:visit_id>/call/measuring/mark/", mark_in_call, name="mark_in_call"),
    path("note-templates/", note_templates.templates, name="note_templates"),
    path("note-templates/<uuid:template_id>/take-out/", note_templates.drop, name="drop_note_template"),
    path("classes/", classes.classes, name="classes"),
    path("classes/<uuid:class_id>/", classes.group_class, name="group_class"),
    path("classes/<uuid:class_id>/ask/", classes.ask, name="ask_to_class"),
    path("classes/<uuid:class_id>/cancel/", classes.cancel, name="cancel_class"),
    path(
        "classes/<uuid:class_id>/places/<uuid:place_id>/take-away/",
        classes.take_away,
        name="take_place_away",
    ),
    path("classes/<uuid:class_id>/room/", class_rooms.class_room, name="class_room"),
    path("classes/<uuid:class_id>/room/look/", class_rooms.look, name="class_look"),
    path("classes/<uuid:class_id>/room/enter/", class_rooms.enter, name="class_enter"),
    path("classes/<uuid:class_id>/room/silence/", class_rooms.silence, name="class_silence"),
    path("classes/<uuid:class_id>/room/end/", class_rooms.end, name="class_end"),
    path("classes/<uuid:class_id>/room/<uuid:place_id>/let-in/", class_rooms.let_in, name="class_let_in"),
    path("classes/<uuid:class_id>/room/<uuid:place_id>/put-out/", class_rooms.put_out, name="class_put_out"),
    path("visits/", visits.visits, name="visits"),
    path("visits/hours/", office_hours, name="office_hours"),
    path("visits/hours/changes/", add_change, name="add_change"),
    path("visits/hours/changes/<uuid:change_id>/take-out/", take_change_out, name="drop_change"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/cancel/", visit_deeds.cancel, name="cancel_visit"),
    path("visits/<uuid:visit_id>/put-back/", visit_deeds.put_back, name="put_back_visit"),
    path("visits/<uuid:visit_id>/mark/", visit_deeds.mark, name="mark_visit"),
    path("visits/<uuid:visit_id>/after/", after_visits.after_visit, name="after_visit"),
    path("visits/<uuid:visit_id>/after/note/", after_visits.begin_visit_note, name="begin_visit_note"),
    path("visits/<uuid:visit_id>/after/summary/", after_visits.send_summary, name="send_summary"),
    path("visits/<uuid:visit_id>/after/minutes/", after_visits.count_minutes, name="count_visit"),
    path("patients/<uuid:patient_id>/visits/", visits.of_person, name="person_visits"),
    path("snippets/", snippets, name="snippets"),
    path("snippets/<uuid:snippet_id>/take-out/", drop_snippet, name="drop_snippet"),
    path("patients/<uuid:patient_id>/why/", why, name="why"),
    path("patients/<uuid:patient_id>/desk/", desks.desk, name="desk"),
    path("patients/<uuid:patient_id>/desk/photos/<uuid:desk_photo_id>/", desks.photo, name="desk_photo"),
    path("patients/<uuid:patient_id>/lift/", lifts.lift, name="lift"),
    path("patients/<uuid:patient_id>/lift/tests/", lifts.ask_for_tests, name="lift_tests"),
    path("patients/<uuid:patient_id>/staying-well/", staying_well, name="staying_well"),
    path("patients/<uuid:patient_id>/staying-well/end/", end_staying_well, name="end_staying_well"),
    path("patients/<uuid:patient_id>/pause/", pause_programme, name="pause"),
    path("patients/<uuid:patient_id>/resume/", resume_programme, name="resume"),
    path("patients/<uuid:patient_id>/programme/", programme, name="programme"),
    path("patients/<uuid:patient_id>/versions/<uuid:version_id>/", version, name="version"),
    path("patients/<uuid:patient_id>/versions/<uuid:version_id>/sheet.pdf", sheet_pdf, name="version_pdf"),
    path("programme-templates/", programme_templates.templates, name="programme_templates"),
    path(
        "programme-templates/<uuid:programme_template_id>/",
        programme_templates.template,
        name="programme_template",
    ),
    path(
        "programme-templates/<uuid:programme_template_id>/share/",
        programme_templates.share,
        name="share_programme_template",
    ),
    path(
        "programme-templates/<uuid:programme_template_id>/retire/",
        programme_templates.retire,
        name="retire_programme_template",
    ),
    path(
        "programme-templates/<uuid:programme_template_id>/bring-back/",
        programme_templates.bring_back,
        name="bring_back_programme_template",
    ),
    path("own-exercises/", own_exercises.own_exercises, name="own_exercises"),
    path("own-exercises/write/", own_exercises.write, name="write_own_exercise"),
    path("own-exercises/<uuid:own_exercise_id>/", own_exercises.change, name="own_exercise"),
    path("own-exercises/<uuid:own_exercise_id>/film/", own_films.film, name="own_film"),
    path("own-exercises/<uuid:own_exercise_id>/film/remove/", own_films.remove, name="remove_own_film"),
    path(
        "own-exercises/<uuid:own_exercise_id>/film/<uuid:film_id>.mp4",
        own_films.show_film,
        name="own_film_file",
    ),
    path(
        "own-exercises/<uuid:own_exercise_id>/film/<uuid:film_id>.jpg",
        own_films.show_still,
        name="own_still_file",
    ),
    path("own-exercises/<uuid:own_exercise_id>/retire/", own_exercises.retire, name="retire_own_exercise"),
]
