from django.apps import AppConfig


class IntakesConfig(AppConfig):
    name = "unbrace.clinic.intakes"
