from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "digitilts.apps.notices"
    label = "notices"
