from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "unbrace.clinic.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from unbrace.clinic.audit.append_only import guard_tables

        post_migrate.connect(guard_tables, dispatch_uid="unbrace.append_only")
