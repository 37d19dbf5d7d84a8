from django.apps import AppConfig


class CheckInsConfig(AppConfig):
    name = "unbrace.clinic.check_ins"
