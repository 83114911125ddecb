"""What is served over HTTP: Slack's requests, health, and metrics?"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock, SignatureVerifier

from handlers.answers import place_of
from handlers.underway import Underway

log = structlog.get_logger("web")

LARGEST = 2 * 1024 * 1024
Ready = Callable[[], Awaitable[dict[str, bool]]]
READY: web.AppKey[Ready] = web.AppKey("ready", Ready)  # type: ignore[arg-type]


class _RealTime(Clock):
    """Signatures are checked against real time, whatever the bot's clock says."""


@dataclass(frozen=True)
class Figures:
    """What the metrics page tells; asked afresh each time."""

    read: Callable[[datetime], Awaitable[dict[str, float]]]
    now: Callable[[], datetime]


def build(
    app: AsyncApp | None,
    signing_secret: str,
    ready: Ready,
    figures: Figures,
    underway: Underway,
) -> web.Application:
    """Build the web application; without `app` it serves health and metrics alone."""
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    site = web.Application(client_max_size=LARGEST)
    site[READY] = ready
    registry = CollectorRegistry()
    unsigned = Counter(
        "rapport_unsigned_requests", "Requests that Slack did not sign or would not write.", registry=registry
    )
    if app is not None:
        site.router.add_post("/slack/events", _slack(app, signing_secret, unsigned, underway))
    site.router.add_get("/live", _live)
    site.router.add_get("/ready", _ready)
    site.router.add_get("/metrics", _metrics(registry, figures))
    return site


def _slack(
    app: AsyncApp, signing_secret: str, unsigned: Counter, underway: Underway
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    verifier = SignatureVerifier(signing_secret, clock=_RealTime())

    async def slack(request: web.Request) -> web.StreamResponse:
        """Hear Slack, if it is Slack: the signature is checked on the raw bytes before anything reads them."""
        body = await request.read()
        heard = await _heard(request) if _is_signed(verifier, body, request) else None
        if heard is None:
            unsigned.inc()
            return web.Response(status=401, text="unauthorized")
        with underway:
            return await _answer(app, heard)

    return slack


async def _answer(app: AsyncApp, heard: AsyncBoltRequest) -> web.Response:
    """Answer a request; where Bolt itself cannot make it out, Slack complains to whoever sent it."""
    try:
        return await to_aiohttp_response(await app.async_dispatch(heard))
    except Exception as error:
        log.error("request.failed", error=type(error).__name__, at=place_of(error))
        return web.Response(status=503)


async def _heard(request: web.Request) -> AsyncBoltRequest | None:
    """Read a request as Bolt does; what Slack would never write is None, like what it did not sign."""
    try:
        return await to_bolt_request(request)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def _is_signed(verifier: SignatureVerifier, body: bytes, request: web.Request) -> bool:
    """Tell whether a request is Slack's own and fresh; whatever cannot be read is not."""
    timestamp, signature = request.headers.get("x-slack-request-timestamp"), request.headers.get("x-slack-signature")
    try:
        return verifier.is_valid(body=body, timestamp=timestamp or "", signature=signature or "")
    except (ValueError, TypeError, UnicodeError, OverflowError):
        return False


async def _live(_request: web.Request) -> web.Response:
    return web.json_response({"live": True})


async def _ready(request: web.Request) -> web.Response:
    checks = await request.app[READY]()
    return web.json_response(checks, status=200 if all(checks.values()) else 503)


def _metrics(registry: CollectorRegistry, figures: Figures) -> Callable[[web.Request], Awaitable[web.Response]]:
    names = {
        "waiting": "Messages that are to be said now.",
        "oldest_seconds": "How long the oldest of them has waited, in seconds.",
        "given_up": "Messages that were given up and wait for an operator.",
        "possibly_twice": "Messages that may have been said twice, since Slack could not be asked.",
        "tick_trouble": "Ticks that failed, were missed, or ran into each other.",
    }
    gauges = {name: Gauge(f"rapport_{name}", words, registry=registry) for name, words in names.items()}

    async def metrics(_request: web.Request) -> web.Response:
        for name, value in (await figures.read(figures.now())).items():
            gauges[name].set(value)
        return web.Response(body=generate_latest(registry), headers={"content-type": "text/plain; version=0.0.4"})

    return metrics
