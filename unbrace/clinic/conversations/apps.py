from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "unbrace.clinic.conversations"
