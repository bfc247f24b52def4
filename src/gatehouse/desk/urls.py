"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from gatehouse.desk import views

app_name = "desk"
urlpatterns = [
    path("campuses/<int:campus_id>/", views.campus, name="campus"),
    path("findings/", views.findings, name="findings"),
]
