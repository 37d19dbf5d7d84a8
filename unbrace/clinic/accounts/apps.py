from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "unbrace.clinic.accounts"
