from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "unbrace.clinic.patients"
