"""Django settings, from the environment; the defaults need nothing.

GATEHOUSE_DATABASE_URL, GATEHOUSE_HOME and GATEHOUSE_KEY_FILE are described in ``foundation.home``;
GATEHOUSE_ALLOWED_HOSTS is a comma-separated list of host names the server answers to besides this machine's own;
GATEHOUSE_DEBUG=1 shows error details and must never be set in service.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path
from typing import Any

import dj_database_url

from gatehouse.foundation import home

PACKAGE = Path(__file__).resolve().parents[1]
DEBUG = os.environ.get("GATEHOUSE_DEBUG") == "1"
SECRET_KEY = hmac.new(home.master_key(), b"django secret key", hashlib.sha256).hexdigest()
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("GATEHOUSE_ALLOWED_HOSTS", "").split(",")),
]

ROOMS = [
    "gatehouse.foundation",
    "gatehouse.files",
    "gatehouse.web",
    "gatehouse.territory",
    "gatehouse.accounts",
    "gatehouse.companies",
    "gatehouse.campuses",
    "gatehouse.guards",
    "gatehouse.norms",
    "gatehouse.standing",
    "gatehouse.findings",
    "gatehouse.census",
    "gatehouse.desk",
    "gatehouse.reports",
    "gatehouse.demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gatehouse.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gatehouse.accounts.middleware.LoginRequiredMiddleware",
    "gatehouse.web.middleware.ContentPolicyMiddleware",
]
ROOT_URLCONF = "gatehouse.config.urls"
WSGI_APPLICATION = "gatehouse.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gatehouse.config.context.shell",
            ],
        },
    },
]

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",  # a posting takes the write lock at its start, so it never fails half-way
    "timeout": 120,  # seconds a writer waits for its turn: longer than the largest import on a slow machine
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
}
DATABASES = {"default": dj_database_url.parse(home.database_url(), conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:log-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:log-in"
SESSION_COOKIE_AGE = 8 * 3600  # one working day
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_NAME = "gatehouse_session"
CSRF_COOKIE_NAME = "gatehouse_csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "gatehouse.web.views.form_expired"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "gatehouse_language"
LOCALE_PATHS = [PACKAGE / "config" / "locale"]  # this room is no app; the others' catalogues are found by themselves
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = home.home() / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
GATEHOUSE_MAX_UPLOAD = 40 * 1024 * 1024
