"""The `digitilts` command: sets Django up and hands over to it."""

import sys

from digitilts.config.env import point_to_settings


def main() -> None:
    point_to_settings("digitilts.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["digitilts", *sys.argv[1:]])
