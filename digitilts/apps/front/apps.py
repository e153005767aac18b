from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "digitilts.apps.front"
    label = "front"
