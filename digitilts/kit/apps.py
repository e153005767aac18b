from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "digitilts.kit"
    label = "kit"
