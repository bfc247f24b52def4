"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from gatehouse.accounts import views

app_name = "accounts"
urlpatterns = [
    path("log-in/", views.LogIn.as_view(), name="log-in"),
    path("log-out/", views.LogOut.as_view(), name="log-out"),
]
