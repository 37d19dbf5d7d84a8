"""What an entry of the trail says happened, in words. A deed without words of its own reads as it is called."""

from __future__ import annotations

from typing import Final

#: By room, as the trail is searched. Rooms in which people only log for themselves are left out on purpose: the office
#: does not read what they log, not even that they did.
ROOMS: Final = {
    "patients": "Who is in care, and who looks after them",
    "care_teams": "People who work here, settings, this trail",
    "questionnaires": "Safety questions and questionnaires",
    "programmes": "Programmes",
    "exercise_sessions": "Sessions and replays",
    "conversations": "Messages",
    "notes": "Notes",
    "visits": "Visits",
    "worklist": "Work-list and proposals",
    "reminders": "Reminders",
    "translations": "Translations",
    "remote_monitoring": "Remote monitoring",
    "reports": "Reports",
    "transfers": "Going over to another clinic",
    "personal_data": "Copies and erasure",
    "retention": "How long things are kept",
}
WORDS: Final = {
    "care_teams.add_member": "Added a member",
    "care_teams.change_role": "Changed a role",
    "care_teams.greet_again": "Sent the sign-in mail again",
    "care_teams.let_return": "Let a member return",
    "care_teams.look_into_audit": "Looked into this trail",
    "care_teams.open_clinic": "Opened the clinic",
    "care_teams.remove_member": "Removed a member",
    "care_teams.set_closed_care": "Changed who opens records",
    "care_teams.set_emergency_contacts": "Changed whom people call",
    "care_teams.set_self_guided": "Changed who plans",
    "care_teams.suspend_member": "Suspended a member",
    "care_teams.take_audit_along": "Took this trail along as a file",
    "conversations.read_conversation": "Read messages",
    "desks.decline_change": "Did not want a change at a desk",
    "desks.delete_photo": "Deleted a picture of a desk",
    "desks.did_change": "Changed something at a desk",
    "desks.keep_photo": "Kept a picture of a desk",
    "desks.kept_change": "Kept a change at a desk",
    "desks.look_change": "Said how a change at a desk is",
    "desks.propose": "Proposed a change at a desk",
    "desks.record": "Described a desk",
    "desks.see_photo": "Looked at a picture of a desk",
    "desks.undone_change": "Took back a change at a desk",
    "exercise_sessions.replay_session": "Looked at a replay",
    "lifts.day_after": "Said how it was a day after lifting",
    "lifts.describe": "Told of a lift of their own",
    "lifts.end": "Ended a lift of their own",
    "lifts.rate": "Rated a lift of their own",
    "lifts.sign_step": "Signed a step of a lift",
    "lifts.try": "Tried a step of a lift",
    "patients.accept_invitation": "Accepted an invitation",
    "patients.close_emergency": "Closed a record opened in an emergency",
    "patients.decline_invitation": "Said no thanks to an invitation",
    "patients.hand_over_care": "Handed a person over to a colleague",
    "patients.invite_patient": "Sent an invitation",
    "patients.judge_emergency": "Judged an emergency",
    "patients.look_in_emergency": "Looked at a page in an emergency",
    "patients.open_closed_record": "Opened a closed record",
    "patients.open_in_emergency": "Opened a record in an emergency",
    "patients.withdraw_invitation": "Withdrew an invitation",
    "retention.apply": "Removed what was kept long enough",
    "retention.lift_hold": "Lifted a hold on a record",
    "retention.place_hold": "Placed a hold on a record",
    "retention.set_rules": "Changed how long things are kept",
    "reports.answer_consent": "Answered whether a report may go out",
    "reports.ask_consent": "Asked whether a report may go out",
    "reports.call_off_consent": "Called off a question about a report",
    "reports.note_consent": "Noted a yes to a report going out",
    "reports.withdraw_consent": "Took back a yes to a report going out",
    "transfers.accept": "Went over to another clinic",
    "transfers.answer": "Answered a proposal to go over",
    "transfers.call_off": "Called off a proposal to go over",
    "transfers.close_care": "Closed a record to new care",
    "transfers.propose": "Proposed another clinic",
    "transfers.read_handed": "Read what came along",
    "transfers.refuse": "Refused to take somebody on",
    "transfers.take_on": "Took somebody on from another clinic",
    "worklist.accepted": "Accepted a proposal",
    "worklist.done": "Marked a row as done",
    "worklist.first_plan_signed": "Signed a first plan",
    "worklist.hand_over": "Handed a row over",
}


def deed_words(deed: str) -> str:
    if deed in WORDS:
        return WORDS[deed]
    _, _, verb = deed.partition(".")
    return verb.replace("_", " ").capitalize() or deed
