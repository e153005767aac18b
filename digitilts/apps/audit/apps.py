from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "digitilts.apps.audit"
    label = "audit"
