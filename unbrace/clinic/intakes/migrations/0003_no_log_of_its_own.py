"""Walks and pain of people on their own lie where everybody's do."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("intakes", "0002_own_days"),
        ("activity", "0002_days_of_people_on_their_own"),
    ]

    operations = [migrations.DeleteModel(name="OwnDay")]
