"""Addresses of the API."""

from __future__ import annotations

from django.urls import path

from gatehouse.api.assembly import api

urlpatterns = [path("v1/", api.urls)]
