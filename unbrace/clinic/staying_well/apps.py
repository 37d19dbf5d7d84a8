from django.apps import AppConfig


class StayingWellConfig(AppConfig):
    name = "unbrace.clinic.staying_well"
