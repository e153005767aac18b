"""The first segment of a path is the name of the app. Latvian has no prefix, English has /en/."""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from digitilts.kit import comfort

Routes = list[URLPattern | URLResolver]


def routes_of(name: str) -> Routes:
    """The routes of one app under its own name; an app without pages has none."""
    module = f"digitilts.apps.{name}.urls"
    return [path(f"{name}/", include(module))] if find_spec(module) else []


app_routes: Routes = []
for app in settings.APPS:
    if app not in {"front", "demo"}:
        app_routes += routes_of(app)

urlpatterns: Routes = i18n_patterns(
    path("", include("digitilts.apps.front.urls")),
    path("account/email/", comfort.closed, name="closed"),
    path("account/", include("allauth.urls")),
    path("kit/", include("digitilts.kit.urls")),
    *app_routes,
    prefix_default_language=False,
)
if settings.DEMO:
    urlpatterns += i18n_patterns(*routes_of("demo"), prefix_default_language=False)

handler400 = "digitilts.kit.pages.bad_request"
handler403 = "digitilts.kit.pages.not_allowed"
handler404 = "digitilts.kit.pages.not_found"
handler500 = "digitilts.kit.pages.broken"
