"""What places can be. See docs/rules/places.md."""

from enum import StrEnum


class TerritoryKind(StrEnum):
    COUNTRY = "country"
    MUNICIPALITY = "municipality"
    PARISH = "parish"


class VenueKind(StrEnum):
    LIBRARY = "library"
    CUSTOMER_CENTRE = "customer_centre"
    COMMUNITY_CENTRE = "community_centre"
    SCHOOL = "school"
    SOCIAL_CENTRE = "social_centre"  # LAIPA
    MUNICIPALITY = "municipality"
    ENTERPRISE = "enterprise"
    OTHER = "other"


class InternetKind(StrEnum):
    UNKNOWN = "unknown"
    NONE = "none"
    MOBILE = "mobile"
    FIXED = "fixed"
