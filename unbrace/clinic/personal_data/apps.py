from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "unbrace.clinic.personal_data"
