"""The same settings, made fast and strict for tests."""

from digitilts.config.env import read_env
from digitilts.config.settings import *  # noqa: F403
from digitilts.config.settings import DATABASES

SECRET_KEY = "only-for-tests-" + "x" * 50
DEMO = True
STAFF_MFA = False
RENDER_GUARD = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
if not read_env().DATABASE_URL:
    DATABASES["default"]["NAME"] = "file:digitilts?mode=memory"
    DATABASES["default"]["TEST"] = {"NAME": None}
