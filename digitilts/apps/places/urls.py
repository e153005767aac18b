from django.urls import path

from digitilts.apps.places.views import importing, territories, venues

app_name = "places"
urlpatterns = [
    path("", venues.venue_list, name="venue_list"),
    path("new/", venues.new_venue, name="new_venue"),
    path("<int:venue_id>/", venues.venue_page, name="venue_page"),
    path("<int:venue_id>/edit/", venues.edit_venue, name="edit_venue"),
    path("<int:venue_id>/position/", venues.set_position, name="set_position"),
    path("<int:venue_id>/equipment/", venues.equipment, name="equipment"),
    path("territories/", territories.territory_list, name="territory_list"),
    path("territories/import/", importing.import_places, name="import_places"),
    path("territories/import/confirm/", importing.confirm_import, name="confirm_import"),
    path("territories/<str:code>/", territories.territory_page, name="territory_page"),
]
