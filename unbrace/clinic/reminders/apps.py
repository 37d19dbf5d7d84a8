from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "unbrace.clinic.reminders"
