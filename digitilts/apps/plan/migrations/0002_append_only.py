from django.db import migrations

from digitilts.kit.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [("plan", "0001_initial")]

    operations = [
        AppendOnly(
            "plan.PlanVersion",
            once=("approved_on", "decision", "approved_by_id"),
            forget=("made_by_id", "approved_by_id"),
        ),
    ]
