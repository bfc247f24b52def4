"""Files kept by their content."""

from __future__ import annotations

from django.db import models


class Blob(models.Model):
    """One file's content, known by the SHA-256 of its plain bytes; kept sealed in the installation's folder."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        """The digest's beginning."""
        return self.digest[:12]
