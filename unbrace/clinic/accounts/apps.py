from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "unbrace.clinic.accounts"

    def ready(self) -> None:
        from unbrace.clinic.accounts.finding_names import index_parts_of_names

        post_migrate.connect(index_parts_of_names, sender=self, dispatch_uid="unbrace.parts_of_names")
