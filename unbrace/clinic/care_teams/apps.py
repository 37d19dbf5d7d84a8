from django.apps import AppConfig


class CareTeamsConfig(AppConfig):
    name = "unbrace.clinic.care_teams"
