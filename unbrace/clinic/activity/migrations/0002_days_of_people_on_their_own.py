"""Days that people on their own wrote into a log of its own become the walks and diary entries they would be today.

Nothing is lost and nothing is said anew: of each day the row that was written last counts, and the ones before it come
along as taken out at the moment they were replaced. Those rows rated "your back" without a place; the place is the
first one the person had named to the safety questions at that time, and the lower back where they had named none, as on
the diary's own form. Run again it adds nothing: the key of each row is made from the old one.
"""

import hashlib
import uuid

from django.db import migrations

FROM_THE_OLD_LOG = uuid.UUID("6f1b1c0e-5d0c-4c53-9a41-0d2f3f7f6a10")
WHERE = ("low_back", "upper_back", "neck")


def move(apps, schema_editor):
    OwnDay = apps.get_model("intakes", "OwnDay")
    Walk = apps.get_model("activity", "Walk")
    DiaryEntry = apps.get_model("check_ins", "DiaryEntry")
    replaced_at = {}  # (patient, day) → when the row that came after was written
    for row in OwnDay.objects.select_related("patient__user").order_by("-pk"):
        key = uuid.uuid5(FROM_THE_OLD_LOG, str(row.pk))
        day = (row.patient_id, row.day)
        withdrawn_at, replaced_at[day] = replaced_at.get(day), row.at
        if row.walked is not None:
            Walk.objects.get_or_create(
                patient=row.patient,
                key=key,
                defaults={"day": row.day, "minutes": row.walked, "at": row.at, "withdrawn_at": withdrawn_at},
            )
        if row.pain is not None:
            DiaryEntry.objects.get_or_create(
                patient=row.patient,
                key=key,
                defaults={
                    "day": row.day,
                    "body_hash": hashlib.sha256(str(key).encode()).hexdigest(),
                    "written_at": row.at,
                    "received_at": row.at,
                    "time_zone": row.patient.user.time_zone,
                    "pains": {place_of(apps, row): row.pain},
                    "withdrawn_at": withdrawn_at,
                },
            )


def place_of(apps, row):
    screens = apps.get_model("questionnaires", "SafetyScreen").objects.filter(
        patient=row.patient, asked_in="ONB", findings__isnull=False, started_at__lte=row.at
    )
    named = screens.order_by("-started_at").values_list("regions", flat=True).first() or ()
    return next((place for place in WHERE if place in named), WHERE[0])


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0001_initial"),
        ("accounts", "0001_initial"),
        ("check_ins", "0004_diary"),
        ("intakes", "0002_own_days"),
        ("patients", "0001_initial"),
        ("questionnaires", "0001_safety_screens"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
