"""Rule sets published while the product runs, beside those that ship with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint

from gatehouse.foundation.models import Posting


class NormVersion(models.Model):
    """One published rule set, as its TOML text; never changed, replaced only by a higher revision.

    ``posting`` tells who published it and when. ``digest`` covers this text and every text published before it, so
    one digest names one state of the norms, on every machine and after every restore.
    """

    key = models.CharField(max_length=24)
    revision = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    source = models.CharField(max_length=255)
    """The name of the file it came from, for messages."""
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A revision is published once."""

        constraints: ClassVar = [UniqueConstraint(fields=["key", "revision"], name="norm_revision_once")]

    def __str__(self) -> str:
        """Key and revision."""
        return f"{self.key}.{self.revision}"
