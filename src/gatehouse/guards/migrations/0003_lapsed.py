from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guards", "0002_lifecycles")]

    operations = [
        migrations.AlterField(
            model_name="guardcertificate",
            name="state",
            field=models.CharField(
                choices=[
                    ("HELD", "HELD"),
                    ("REVOKED", "REVOKED"),
                    ("WITHDRAWN", "WITHDRAWN"),
                    ("LAPSED", "LAPSED"),
                    ("NONE", "NONE"),
                ],
                max_length=12,
            ),
        ),
    ]
