"""Amounts in four bytes, indexes for what holds and what held, no totals of counties; see decision 0013."""

import django.db.models.deletion
from django.db import migrations, models

AMOUNTS = (
    "campuses", "students", "staff", "boarders", "required", "full_time", "part_time", "certified", "gap", "surplus",
    "campuses_met", "campuses_met_certified", "unjudged", "male", "female", "age_under_35", "age_35_44", "age_45_54",
    "age_55_59", "age_60_over", "source_self", "source_property", "source_company", "source_unknown",
)  # fmt: skip


def unchecked_key(to, **options):
    return models.ForeignKey(
        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campuses", "0001_initial"),
        ("foundation", "0001_initial"),
        ("standing", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM standing_unittotal WHERE depth = 4", migrations.RunSQL.noop),
        migrations.RemoveIndex("standingrow", "standing_police"),
        migrations.RemoveIndex("standingrow", "standing_education"),
        *(
            migrations.AlterField(table, name, models.IntegerField(default=0))
            for table in ("standingrow", "unittotal")
            for name in AMOUNTS
        ),
        migrations.AlterField("standingrow", "campus", unchecked_key("campuses.campus")),
        migrations.AlterField("standingrow", "posting", unchecked_key("foundation.posting")),
        migrations.AlterField(
            "standingrow", "superseded_by", unchecked_key("foundation.posting", db_index=False, null=True)
        ),
        *(
            migrations.AddIndex(
                "standingrow",
                models.Index(
                    fields=[f"{line}_path", "campus", "valid_from", "valid_to"],
                    condition=models.Q(superseded_by__isnull=holds),
                    name=f"standing_{name}_{line}",
                ),
            )
            for line in ("police", "education")
            for holds, name in ((True, "live"), (False, "past"))
        ),
        migrations.AddIndex(
            "standingrow",
            models.Index(
                fields=["superseded_by"], condition=models.Q(superseded_by__isnull=False), name="standing_superseded"
            ),
        ),
    ]
