from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "unbrace.clinic.worklist"
