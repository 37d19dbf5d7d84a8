from django.apps import AppConfig


class LiftsConfig(AppConfig):
    name = "unbrace.clinic.lifts"
