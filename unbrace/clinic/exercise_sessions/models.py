from __future__ import annotations

import uuid
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion, Side


def _zero_to_ten(field: str) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": 10})


class DatedBy(models.TextChoices):
    """Where the date comes from. `bounds`: the device's clock named an impossible time, so the nearest possible one
    was taken: the day is then a guess, and pages say so."""

    DEVICE = "device", "the device's clock"
    BOUNDS = "bounds", "the nearest possible time"


class SafetyHold(models.TextChoices):
    """Why the programme was stopped when a session came in: the urgency that was open, or questions not answered."""

    OPEN = "open", "safety questions not answered"
    TELL_THERAPIST = "P", "waiting for the therapist"
    DOCTOR_IN_DAYS = "D", "a doctor in the next days"
    DOCTOR_TODAY = "S", "a doctor today"
    EMERGENCY = "E", "an emergency"


class ExerciseSession(models.Model):
    """One sitting. `key` was made by the device: the same upload sent five times is still one row.

    Work is never turned away, not even while the programme is stopped for safety: it may have been done before, on a
    phone without a network. `came_in_under` then says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="exercise_sessions")
    programme_version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    claimed_started_at = models.DateTimeField()
    claimed_ended_at = models.DateTimeField()
    device_clock_offset_s = models.FloatField(default=0)
    received_at = models.DateTimeField(default=clock.now)
    dated_by = models.CharField(max_length=8, choices=DatedBy, default=DatedBy.DEVICE)
    time_zone = models.CharField(max_length=64)
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    came_in_under = models.CharField(max_length=4, blank=True, choices=SafetyHold)

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["patient", "-started_at"], name="sessions_of_a_patient")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_session_per_key"),
            models.CheckConstraint(
                condition=Q(ended_at__gte=models.F("started_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=_zero_to_ten("pain_before"), name="pain_before_is_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def local_date(self) -> date:
        """The day it was done, where the person was: never the day it reached the server."""
        return self.started_at.astimezone(ZoneInfo(self.time_zone)).date()


class Mode(models.TextChoices):
    CAMERA = "camera", "with the camera"
    TAP = "tap", "by tapping"


class ExercisePerformed(AppendOnly):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="exercises")
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="performed")
    skipped = models.BooleanField(default=False)
    mode = models.CharField(max_length=6, choices=Mode)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["prescription__position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "prescription"], name="an_exercise_once_per_session"),
            models.CheckConstraint(condition=_zero_to_ten("pain"), name="pain_is_0_to_10"),
            models.CheckConstraint(condition=_zero_to_ten("effort"), name="effort_is_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SetPerformed(AppendOnly):
    """One set. `seen` is the engine's whole `SessionResult`; the counts beside it are taken from there at the door.

    `seen_hold_s` is the longest hold of the set: two halves are not one whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey(ExercisePerformed, on_delete=models.PROTECT, related_name="sets")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=5, choices=Side, default=Side.BOTH)
    seen = models.JSONField(null=True, blank=True)
    seen_reps = models.PositiveSmallIntegerField(default=0)
    seen_partial = models.PositiveSmallIntegerField(default=0)
    seen_hold_s = models.FloatField(default=0)
    claimed_reps = models.PositiveSmallIntegerField(default=0)
    claimed_hold_s = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["number", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "number", "side"], name="a_set_once_per_number_and_side"
            ),
            models.CheckConstraint(condition=Q(seen_hold_s__gte=0), name="seen_hold_is_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TraceConsent(AppendOnly):
    """The person allowed, or no longer allows, that their movement is kept as a stick figure. The newest row counts.

    `wording` names the sentence they read when they decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="trace_consents")
    agreed = models.BooleanField()
    wording = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class MovementTrace(models.Model):
    """The landmarks of one set, as `unbrace.motion.trace` writes them: points in motion, never a picture.

    Kept only while the person agrees. It is the one row in this room that is really deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    performed = models.OneToOneField(SetPerformed, on_delete=models.PROTECT, related_name="trace")
    data = models.BinaryField()
    frames = models.PositiveIntegerField()
    kept_at = models.DateTimeField(default=clock.now)
    curve = models.JSONField(null=True, blank=True)
    """What the engine measured when it was played this trace, with the engine's version; gone with the trace."""

    class Meta:
        ordering = ["kept_at"]

    def __str__(self) -> str:
        return str(self.pk)


class Joint(models.TextChoices):
    """What a comment may point at, by the name the drawing knows it by."""

    HEAD = "head", gettext_noop("head")
    BACK = "back", gettext_noop("back")
    LEFT_SHOULDER = "left_shoulder", gettext_noop("left shoulder")
    RIGHT_SHOULDER = "right_shoulder", gettext_noop("right shoulder")
    LEFT_ELBOW = "left_elbow", gettext_noop("left elbow")
    RIGHT_ELBOW = "right_elbow", gettext_noop("right elbow")
    LEFT_WRIST = "left_wrist", gettext_noop("left hand")
    RIGHT_WRIST = "right_wrist", gettext_noop("right hand")
    LEFT_HIP = "left_hip", gettext_noop("left hip")
    RIGHT_HIP = "right_hip", gettext_noop("right hip")
    LEFT_KNEE = "left_knee", gettext_noop("left knee")
    RIGHT_KNEE = "right_knee", gettext_noop("right knee")
    LEFT_ANKLE = "left_ankle", gettext_noop("left foot")
    RIGHT_ANKLE = "right_ankle", gettext_noop("right foot")


MOST_LETTERS = 500


class MomentComment(models.Model):
    """What a therapist wrote to the person about one moment of a set, `at_ms` from its first frame.

    It outlives the stick figure: the words stay when the movement is deleted. Taken back, they are gone and only the
    audit knows that there were some.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    performed = models.ForeignKey(SetPerformed, on_delete=models.PROTECT, related_name="comments")
    at_ms = models.PositiveIntegerField()
    joint = models.CharField(max_length=14, choices=Joint, blank=True)
    text = models.CharField(max_length=MOST_LETTERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at_ms", "at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_comment_has_words")]

    def __str__(self) -> str:
        return str(self.pk)


class Correction(AppendOnly):
    """The person's second word on one number. The newest one counts; all of them stay."""

    class Field(models.TextChoices):
        PAIN_BEFORE = "pain_before", "pain before"
        PAIN = "pain", "pain during"
        EFFORT = "effort", "effort"
        CLAIMED_REPS = "claimed_reps", "repetitions done without being seen"
        WITHDRAWN = "withdrawn", "session taken out of the log"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="corrections")
    exercise = models.ForeignKey(
        ExercisePerformed, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    field = models.CharField(max_length=20, choices=Field)
    was = models.IntegerField(null=True, blank=True)
    becomes = models.IntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)
