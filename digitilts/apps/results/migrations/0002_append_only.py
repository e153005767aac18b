from django.db import migrations

from digitilts.kit.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [("results", "0001_initial")]

    operations = [
        AppendOnly("results.Publication", forget=("approved_by_id",)),
    ]
