import django.db.models
from django.db import migrations

import unbrace.clinic.clock


class Migration(migrations.Migration):
    dependencies = [("lifts", "0001_lifts")]

    operations = [
        migrations.AddField(
            model_name="tasktry",
            name="arrived_at",
            field=django.db.models.DateTimeField(default=unbrace.clinic.clock.now),
        ),
    ]
