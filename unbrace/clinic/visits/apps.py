from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "unbrace.clinic.visits"
