from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "digitilts.apps.learning"
    label = "learning"
