from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "digitilts.apps.plan"
    label = "plan"
