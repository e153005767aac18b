"""Every environment variable: name, type, default, meaning. Nothing else reads the environment."""

import os
import secrets
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class ConfigurationError(Exception):
    """A variable is missing or has a value we do not understand. The message names it."""


def setting(default: Any, meaning: str) -> Any:  # noqa: ANN401  # dataclasses.field is typed the same way
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, kw_only=True)
class Env:
    """The whole configuration. `docs/configuration.md` is generated from this class."""

    DATABASE_URL: str = setting(
        "", "PostgreSQL as postgres://user:password@host:5432/name; empty: embedded SQLite"
    )
    DIGITILTS_VAR: str = setting(
        str(ROOT / "var"), "Folder for the embedded database, logs and generated keys"
    )
    SECRET_KEY: str = setting("", "Signs cookies and links; empty: made once and kept in DIGITILTS_VAR")
    SECRET_KEY_FALLBACKS: str = setting("", "Earlier keys, separated by commas, while a key is being changed")
    AUDIT_KEY: str = setting("", "Seals the audit trail; empty: made once and kept in DIGITILTS_VAR")
    AUDIT_KEY_FALLBACKS: str = setting(
        "", "Earlier audit keys, separated by commas: old links need them for ever"
    )
    ALLOWED_HOSTS: str = setting(
        "127.0.0.1,localhost,[::1]", "Host names that we answer to, separated by commas"
    )
    SITE_URL: str = setting("http://127.0.0.1:8000", "Address that stands in letters and messages")
    DEMO: bool = setting(False, "Demo mode: role step-in, the guided thread and a mark on every page")
    DEBUG: bool = setting(False, "Developer's error pages and the guards on templates and reading pages")
    HTTPS: bool = setting(False, "Behind TLS: secure cookies, HSTS, redirect")
    PORT: int = setting(8000, "Port of `digitilts serve`")
    WEB_WORKERS: int = setting(2, "Web processes of `digitilts serve`")
    HELP_PHONE: str = setting(
        "+371 6300 0000", "The number that stands on every page and letter (the default is fictional)"
    )
    HELP_NAME: str = setting("Ilze", "First name of the person who answers that number")
    EMAIL_URL: str = setting(
        "", "smtp://user:password@host:587; empty: messages stay in the outbox page (fake gateway)"
    )
    EMAIL_FROM: str = setting("digitilts@localhost", "Sender of e-mail")
    SMS_URL: str = setting("", "HTTP address of the SMS gateway; empty: fake gateway")
    SMS_TOKEN: str = setting("", "Bearer token for the SMS gateway")
    SMS_SENDER: str = setting("Digitilts", "Sender name of SMS, always the same")
    QUIET_FROM: int = setting(20, "Hour from which nobody is disturbed by SMS or call")
    QUIET_UNTIL: int = setting(9, "Hour until which nobody is disturbed by SMS or call")
    OIDC_ISSUER: str = setting("", "OpenID Connect issuer for staff or residents; empty: off")
    OIDC_CLIENT_ID: str = setting("", "OpenID Connect client id")
    OIDC_CLIENT_SECRET: str = setting("", "OpenID Connect client secret")
    STAFF_MFA: bool = setting(True, "Staff must have a second factor or a passkey (never in demo mode)")
    LOG_LEVEL: str = setting("WARNING", "Level of the log on standard error")

    def for_children(self, **defaults: str) -> dict[str, str]:
        """The environment for a process that we start; what is already set there stays."""
        return {**defaults, **os.environ}


def read_env(environ: dict[str, str] | None = None) -> Env:
    """Read and convert the environment.  Raises ConfigurationError naming the variable."""
    source = dict(os.environ if environ is None else environ)
    found: dict[str, Any] = {}
    for item in fields(Env):
        raw = _raw_value(item.name, source)
        if raw is not None:
            found[item.name] = _convert(item.name, item.type, raw)
    return Env(**found)


def _raw_value(name: str, source: dict[str, str]) -> str | None:
    """NAME itself, or the content of the file that NAME_FILE points to (for secrets)."""
    if name in source:
        return source[name]
    if path := source.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigurationError(f"{name}_FILE={path} cannot be read: {error.strerror}") from error
    return None


def _convert(name: str, kind: object, raw: str) -> str | int | bool:
    if kind is bool:
        if raw.lower() in TRUE | FALSE:
            return raw.lower() in TRUE
        raise ConfigurationError(f"{name}={raw!r} is not understood: write 1 or 0")
    if kind is int:
        try:
            return int(raw)
        except ValueError as error:
            raise ConfigurationError(f"{name}={raw!r} is not a whole number") from error
    return raw


def database(env: Env) -> dict[str, Any]:
    """Django's DATABASES["default"] for this environment."""
    if not env.DATABASE_URL:
        return embedded_database(Path(env.DIGITILTS_VAR) / "digitilts.sqlite3")
    url = urlsplit(env.DATABASE_URL)
    if url.scheme not in {"postgres", "postgresql"}:
        raise ConfigurationError(f"DATABASE_URL begins with {url.scheme!r}: only postgres:// is understood")
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c lock_timeout=20000 -c timezone=UTC", **options},
    }


def embedded_database(path: Path) -> dict[str, Any]:
    """SQLite as a server database: WAL, every commit on disk, writers queue instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=67108864;"
                "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA recursive_triggers=ON;"
            ),
        },
    }


def secret_key(env: Env) -> str:
    """Signs cookies and links."""
    return kept_secret(env.SECRET_KEY, Path(env.DIGITILTS_VAR) / "secret_key")


def audit_keys(env: Env) -> list[str]:
    """The key that seals now, then those that sealed earlier links."""
    now = kept_secret(env.AUDIT_KEY, Path(env.DIGITILTS_VAR) / "audit_key")
    return [now, *(key for key in env.AUDIT_KEY_FALLBACKS.split(",") if key)]


def kept_secret(configured: str, path: Path) -> str:
    """The configured key, or one made at the first start and kept beside the database."""
    if configured:
        return configured
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error


def _write_once(path: Path, secret: str) -> None:
    """Of several processes that start together one wins, and nobody ever reads half a key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secret, encoding="utf-8")
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def switch_on(name: str) -> None:
    """`serve --demo` is the same as DEMO=1, for this process and the ones it starts."""
    os.environ[name] = "1"


def point_to_settings(module: str) -> None:
    """Tell Django which settings to use, unless somebody already has."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)
