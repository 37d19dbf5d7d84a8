from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_mail_with_calendar")]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["name", "email"], name="people_by_name"),
        ),
    ]
