from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "digitilts.kit"
    label = "kit"

    def ready(self) -> None:
        """Registers the system checks by importing them."""
        from digitilts.kit import database_checks  # noqa: F401
