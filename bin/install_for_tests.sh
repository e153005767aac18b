#!/bin/sh
# The tests need two Debian packages; installs those that are missing, if this account may.
set -eu
missing=""
if ! [ -x /usr/bin/chromium ]; then missing="$missing chromium"; fi
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
    missing="$missing postgresql"
fi
if [ -z "$missing" ]; then exit 0; fi
export DEBIAN_FRONTEND=noninteractive
as_root=""
if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        echo "Digitilts cannot be tested: install first, as root: apt install$missing" >&2
        exit 1
    fi
    as_root="sudo -n --preserve-env=DEBIAN_FRONTEND"
fi
# shellcheck disable=SC2086  # words are meant to be split
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
