"""The address root."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="reports:table", query_string=True), name="home"),
    path("language/", set_language, name="set_language"),
    path("api/", include("gatehouse.api.urls")),
    path("account/", include("gatehouse.accounts.urls")),
    path("census/", include("gatehouse.census.urls")),
    path("", include("gatehouse.desk.urls")),
    path("", include("gatehouse.reports.urls")),
    path("", include("gatehouse.web.urls")),
]

handler400 = "gatehouse.web.views.bad_request"
handler403 = "gatehouse.web.views.permission_denied"
handler404 = "gatehouse.web.views.not_found"
handler500 = "gatehouse.web.views.server_error"
