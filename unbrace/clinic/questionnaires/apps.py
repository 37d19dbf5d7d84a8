from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "unbrace.clinic.questionnaires"
