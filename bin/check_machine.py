"""Can this machine run Digitilts? One sentence if not. Runs with whatever Python is there."""

import os
import shutil
import socket
import sys

NEEDED_MEGABYTES = 900


def refuse(sentence):
    sys.stderr.write("Digitilts cannot start: %s\n" % sentence)
    sys.exit(1)


def check_python():
    if sys.version_info < (3, 11):
        have = "%d.%d" % sys.version_info[:2]
        refuse(
            "it needs Python 3.11 or newer and found %s; on Debian 12: apt install python3 python3-venv"
            % have
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        refuse("Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv")


def check_disk():
    if not os.access(".", os.W_OK):
        refuse("the folder %s is not writable for this account." % os.getcwd())
    free = shutil.disk_usage(".").free // 1000000
    if free < NEEDED_MEGABYTES:
        refuse("the disk has %d MB left and installing needs %d MB." % (free, NEEDED_MEGABYTES))


def check_port():
    port = os.environ.get("PORT", "8000")
    if not port.isdigit():
        refuse("PORT=%s is not a number." % port)
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", int(port)))
    except (OSError, OverflowError):
        refuse("port %s is taken or not allowed; choose another one: PORT=8123 make demo" % port)


check_python()
check_disk()
if "port" in sys.argv[1:]:
    check_port()
