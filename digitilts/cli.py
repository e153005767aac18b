"""The `digitilts` command: sets Django up and hands over to it."""

import sys

from digitilts.config.env import ConfigurationError, point_to_settings, switch_on


def main() -> None:
    """Run a command.  What is wrong with the configuration is said in one sentence."""
    if "--demo" in sys.argv[2:]:
        switch_on("DEMO")
    point_to_settings("digitilts.config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["digitilts", *sys.argv[1:]])
    except ConfigurationError as error:
        sys.exit(f"Digitilts cannot start: {error}")
