"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from gatehouse.web import views

app_name = "web"
urlpatterns = [
    path("healthz", views.health, name="health"),
]
