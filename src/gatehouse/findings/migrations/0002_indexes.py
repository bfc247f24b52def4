"""Indexes for what holds and what held apart, and no keys checked by the database: as standing has it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='finding',
            name='finding_police',
        ),
        migrations.RemoveIndex(
            model_name='finding',
            name='finding_education',
        ),
        migrations.AlterField(
            model_name='finding',
            name='campus',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campuses.campus'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='guard',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guards.guard'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='posting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.posting'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='superseded_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.posting'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('superseded_by__isnull', True)), fields=['police_path', 'campus'], name='finding_live_police'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('superseded_by__isnull', False)), fields=['police_path', 'campus'], name='finding_past_police'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('superseded_by__isnull', True)), fields=['education_path', 'campus'], name='finding_live_education'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('superseded_by__isnull', False)), fields=['education_path', 'campus'], name='finding_past_education'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('superseded_by__isnull', False)), fields=['superseded_by'], name='finding_superseded'),
        ),
    ]
