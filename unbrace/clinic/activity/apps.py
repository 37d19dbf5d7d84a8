from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "unbrace.clinic.activity"
