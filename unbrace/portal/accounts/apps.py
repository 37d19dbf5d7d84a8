from django.apps import AppConfig


class AccountsDoorConfig(AppConfig):
    name = "unbrace.portal.accounts"
    label = "portal_accounts"
