"""What has the operator set, and what is wrong with it?"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Misconfigured

SLACK_API = "https://slack.com/api/"


class Settings(BaseSettings):
    """The settings of one installation, from the environment or `.env`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=0, le=65535)
    database_url: str = "sqlite:///rapport.db"
    administrators: Annotated[tuple[str, ...], NoDecode] = ()
    managers: Annotated[tuple[str, ...], NoDecode] = ()
    log_level: str = "info"

    @field_validator("administrators", "managers", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        """Read ids with commas between them."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @property
    def over_http(self) -> bool:
        """Whether Slack sends its requests to us by HTTP; else we connect to it by Socket Mode."""
        return self.slack_app_token is None


def read(**given: Any) -> Settings:
    """Read the settings; raise one `Misconfigured` that names every variable that is missing or wrong."""
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise Misconfigured(_told(error)) from None
    wrong = list(_missing(settings))
    if wrong:
        raise Misconfigured("\n".join(wrong))
    return settings


def _told(error: ValidationError) -> str:
    lines = []
    for each in error.errors(include_input=False, include_url=False):
        name = str(each["loc"][0]).upper()
        if each["type"] == "missing":
            lines.append(f"{name} is not set: copy .env.example to .env and fill it in.")
        else:
            lines.append(f"{name} is wrong: {each['msg'][0].lower()}{each['msg'][1:]}.")
    return "\n".join(lines)


def _missing(settings: Settings) -> list[str]:
    wrong = []
    if not settings.slack_bot_token.get_secret_value().startswith("xoxb-"):
        wrong.append("SLACK_BOT_TOKEN is wrong: it begins with xoxb-; copy it from “OAuth & Permissions” of your app.")
    app_token = settings.slack_app_token
    if app_token and not app_token.get_secret_value().startswith("xapp-"):
        wrong.append("SLACK_APP_TOKEN is wrong: it begins with xapp-; make one under “Basic Information”.")
    if app_token is None and (settings.slack_signing_secret is None or settings.port is None):
        wrong.append(
            "Neither way to hear Slack is set: set SLACK_APP_TOKEN for Socket Mode, "
            "or SLACK_SIGNING_SECRET and PORT for HTTP."
        )
    return wrong


def database_url() -> str:
    """Read where the bot remembers, for commands that need nothing else."""
    return _Database().database_url


class _Database(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: str = "sqlite:///rapport.db"
