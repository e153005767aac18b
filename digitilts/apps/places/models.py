"""Where: territories, how many people live there, and the rooms where we meet."""

from django.db import models

from digitilts.apps.places.rules import InternetKind, TerritoryKind, VenueKind
from digitilts.kit.code_field import CodeField


class Territory(models.Model):
    """Country > municipality > parish. Several municipalities may share one installation."""

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = CodeField(TerritoryKind, max_length=20)
    code = models.CharField(max_length=20, unique=True)  # ATVK in Latvia
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=200, unique=True)  # "LV/0054000/0054010/": ancestors by code
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position_is_approximate = models.BooleanField(default=True)
    outline = models.JSONField(null=True, blank=True)  # GeoJSON geometry, WGS 84

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """How many people: always with the date and the source, because official counts differ."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="populations")
    age_band = models.CharField(max_length=10, blank=True)  # values.age_bands code; "" means all ages
    people = models.PositiveIntegerField()
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["territory", "age_band", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "age_band", "as_of", "source"], name="one_count_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.territory} {self.age_band or '–'} {self.people} ({self.as_of})"


class Venue(models.Model):
    """A place where lessons happen; may lie outside the municipality (Jelgava city hosts some)."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="venues")
    # Who runs it for whom: a venue in the city may serve the municipality around it.
    serves = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="served_by")
    name = models.CharField(max_length=160)
    kind = CodeField(VenueKind, max_length=20)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    seats = models.PositiveSmallIntegerField(default=0)
    computers = models.PositiveSmallIntegerField(default=0)
    is_step_free = models.BooleanField(default=False)
    has_accessible_toilet = models.BooleanField(default=False)
    has_power = models.BooleanField(default=True)
    internet = CodeField(InternetKind, max_length=10, default=InternetKind.UNKNOWN)
    opening_hours = models.CharField(max_length=200, blank=True)  # OpenStreetMap syntax: "Mo-Fr 09:00-17:00"
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position_is_approximate = models.BooleanField(default=True)
    how_to_get_in = models.CharField(max_length=300, blank=True)  # "Ieeja no pagalma"
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)  # two people may edit at once

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["serves", "name"], name="venue_name_once_per_municipality")
        ]

    def __str__(self) -> str:
        return self.name


class Equipment(models.Model):
    """Things a lesson can book: the LAIPA computers, a projector, a set of tablets."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="equipment")
    name = models.CharField(max_length=120)
    quantity = models.PositiveSmallIntegerField(default=1)
    may_travel = models.BooleanField(default=False)

    class Meta:
        ordering = ["venue", "name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.quantity})"
