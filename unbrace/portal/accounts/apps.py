from django.apps import AppConfig


class AccountsDoorConfig(AppConfig):
    name = "unbrace.portal.accounts"
    label = "portal_accounts"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed

        from unbrace.portal.accounts.first_proof import on_first_proof

        email_confirmed.connect(on_first_proof, dispatch_uid="first proof of an address")
