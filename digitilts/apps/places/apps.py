from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "digitilts.apps.places"
    label = "places"
