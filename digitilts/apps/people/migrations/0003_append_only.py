from django.db import migrations

from digitilts.kit.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [("people", "0002_person_entered_in")]

    operations = [
        AppendOnly("people.ConsentText"),
    ]
