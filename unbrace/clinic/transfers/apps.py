from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "unbrace.clinic.transfers"
    default_auto_field = "django.db.models.BigAutoField"
