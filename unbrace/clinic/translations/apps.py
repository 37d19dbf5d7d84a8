from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "unbrace.clinic.translations"
