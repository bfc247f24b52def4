"""The log-in form."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LogInForm(AuthenticationForm):
    """Name and password; one message for every way of being wrong."""

    error_messages = {  # noqa: RUF012 - Django's attribute
        "invalid_login": _("Name or password is wrong. Both are told by your unit's administrator."),
        "inactive": _("This account is closed."),
    }
