from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.questionnaires.actions.finish_screen import close_as_it_stands
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.clinic.questionnaires.queries import STAYS_OPEN, open_screen_of, regions_of
from unbrace.clinic.questionnaires.red_flags import red_flag_screen
from unbrace.clinic.refused import Refused
from unbrace.rehab.red_flags import AskedIn, Region


@transaction.atomic
def begin_screen(
    *, by: User, patient: Patient, asked_in: AskedIn, regions: Sequence[str] = ()
) -> SafetyScreen:
    """Begin to ask, or go on with what was begun today. Without `regions` those of the first screen are asked about,
    and those of what was begun: whoever was to be asked about their neck is not let off by going away and coming back.

    A screen left in the middle is closed first, so that what was already said in it is not lost.
    """
    require_self(by, patient)
    Patient.objects.select_for_update().get(pk=patient.pk)  # two tabs that begin at once begin one screen
    where = _regions(patient, asked_in, regions)
    red_flags = red_flag_screen()
    begun = open_screen_of(patient)
    if begun is not None:
        is_fresh = clock.now() - begun.started_at < STAYS_OPEN
        if is_fresh and not regions:
            where = [region.value for region in Region if region.value in (*where, *begun.regions)]
        same = begun.asked_in == asked_in.value and begun.screen_version == red_flags.version
        if same and begun.regions == where and is_fresh:
            return begun
        close_as_it_stands(begun)
    screen = SafetyScreen.objects.create(
        patient=patient,
        asked_in=asked_in.value,
        regions=where,
        crisis_pathway=patient.clinic.crisis_pathway,
        screen_version=red_flags.version,
        language="en",
    )
    write_down(by=by, deed="questionnaires.begin_screen", subject=screen, clinic_id=patient.clinic_id)
    return screen


def _regions(patient: Patient, asked_in: AskedIn, chosen: Sequence[str]) -> list[str]:
    known = [region.value for region in Region]
    if any(name not in known for name in chosen):
        raise Refused("Choose from the places in the list.", field="regions")
    where = [name for name in known if name in chosen] or [region.value for region in regions_of(patient)]
    if where:
        return where
    if asked_in is AskedIn.ONBOARDING:
        raise Refused("Tick where it hurts. You can tick more than one.", field="regions")
    return known  # nobody has said where: everything is asked
