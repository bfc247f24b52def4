"""The clock of the doors: views, commands and jobs read it; rooms below get their day and instant as arguments."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from gatehouse.foundation.models import Setting

SHANGHAI = ZoneInfo("Asia/Shanghai")
DEMO = "demo"
DEMO_DAY = "demo_day"


def demo_name() -> str | None:
    """The name of the demo loaded into this database, if any."""
    return Setting.objects.filter(name=DEMO).values_list("value", flat=True).first()


def now() -> datetime:
    """The instant at which something is recorded now; in a demo, this time of day on the demo's day."""
    actual = timezone.now().astimezone(SHANGHAI)
    demo_day = Setting.objects.filter(name=DEMO_DAY).values_list("value", flat=True).first()
    if demo_day is None:
        return actual
    return datetime.combine(date.fromisoformat(demo_day), actual.timetz())


def today() -> date:
    """The register's present day in Asia/Shanghai."""
    return now().date()
