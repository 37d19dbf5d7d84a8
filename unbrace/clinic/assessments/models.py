from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.patients.models import Patient

LONGEST_NOTE = 500


def _zero_to_ten(field: str) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": 10})


class Assessment(models.Model):
    """Tests of function that a therapist asks of one person, in this order. `test_set` is what was picked.

    Open until a therapist ends it: the person may pause for days. `note` is read by the person. `looked_at` is when
    somebody who treats them last opened it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="assessments")
    test_set = models.SlugField(max_length=60)
    set_version = models.CharField(max_length=20)
    tests = models.JSONField(default=list)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(ended_at=None), name="one_open_assessment"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="an_assessment_is_ended_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Allowance(AppendOnly):
    """A therapist's yes, by name and with a reason, to a test that a caution takes out."""

    id = models.BigAutoField(primary_key=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="allowances")
    test = models.SlugField(max_length=60)
    because = models.CharField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "test"], name="a_test_is_allowed_once"),
            models.CheckConstraint(condition=~Q(because=""), name="an_allowed_test_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Outcome(models.TextChoices):
    """What became of a test. All three are values."""

    MEASURED = "measured", "measured"
    NOT_SEEN = "not_seen", "not seen"
    NOT_DONE = "not_done", "not done"


class How(models.TextChoices):
    """How a value was taken."""

    CAMERA = "camera", "camera on their own device"
    ON_ONES_OWN = "self", "alone, with clock, tape or count"
    HELPER = "helper", "with a helper"
    VIDEO = "video", "marked by the therapist in a video visit"
    VIDEO_CAMERA = "video_camera", "read by the therapist off the person's camera in a video visit"
    VIDEO_EYE = "video_eye", "seen by the therapist in a video visit"
    VIDEO_TAPE = "video_tape", "read off a tape or a clock in a video visit"
    IN_PERSON = "in_person", "marked by the therapist in the room"


BY_THE_PERSON = (How.CAMERA, How.ON_ONES_OWN, How.HELPER)
IN_A_CALL = (How.VIDEO_CAMERA, How.VIDEO_EYE, How.VIDEO_TAPE)
BY_A_THERAPIST = (How.VIDEO, *IN_A_CALL, How.IN_PERSON)
BY_CAMERA = (How.CAMERA, How.VIDEO_CAMERA)
"""What the engine saw, whoever wrote it down: such a number is compared with its like, and its degrees go by five."""


class WhyNot(models.TextChoices):
    """Why a test was not done."""

    DID_NOT_WANT = "did_not_want", "did not want to"
    PAIN = "pain", "pain"
    NO_EQUIPMENT = "no_equipment", "nothing to do it with"
    NO_HELPER = "no_helper", "nobody to help"
    STOPPED = "stopped", "stopped on the way"


class Attempt(AppendOnly):
    """One try at one test. Doing it again adds another; the newest counts, the older ones stay.

    `numbers` is a list of `{"name", "side", "unit", "value", "error_band", "view_quality", "frames",
    "visibility_min", "method", "trials", "reason", "at_least"}`: the rule R1 of the assessment protocol. `seen` is the
    engine's whole result, without a landmark. `ended` is what the person says stopped the movement. Like a session, an
    attempt is never turned away; `came_in_under` says what should have stopped it when it arrived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="attempts")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    test = models.SlugField(max_length=60)
    content_version = models.CharField(max_length=20)
    content_hash = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome)
    why = models.CharField(max_length=20, blank=True)
    how = models.CharField(max_length=12, choices=How)
    numbers = models.JSONField(default=list)
    seen = models.JSONField(null=True, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True)
    ended = models.CharField(max_length=8, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    done_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    came_in_under = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["done_at", "received_at"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="an_attempt_counts_once"),
            models.CheckConstraint(
                condition=~Q(outcome="not_done") | ~Q(why=""), name="a_test_not_done_has_a_reason"
            ),
            models.CheckConstraint(condition=_zero_to_ten("pain_before"), name="pain_before_a_test_0_to_10"),
            models.CheckConstraint(condition=_zero_to_ten("pain_after"), name="pain_after_a_test_0_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def by_camera(self) -> bool:
        return self.how in BY_CAMERA

    @property
    def marked(self) -> bool:
        """Whether a therapist says it, with a name."""
        return self.how in BY_A_THERAPIST


class Judgement(AppendOnly):
    """The score a therapist gives an impairment in place of the rule's, with the reason. The newest counts.

    Only here a score is 3; 0 takes the impairment out of what a plan is drafted from.
    """

    id = models.BigAutoField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="judgements")
    impairment = models.SlugField(max_length=60)
    score = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=3), name="an_impairment_scores_0_to_3"),
            models.CheckConstraint(condition=~Q(because=""), name="a_judgement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
