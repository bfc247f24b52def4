"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from gatehouse.census import views

app_name = "census"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<int:import_id>/", views.show, name="import"),
    path("imports/<int:import_id>/publish", views.publish, name="publish"),
    path("imports/<int:import_id>/undo", views.undo, name="undo"),
    path("imports/<int:import_id>/errors.xlsx", views.errors, name="errors"),
]
