from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "unbrace.clinic.assessments"
