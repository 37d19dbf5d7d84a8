from django.apps import AppConfig


class RemoteMonitoringConfig(AppConfig):
    name = "unbrace.clinic.remote_monitoring"
