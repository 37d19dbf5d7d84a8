from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "unbrace.clinic.desks"
