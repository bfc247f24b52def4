"""The log-in form."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.forms import TextInput
from django.utils.translation import gettext_lazy


class LogInForm(AuthenticationForm):
    """Name and password; one message for every way of being wrong."""

    username = UsernameField(
        label=gettext_lazy("User name"), widget=TextInput(attrs={"autofocus": True, "autocapitalize": "none"})
    )

    error_messages = {  # noqa: RUF012 - Django's attribute
        "invalid_login": gettext_lazy("Name or password is wrong. Both are told by your unit's administrator."),
        "inactive": gettext_lazy("This account is closed."),
    }
