from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "digitilts.apps.results"
    label = "results"
