"""What has the operator set, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Misconfigured
from storage import engines
from storage.key_file import Keys
from storage.keyring import NotAKey, fingerprint

SLACK_API = "https://slack.com/api/"
SQLITE = "sqlite:///rapport.db"
NEITHER_WAY = (
    "Neither way to hear Slack is set: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP."
)
_SOURCES = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)
_MEMBER = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")


class Settings(BaseSettings):
    """The settings of one installation, from the environment or `.env`."""

    model_config = _SOURCES

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=0, le=65535)
    database_url: str = SQLITE
    administrators: Annotated[tuple[str, ...], NoDecode] = ()
    managers: Annotated[tuple[str, ...], NoDecode] = ()
    managers_channel: str | None = None
    region: str | None = None
    erasures: Path | None = None
    pay_keys: SecretStr | None = None
    pay_keys_file: Path | None = None
    log_level: str = "info"

    @field_validator("slack_bot_token")
    @classmethod
    def _of_a_bot(cls, value: SecretStr) -> SecretStr:
        return _begins(value, "xoxb-", "copy it from “OAuth & Permissions” of your app")

    @field_validator("slack_app_token")
    @classmethod
    def _of_an_app(cls, value: SecretStr | None) -> SecretStr | None:
        return value and _begins(value, "xapp-", "make one under “Basic Information” of your app")

    @field_validator("administrators", "managers", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        """Read ids with commas between them."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("administrators", "managers")
    @classmethod
    def _are_ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [each for each in value if not _MEMBER.fullmatch(each)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is no member id; copy ids like U024BE7LH from people's profiles")
        return value

    @field_validator("managers_channel")
    @classmethod
    def _is_a_channel(cls, value: str | None) -> str | None:
        if value is not None and not _CHANNEL.fullmatch(value):
            raise ValueError(f"{value} is no channel id; copy one like C024BE7LH from below the channel’s details")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError(f"it begins with https://; leave it out for Slack itself, {SLACK_API}")
        return value if value.endswith("/") else value + "/"

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        return _checked(value)

    @field_validator("region")
    @classmethod
    def _is_a_country(cls, value: str | None) -> str | None:
        if value is None:
            return None
        import phonenumbers  # loaded when first asked, for a quick start

        if value.upper() not in phonenumbers.SUPPORTED_REGIONS:
            raise ValueError("it is the two letters of a country whose phone numbers you mostly write, like PT or DE")
        return value.upper()

    @field_validator("pay_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr | None) -> SecretStr | None:
        for key in _apart(value):
            fingerprint(key)
        return value

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("it is one of debug, info, warning, error")
        return value.lower()

    @property
    def ledger(self) -> Path:
        """Where the ledger of erasures stands: where it was set, else beside the database, or where we run."""
        return self.erasures or ledger_of(self.database_url)

    @property
    def keys(self) -> Keys:
        """Where the keys that pay is encrypted with stand: in PAY_KEYS, else in a file, where it was set or beside."""
        return Keys(_apart(self.pay_keys), self.pay_keys_file or beside(self.database_url, ".keys"))

    @property
    def over_http(self) -> bool:
        """Whether Slack sends its requests to us by HTTP; else we connect to it by Socket Mode."""
        return self.slack_app_token is None


class _Ways(BaseSettings):
    """What tells by which way Slack is to be heard, as it was typed."""

    model_config = _SOURCES

    slack_app_token: str | None = None
    slack_signing_secret: str | SecretStr | None = None
    port: str | int | None = None


class _Database(BaseSettings):
    model_config = _SOURCES

    database_url: str = SQLITE
    erasures: Path | None = None
    pay_keys: SecretStr | None = None
    pay_keys_file: Path | None = None
    region: str | None = None


def read(**given: Any) -> Settings:
    """Read the settings; raise one `Misconfigured` that names every variable that is missing or wrong."""
    ways = _Ways(**given)
    hears = ways.slack_app_token or (ways.slack_signing_secret and ways.port is not None)
    wrong = [] if hears else [NEITHER_WAY]
    try:
        settings = Settings(**given)
    except ValidationError as error:
        wrong = [*_told(error), *wrong]
    if wrong:
        raise Misconfigured("\n".join(wrong))
    return settings


def database_url() -> str:
    """Read where the bot remembers, for commands that need nothing else; raise `Misconfigured` where it is nowhere."""
    url = _Database().database_url
    engines.parsed(url)
    return url


def region() -> str | None:
    """Read in which country phone numbers without a country code are dialled, for commands that need nothing else."""
    return _Database().region


def ledger() -> Path:
    """Read where the ledger of erasures stands, for commands that need nothing else."""
    read = _Database()
    return read.erasures or ledger_of(read.database_url)


def ledger_of(url: str) -> Path:
    """Say where the ledger stands unless it is set."""
    return beside(url, ".erasures")


def keys() -> Keys:
    """Read where the keys stand that pay is encrypted with; raise `Misconfigured` where one is none."""
    read = _Database()
    given = _apart(read.pay_keys)
    try:
        for key in given:
            fingerprint(key)
    except NotAKey as error:
        raise Misconfigured(f"PAY_KEYS is wrong: {error}.") from None
    return Keys(given, read.pay_keys_file or beside(read.database_url, ".keys"))


def beside(url: str, ending: str) -> Path:
    """Name a file by that of a SQLite database, beside it; else by our own name where we run."""
    found = engines.parsed(url)
    file = found.database if found.get_backend_name() == "sqlite" else None
    return Path(file or "rapport").with_suffix(ending)


def _apart(keys: SecretStr | None) -> tuple[str, ...]:
    """Read keys with commas between them."""
    return tuple(key.strip() for key in keys.get_secret_value().split(",") if key.strip()) if keys else ()


def _begins(value: SecretStr, how: str, whence: str) -> SecretStr:
    token = value.get_secret_value()
    if not token.startswith(how) or token == how:
        raise ValueError(f"it begins with {how} and goes on from there; {whence}")
    return value


def _checked(url: str) -> str:
    try:
        engines.parsed(url)
    except Misconfigured as error:
        raise ValueError(str(error)) from None
    return url


def _told(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_input=False, include_url=False):
        name = str(each["loc"][0]).upper()
        if each["type"] == "missing":
            yield f"{name} is not set: copy .env.example to .env and fill it in."
        else:
            words = each["msg"].removeprefix("Value error, ")
            yield f"{words}." if words.startswith(name) else f"{name} is wrong: {words[0].lower()}{words[1:]}."
