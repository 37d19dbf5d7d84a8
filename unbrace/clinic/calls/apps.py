from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "unbrace.clinic.calls"
