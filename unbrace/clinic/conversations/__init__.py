"""Remembers what a person and their therapists write to each other, with pictures and clips, and who has read it.

One conversation for each patient: every therapist of the clinic may read it, the one who looks after the person is
told of it. Words that may be about safety open the safety questions at once and stand on the work-list until a
clinician has looked. Files lie in the data folder, made anew without what a camera writes into them, and go when their
message is taken back.
"""
