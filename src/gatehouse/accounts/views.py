"""Logging in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse

from gatehouse.accounts import services
from gatehouse.accounts.forms import LogInForm
from gatehouse.foundation import clock
from gatehouse.kernel.actor import Actor


class LogIn(LoginView):
    """The log-in page; every try is journalled."""

    template_name = "accounts/log_in.html"
    form_class = LogInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Say whether this is the demo: a visitor must learn where its accounts are told."""
        return {**super().get_context_data(**kwargs), "demo": clock.demo_name() is not None}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the person in."""
        account_id = int(form.get_user().pk)
        by = Actor(account_id, "account")
        services.log_in_recorded(account_id=account_id, success=True, by=by, at=clock.now())
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Say no, and keep that somebody tried."""
        services.log_in_recorded(account_id=None, success=False, by=Actor(None, "stranger"), at=clock.now())
        return super().form_invalid(form)


class LogOut(LogoutView):
    """Ends the session; POST only."""
