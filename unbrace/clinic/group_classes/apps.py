from django.apps import AppConfig


class GroupClassesConfig(AppConfig):
    name = "unbrace.clinic.group_classes"
