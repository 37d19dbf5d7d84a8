from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "unbrace.clinic.programmes"
