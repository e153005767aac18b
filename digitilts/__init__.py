"""Digitilts: from what residents need to results that steer the plan."""

from digitilts.sqlite import use_packaged_sqlite

__version__ = "0.1.0"

use_packaged_sqlite()
