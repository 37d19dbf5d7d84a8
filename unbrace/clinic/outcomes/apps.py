from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "unbrace.clinic.outcomes"
