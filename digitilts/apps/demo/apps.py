from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "digitilts.apps.demo"
    label = "demo"
