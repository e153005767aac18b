"""Django's settings, read from the environment. Environments differ by data, not by code."""

from pathlib import Path

from csp.constants import NONE, SELF

from digitilts.config import navigation
from digitilts.config.env import audit_keys, database, read_env, secret_key

ENV = read_env()
PACKAGE = Path(__file__).resolve().parents[1]

SECRET_KEY = secret_key(ENV)
SECRET_KEY_FALLBACKS = [key for key in ENV.SECRET_KEY_FALLBACKS.split(",") if key]
AUDIT_KEYS = audit_keys(ENV)
DEBUG = ENV.DEBUG
DEMO = ENV.DEMO
ALLOWED_HOSTS = [host.strip() for host in ENV.ALLOWED_HOSTS.split(",") if host.strip()]
SITE_URL = ENV.SITE_URL.rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HELP_PHONE = ENV.HELP_PHONE
HELP_NAME = ENV.HELP_NAME

APPS = ["audit", "places", "people", "notices", "plan", "learning", "results", "front", "demo"]
INSTALLED_APPS = [
    "digitilts.kit",
    *(f"digitilts.apps.{name}" for name in APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "digitilts.kit.bundles.BundlesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "digitilts.kit.odd_addresses.OddAddressesMiddleware",
    "digitilts.kit.read_only.GetReadsOnlyMiddleware",
    "digitilts.kit.private_pages.PrivatePagesMiddleware",
    "digitilts.apps.people.access.ActorMiddleware",
    "digitilts.apps.people.views.frame.CounterMiddleware",
    "digitilts.apps.people.views.frame.StaffMfaMiddleware",
    "digitilts.kit.private_pages.IdleMiddleware",
]

ROOT_URLCONF = "digitilts.config.urls"
WSGI_APPLICATION = "digitilts.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials", "digitilts.kit.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "digitilts.kit.pages.page_frame",
                "digitilts.apps.people.views.frame.counter_banner",
            ],
        },
    }
]

DATABASES = {"default": database(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "digitilts_cache",
    }
}
# Flash messages travel in a signed cookie: a page that only reads never touches the database for them.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English")]
TIME_ZONE = "Europe/Riga"
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
FORMAT_MODULE_PATH = ["digitilts.kit.formats"]

# What an indicator can be counted by: the plan stands below results, so it asks by name.
MEASURES = "digitilts.apps.results.queries.measures.offered.offered_measures"
NAVIGATION, PUBLIC_NAVIGATION = navigation.NAVIGATION, navigation.PUBLIC_NAVIGATION

STATIC_URL = "/static/"
STATIC_ROOT = Path(ENV.DIGITILTS_VAR) / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
VAR = Path(ENV.DIGITILTS_VAR)

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:start"
LOGOUT_REDIRECT_URL = "front:home"
ACCOUNT_ADAPTER = "digitilts.apps.people.access.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_FORMS = {"request_login_code": "digitilts.apps.people.views.sign_in.RequestLoginCodeForm"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # without a password here, none is asked at sign-in
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
STAFF_MFA = ENV.STAFF_MFA and not ENV.DEMO
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "eid",
                    "name": "OpenID Connect",
                    "client_id": ENV.OIDC_CLIENT_ID,
                    "secret": ENV.OIDC_CLIENT_SECRET,
                    "settings": {"server_url": ENV.OIDC_ISSUER},
                }
            ]
        }
    }
    if ENV.OIDC_ISSUER
    else {}
)
OIDC_ON = bool(ENV.OIDC_ISSUER)

IDLE_SECONDS_STAFF, IDLE_SECONDS_RESIDENT = 15 * 60, 30 * 60
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENV.HTTPS
SESSION_COOKIE_NAME = "__Host-session" if ENV.HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENV.HTTPS else "csrftoken"
CSRF_FAILURE_VIEW = "digitilts.kit.pages.form_too_old"
SECURE_HSTS_SECONDS = 31536000 if ENV.HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

EMAIL_URL, EMAIL_FROM = ENV.EMAIL_URL, ENV.EMAIL_FROM
DEFAULT_FROM_EMAIL = ENV.EMAIL_FROM
SMS_URL, SMS_TOKEN, SMS_SENDER = ENV.SMS_URL, ENV.SMS_TOKEN, ENV.SMS_SENDER
QUIET_FROM, QUIET_UNTIL = ENV.QUIET_FROM, ENV.QUIET_UNTIL

# What `digitilts worker` does, every so many seconds; each is safe in several processes at once.
SCHEDULE = [
    ("digitilts.apps.notices.services.sending.send_due", 2),
    ("digitilts.apps.audit.services.seal", 10),
    ("digitilts.apps.learning.services.waiting.expire_offers", 20),
    ("digitilts.apps.learning.services.reminders.remind", 300),
]

# What apps do before a person is forgotten: give free what that person still holds.
BEFORE_ERASURE = ["digitilts.apps.learning.services.forgetting.give_up_places"]

# Guards that find bugs before users do: refuse queries while a template renders, writes in a GET.
RENDER_GUARD = ENV.DEBUG
READ_GUARD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": ENV.LOG_LEVEL},
}
