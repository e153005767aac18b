from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "digitilts.apps.people"
    label = "people"
