"""Addresses of the patient's door."""

from __future__ import annotations

from django.urls import path

from unbrace.portal.patient.pages.activity.view import (
    activity,
    log,
    put_walk_back,
    start_plan,
    take_step,
    take_walk_out,
    walk_morning,
)
from unbrace.portal.patient.pages.assessment.view import assessment, by_hand
from unbrace.portal.patient.pages.assessment.view import results as test_results
from unbrace.portal.patient.pages.breathing import practice as breathing_deeds
from unbrace.portal.patient.pages.breathing.check import check as breath_check
from unbrace.portal.patient.pages.breathing.view import breathing
from unbrace.portal.patient.pages.calendar.view import calendar
from unbrace.portal.patient.pages.call.measuring import measuring
from unbrace.portal.patient.pages.call.view import call, call_pass
from unbrace.portal.patient.pages.check_in.view import check_in
from unbrace.portal.patient.pages.classes import room as class_rooms
from unbrace.portal.patient.pages.classes.view import give_up, group_class
from unbrace.portal.patient.pages.clip.view import clip
from unbrace.portal.patient.pages.clip_seen import view as clips_seen
from unbrace.portal.patient.pages.correct.view import correct
from unbrace.portal.patient.pages.desk import view as desks
from unbrace.portal.patient.pages.desk_break.view import desk_break
from unbrace.portal.patient.pages.diary.entries import entries as diary_entries
from unbrace.portal.patient.pages.diary.view import diary, then
from unbrace.portal.patient.pages.diary.view import undo as undo_entry
from unbrace.portal.patient.pages.exercise.view import exercise, results
from unbrace.portal.patient.pages.flare_up.view import flare_up, settled
from unbrace.portal.patient.pages.goals.view import goals, not_now, put_goal, reached
from unbrace.portal.patient.pages.history.view import history, put_back, take_out
from unbrace.portal.patient.pages.imports.view import imports, keep, one_import
from unbrace.portal.patient.pages.imports.view import undo as undo_import
from unbrace.portal.patient.pages.kept.view import kept
from unbrace.portal.patient.pages.leave.view import leave, stay
from unbrace.portal.patient.pages.lift import view as lifts
from unbrace.portal.patient.pages.messages import view as messages
from unbrace.portal.patient.pages.morning.view import morning
from unbrace.portal.patient.pages.move import view as move
from unbrace.portal.patient.pages.not_today.view import not_today
from unbrace.portal.patient.pages.offline.view import offline
from unbrace.portal.patient.pages.on_your_own.view import on_your_own
from unbrace.portal.patient.pages.opened.view import opened
from unbrace.portal.patient.pages.programme import films as own_films
from unbrace.portal.patient.pages.programme.view import programme
from unbrace.portal.patient.pages.progress.view import progress, progress_pdf
from unbrace.portal.patient.pages.reminders.view import (
    allow,
    end_calendar,
    forget,
    new_calendar,
    pause,
    reminders,
)
from unbrace.portal.patient.pages.replay.view import replay
from unbrace.portal.patient.pages.replay.view import trace as replay_trace
from unbrace.portal.patient.pages.reports.view import answer, asked, report_pdf, reports, take_back
from unbrace.portal.patient.pages.safety.view import safety
from unbrace.portal.patient.pages.safety_question.view import question
from unbrace.portal.patient.pages.safety_result.view import letter, letter_pdf, result
from unbrace.portal.patient.pages.service_worker.view import manifest, service_worker
from unbrace.portal.patient.pages.settings import deeds
from unbrace.portal.patient.pages.settings.view import settings, show_clinic, stick_figure
from unbrace.portal.patient.pages.sms_answer.view import sms_answer
from unbrace.portal.patient.pages.start.view import start
from unbrace.portal.patient.pages.staying_well.view import back, booster, staying_well
from unbrace.portal.patient.pages.staying_well.view import check_in as staying_well_check_in
from unbrace.portal.patient.pages.stop_mail.view import stop_mail
from unbrace.portal.patient.pages.visits import booking
from unbrace.portal.patient.pages.visits import deeds as visit_deeds
from unbrace.portal.patient.pages.visits.view import calendar_entry, visit, visits
from unbrace.portal.patient.pages.voice_note import view as voice
from unbrace.portal.patient.pages.way_in.view import way_in
from unbrace.portal.patient.pages.way_in_check.view import way_in_check
from unbrace.rehab.red_flags import AskedIn

app_name = "patient"

urlpatterns = [
    path("", start, name="today"),
    path("programme/", programme, name="programme"),
    path("history/", history, name="history"),
    path("history/<uuid:session_id>/", replay, name="replay"),
    path("history/sets/<uuid:set_id>/trace/", replay_trace, name="replay_trace"),
    path("history/<uuid:session_id>/correct/", correct, name="correct"),
    path("history/<uuid:session_id>/take-out/", take_out, name="take_out"),
    path("history/<uuid:session_id>/put-back/", put_back, name="put_back"),
    path("morning/<uuid:session_id>/", morning, name="morning"),
    path("check-in/", check_in, name="check_in"),
    path("exercise/", exercise, name="exercise"),
    path("exercise/results/", results, name="results"),
    path("assessment/", assessment, name="assessment"),
    path("assessment/results/", test_results, name="test_results"),
    path("assessment/<uuid:assessment_id>/<slug:test>/", by_hand, name="test_by_hand"),
    path("breathing/", breathing, name="breathing"),
    path("breathing/practised/", breathing_deeds.practised, name="breathing_practised"),
    path("breathing/stopped/", breathing_deeds.stopped, name="breathing_stopped"),
    path("breathing/counted/", breathing_deeds.counted, name="breathing_counted"),
    path("breathing/stage/", breathing_deeds.stage, name="breathing_stage"),
    path(
        "breathing/practice/<uuid:practice_id>/take-out/", breathing_deeds.take_out, name="breathing_take_out"
    ),
    path(
        "breathing/count/<uuid:count_id>/take-out/",
        breathing_deeds.take_out_count,
        name="breath_count_take_out",
    ),
    path("breathing/check/<uuid:session_id>/", breath_check, name="breath_check"),
    path("diary/", diary, name="diary"),
    path("diary/entries/", diary_entries, name="diary_entries"),
    path("diary/then/", then, name="diary_then"),
    path("diary/voice/", voice.voice_note, name="voice_note"),
    path("diary/voice/send/", voice.send, name="send_voice_note"),
    path("diary/voice/<uuid:voice_id>/", voice.hear, name="hear_voice_note"),
    path("diary/voice/<uuid:voice_id>/delete/", voice.delete, name="delete_voice_note"),
    path("diary/<uuid:entry_id>/", diary, name="diary_entry"),
    path("diary/<uuid:entry_id>/undo/", undo_entry, name="diary_undo"),
    path("staying-well/", staying_well, name="staying_well"),
    path("staying-well/check-in/", staying_well_check_in, name="staying_well_check_in"),
    path("staying-well/booster/", booster, name="booster"),
    path("come-back/", back, name="come_back"),
    path("goals/", goals, name="goals"),
    path("goals/not-now/", not_now, name="goals_not_now"),
    path("goals/put/", put_goal, name="put_goal"),
    path("goals/reached/", reached, name="goal_reached"),
    path("reports/", reports, name="reports"),
    path("reports/<uuid:report_id>/document.pdf", report_pdf, name="report_pdf"),
    path("reports/asked/<uuid:consent_id>/", asked, name="asked"),
    path("reports/asked/<uuid:consent_id>/answer/", answer, name="answer_asked"),
    path("reports/asked/<uuid:consent_id>/take-back/", take_back, name="take_back"),
    path("move/", move.move, name="move"),
    path("move/<uuid:transfer_id>/", move.proposal, name="proposal"),
    path("move/<uuid:transfer_id>/answer/", move.answer, name="answer_proposal"),
    path("move/<uuid:transfer_id>/call-off/", move.call_off, name="call_off_proposal"),
    path("progress/", progress, name="progress"),
    path("progress/unbrace-progress.pdf", progress_pdf, name="progress_pdf"),
    path("flare-up/", flare_up, name="flare_up"),
    path("flare-up/settled/", settled, name="flare_up_settled"),
    path("safety/", safety, name="safety"),
    path("safety/check-in/", safety, {"asked_in": AskedIn.CHECK_IN}, name="safety_check_in"),
    path("safety/flare-up/", safety, {"asked_in": AskedIn.FLARE_UP}, name="safety_flare_up"),
    path("safety/before/", safety, {"asked_in": AskedIn.BEFORE_SESSION}, name="safety_before_session"),
    path("safety/after/", safety, {"asked_in": AskedIn.AFTER_SESSION}, name="safety_after_session"),
    path("safety/<uuid:screen_id>/", question, name="safety_question"),
    path("safety/<uuid:screen_id>/result/", result, name="safety_result"),
    path("safety/<uuid:screen_id>/letter/", letter, name="safety_letter"),
    path("safety/<uuid:screen_id>/letter.pdf", letter_pdf, name="safety_letter_pdf"),
    path("way-in/", way_in, name="way_in"),
    path("way-in/check/", way_in_check, name="way_in_check"),
    path("messages/", messages.talk, name="messages"),
    path("messages/send/", messages.send, name="send_message"),
    path("visits/<uuid:visit_id>/call/", call, name="call"),
    path("visits/<uuid:visit_id>/call/pass/", call_pass, name="call_pass"),
    path("visits/<uuid:visit_id>/call/measuring/<slug:test>/", measuring, name="measuring"),
    path("programme/films/<uuid:film_id>.mp4", own_films.show_film, name="own_film_file"),
    path("programme/films/<uuid:film_id>.jpg", own_films.show_still, name="own_still_file"),
    path("messages/clip/", clip, name="clip"),
    path("messages/clips/<uuid:file_id>/", clips_seen.clip_seen, name="clip_seen"),
    path("messages/clip-remarks/<uuid:remark_id>/voice/", clips_seen.hear, name="hear_clip_remark"),
    path("messages/<uuid:message_id>/take-back/", messages.withdraw, name="withdraw_message"),
    path("messages/files/<uuid:file_id>/", messages.file, name="message_file"),
    path("classes/<uuid:place_id>/", group_class, name="group_class"),
    path("classes/<uuid:place_id>/give-up/", give_up, name="give_up_class"),
    path("classes/<uuid:place_id>/room/", class_rooms.class_room, name="class_room"),
    path("classes/<uuid:place_id>/room/knock/", class_rooms.knock, name="class_knock"),
    path("classes/<uuid:place_id>/room/look/", class_rooms.look, name="class_look"),
    path("classes/<uuid:place_id>/room/enter/", class_rooms.enter, name="class_enter"),
    path("visits/", visits, name="visits"),
    path("visits/book/", booking.book, name="book_visit"),
    path("visits/wait/", visit_deeds.wait, name="wait_for_visit"),
    path("visits/<uuid:visit_id>/", visit, name="visit"),
    path("visits/<uuid:visit_id>/move/", booking.move, name="move_visit"),
    path("visits/<uuid:visit_id>/cancel/", visit_deeds.cancel, name="cancel_visit"),
    path("visits/<uuid:visit_id>/put-back/", visit_deeds.put_back, name="put_back_visit"),
    path("visits/<uuid:visit_id>/answer/", visit_deeds.answer, name="answer_visit"),
    path("visits/<uuid:visit_id>/appointment.ics", calendar_entry, name="visit_calendar"),
    path("on-your-own/", on_your_own, name="on_your_own"),
    path("kept/", kept, name="kept"),
    path("offline/", offline, name="offline"),
    path("you/", settings, name="settings"),
    path("you/opened/", opened, name="opened"),
    path("you/reading/", deeds.reading, name="set_reading"),
    path("you/coach/", deeds.coach, name="set_coach"),
    path("you/units/", deeds.units, name="set_units"),
    path("you/clips/delete/", deeds.delete_clips, name="delete_clips"),
    path("you/devices/<uuid:signed_in_id>/sign-out/", deeds.sign_out_one, name="sign_out_device"),
    path("you/devices/sign-out-others/", deeds.sign_out_all_others, name="sign_out_others"),
    path("you/copy/", deeds.copy, name="copy"),
    path("you/copy/<uuid:copy_id>/", deeds.fetch_copy, name="fetch_copy"),
    path("you/leave/", leave, name="leave"),
    path("you/leave/stay/", stay, name="stay"),
    path("you/stick-figure/", stick_figure, name="stick_figure"),
    path("you/clinic/<uuid:care_id>/", show_clinic, name="show_clinic"),
    path("you/reminders/", reminders, name="reminders"),
    path("you/reminders/pause/", pause, name="reminders_pause"),
    path("you/reminders/device/", allow, name="reminders_allow"),
    path("you/reminders/device/<uuid:device_id>/forget/", forget, name="reminders_forget"),
    path("you/reminders/calendar/", new_calendar, name="reminders_calendar"),
    path("you/reminders/calendar/end/", end_calendar, name="reminders_calendar_end"),
    path("activity/", activity, name="activity"),
    path("activity/walk/", log, name="log_walk"),
    path("activity/plan/", start_plan, name="start_walking"),
    path("activity/step/", take_step, name="walking_step"),
    path("activity/morning/", walk_morning, name="walk_morning"),
    path("activity/walk/<uuid:walk_id>/take-out/", take_walk_out, name="take_walk_out"),
    path("activity/walk/<uuid:walk_id>/put-back/", put_walk_back, name="put_walk_back"),
    path("activity/files/", imports, name="imports"),
    path("activity/files/<uuid:import_id>/", one_import, name="import"),
    path("activity/files/<uuid:import_id>/keep/", keep, name="import_keep"),
    path("activity/files/<uuid:import_id>/undo/", undo_import, name="import_undo"),
    path("not-today/<str:token>/", not_today, name="not_today"),
    path("stop/<str:token>/", stop_mail, name="stop_mail"),
    path("calendar/<str:token>.ics", calendar, name="calendar"),
    path("gateway/sms/", sms_answer, name="sms_answer"),
    path("break/", desk_break, name="desk_break"),
    path("desk/", desks.desk, name="desk"),
    path("desk/record/", desks.record, name="desk_record"),
    path("desk/next/", desks.another, name="desk_next"),
    path("desk/<uuid:desk_record_id>/photo/", desks.send_photo, name="desk_send_photo"),
    path("desk/photos/<uuid:desk_photo_id>/", desks.photo, name="desk_photo"),
    path("desk/photos/<uuid:desk_photo_id>/delete/", desks.drop_photo, name="desk_drop_photo"),
    path("desk/changes/<uuid:desk_change_id>/did/", desks.did, name="desk_did"),
    path("desk/changes/<uuid:desk_change_id>/look/", desks.look, name="desk_look"),
    path("desk/changes/<uuid:desk_change_id>/decide/", desks.decide, name="desk_decide"),
    path("lift/", lifts.lift, name="lift"),
    path("lift/tell/", lifts.tell, name="lift_tell"),
    path("lift/rate/", lifts.rate, name="lift_rate"),
    path("lift/end/", lifts.end, name="lift_end"),
    path("lift/ask/", lifts.ask, name="lift_ask"),
    path("lift/steps/<uuid:ladder_step_id>/tried/", lifts.tried, name="lift_tried"),
    path("lift/tries/<uuid:task_try_id>/day-after/", lifts.day_after, name="lift_day_after"),
    path("service_worker.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
]
