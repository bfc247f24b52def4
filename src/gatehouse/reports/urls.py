"""Addresses of this room."""

from __future__ import annotations

from django.urls import path, re_path

from gatehouse.reports import views

app_name = "reports"
urlpatterns = [
    path("table/", views.table, name="table"),
    re_path(r"^table\.(?P<shape>xlsx|csv|json)$", views.export, name="export"),
    path("campuses/", views.campuses, name="campuses"),
    path("compare/", views.compare, name="compare"),
    path("compare/campuses/", views.changes, name="changes"),
    path("statements/", views.statements, name="statements"),
    path("statements/freeze", views.freeze, name="freeze"),
    path("statements/<int:statement_id>/", views.statement, name="statement"),
]
