"""The `digitilts` command: sets Django up and hands over to it."""

import sys

from digitilts.config.env import ConfigurationError, point_to_settings, switch_on


def main() -> None:
    """Run a command.  What is wrong with the configuration is said in one sentence."""
    if "--demo" in sys.argv[2:]:
        switch_on("DEMO")
    point_to_settings("digitilts.config.settings")
    from django.core.management import execute_from_command_line

    command = [word.replace("-", "_") for word in sys.argv[1:2] if not word.startswith("-")] or sys.argv[1:2]
    try:
        execute_from_command_line(["digitilts", *command, *sys.argv[2:]])
    except ConfigurationError as error:
        sys.exit(f"Digitilts cannot start: {error}")
