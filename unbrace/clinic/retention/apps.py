from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "unbrace.clinic.retention"
    default_auto_field = "django.db.models.BigAutoField"
