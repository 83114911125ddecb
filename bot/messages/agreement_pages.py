"""How does what was agreed read on paper, for the candidate and the client?"""

from __future__ import annotations

from html import escape
from zoneinfo import ZoneInfo

from bot import amounts, offer_words
from bot.blocks import one_line, tidy
from bot.facts import Agreed, Agreement
from bot.messages.agreements import ShownAgreement

_STYLE = """@page{margin:20mm}*{box-sizing:border-box}
body{font:16px/1.5 Georgia,'Times New Roman',serif;color:#1c2b2a;max-width:44rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}p.of{margin:0 0 2rem;color:#4a5f5d}
h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid #9fb0ae;padding-bottom:.2rem;break-after:avoid}
table{border-collapse:collapse;width:100%}tr{break-inside:avoid}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;overflow-wrap:anywhere}
th{width:11rem;font-weight:400;color:#4a5f5d}td{white-space:pre-wrap;font-variant-numeric:tabular-nums}
p.words{white-space:pre-wrap;overflow-wrap:anywhere}
.signs{display:grid;grid-template-columns:1fr 1fr;gap:2.5rem;margin-top:4.5rem;break-inside:avoid}
.signs div{border-top:1px solid #1c2b2a;padding-top:.35rem;font-size:.9rem}
footer{margin-top:3rem;font-size:.8rem;color:#4a5f5d;break-inside:avoid}
@media print{body{margin:0;padding:0;max-width:none;font-size:11.5pt}}
@media (max-width:30rem){th{width:38vw}.signs{grid-template-columns:1fr}}"""
_PHONES = '<meta name="viewport" content="width=device-width">'


def name_of(shown: ShownAgreement) -> str:
    """Name the file: `Ana Silva - agreed terms, version 1.html`."""
    return f"{one_line(shown.candidate.name, 60)} - agreed terms, version {shown.newest.version}.html"


def page(shown: ShownAgreement, zone: str) -> str:
    """Set the terms that hold as one page to print or attach; days and moments are those of the reader's zone."""
    newest = shown.newest
    title = escape(f"What {one_line(shown.candidate.name)} and {_client(shown)} agreed")
    rows = "".join(_row(label, words) for label, words in amounts.pairs(newest.package))
    words = f'<h2>Also agreed</h2><p class="words">{escape(tidy(newest.words))}</p>' if newest.words else ""
    agreed = _row(one_line(shown.candidate.name), _yes(newest.by_candidate, shown.candidate.name))
    agreed += _row(_client(shown), _yes(newest.by_client, ""))
    body = (
        f'<h1>{title}</h1><p class="of">{escape(one_line(shown.title))} · version {newest.version}</p>'
        f"<h2>Terms</h2><table>{rows}</table>{words}<h2>Who agreed</h2><table>{agreed}</table>"
        f'<div class="signs"><div>{escape(one_line(shown.candidate.name))}, date</div>'
        f"<div>{escape(_client(shown))}, date</div></div><footer>{escape(_written(newest, zone))}</footer>"
    )
    head = f'<meta charset="utf-8">{_PHONES}<title>{title}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _client(shown: ShownAgreement) -> str:
    return one_line(shown.client) if shown.client else "the client"


def _row(label: str, words: str) -> str:
    return f"<tr><th>{escape(label)}</th><td>{escape(tidy(words))}</td></tr>"


def _yes(agreed: Agreed, known_as: str) -> str:
    """Say how one side agreed; who did is not said twice."""
    who = "" if agreed.who == known_as else f"{one_line(agreed.who)}, "
    return f"{who}{offer_words.AGREED_BY[agreed.how]}, {amounts.on(agreed.on)}"


def _written(agreement: Agreement, zone: str) -> str:
    at = agreement.at.astimezone(ZoneInfo(zone))
    before = " It takes the place of the version before." if agreement.version > 1 else ""
    return f"Written down on {at.day} {at:%B %Y, %H:%M} ({zone}).{before} It is no contract of employment by itself."
