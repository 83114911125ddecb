"""How does what was agreed read on paper, for the candidate and the client?"""

from __future__ import annotations

from html import escape
from zoneinfo import ZoneInfo

from bot import offer_words
from bot.blocks import one_line, tidy
from bot.facts import Agreed, Agreement, MissingTerms, ShownAgreement
from bot.messages import agreement_versions
from bot.phrases import dated

_STYLE = """@page{size:A4;margin:22mm 20mm}*{box-sizing:border-box}
body{font:17px/1.5 Georgia,'Times New Roman',serif;color:#16211f;background:#fff;max-width:44rem;margin:3.5rem auto;
padding:0 1.5rem}
header{border-bottom:2px solid #16211f;padding-bottom:1.1rem;margin-bottom:2.25rem}
header p{margin:0;color:#4a5a57}header p.kind{font-size:.8rem;letter-spacing:.12em;text-transform:uppercase}
h1{font-size:1.9rem;font-weight:600;line-height:1.2;margin:.35rem 0 .5rem;text-wrap:balance}
h2{font-size:1.05rem;margin:2.25rem 0 .4rem;break-after:avoid}
table{border-collapse:collapse;width:100%}tr{break-inside:avoid;border-top:1px solid #d5dcda}
tr:last-child{border-bottom:1px solid #d5dcda}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem .45rem 0;overflow-wrap:anywhere}
th{width:12rem;font-weight:400;color:#4a5a57}td{white-space:pre-wrap;font-variant-numeric:lining-nums tabular-nums}
p.words{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.signs{display:grid;grid-template-columns:1fr 1fr;gap:3rem;margin-top:5.5rem;break-inside:avoid}
.signs div{border-top:1px solid #16211f;padding-top:.4rem;overflow-wrap:anywhere}
.signs span{display:block;font-size:.8rem;color:#4a5a57}
footer{margin-top:3.5rem;font-size:.8rem;color:#4a5a57;break-inside:avoid}footer p{margin:0 0 .25rem}
@media print{body{margin:0;padding:0;max-width:none;font-size:11pt}}
@media (max-width:34rem){body{margin:1.5rem auto}th{width:38vw}.signs{grid-template-columns:1fr;gap:4.5rem}}"""
_PHONES = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_NO_CONTRACT = "This page puts in writing what both sides said yes to. It is no contract of employment by itself."


def name_of(shown: ShownAgreement) -> str:
    """Name the file: `Ana Silva - agreed terms, version 1.html`."""
    return f"{one_line(shown.candidate.name, 60)} - agreed terms, version {shown.newest.version}.html"


def page(shown: ShownAgreement, zone: str) -> str:
    """Set the terms that hold as one page to print or attach; days and moments are those of the reader's zone."""
    newest = shown.newest
    title = escape(f"What {one_line(shown.candidate.name)} and {_client(shown)} agreed")
    words = f'<h2>Also agreed</h2><p class="words">{escape(tidy(newest.words))}</p>' if newest.words else ""
    body = (
        f'<header><p class="kind">Agreed terms</p><h1>{title}</h1>'
        f"<p>{escape(one_line(shown.title))} · version {newest.version}</p></header>"
        f"<h2>Terms</h2><table>{_terms(newest)}</table>{words}<h2>Who agreed</h2><table>{_agreed(shown)}</table>"
        f'<div class="signs">{_sign(shown.candidate.name, "")}{_sign(newest.by_client.who, shown.client)}</div>'
        f"<footer>{_written(shown, zone)}</footer>"
    )
    head = f'<meta charset="utf-8">{_PHONES}<title>{title}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _client(shown: ShownAgreement) -> str:
    """Name the other side: the client, or whoever agreed there, where the client is not known by name."""
    return one_line(shown.client or shown.newest.by_client.who)


def _terms(of: Agreement) -> str:
    return "".join(_row(label, words) for label, words in agreement_versions.terms(of))


def _agreed(shown: ShownAgreement) -> str:
    sides = shown.newest.by_candidate, shown.newest.by_client
    return "".join(_row(one_line(each.who), _yes(each)) for each in sides)


def _sign(who: str, of: str) -> str:
    whose = f"{one_line(who)}, for {one_line(of)}" if of else one_line(who)
    return f"<div>{escape(whose)}<span>Date and signature</span></div>"


def _row(label: str, words: str) -> str:
    return f"<tr><th>{escape(label)}</th><td>{escape(tidy(words))}</td></tr>"


def _yes(agreed: Agreed) -> str:
    return f"said yes on {dated(agreed.on)}, {offer_words.AGREED_BY[agreed.how]}"


def _written(shown: ShownAgreement, zone: str) -> str:
    """Say who wrote it down when, which version it follows, and which is missing."""
    newest = shown.newest
    at = newest.at.astimezone(ZoneInfo(zone))
    by = f" by {one_line(shown.written_by)}" if shown.written_by else ""
    said = [f"Written down{by} on {dated(at.date())} at {at:%H:%M} ({zone})."]
    said += [f"It takes the place of version {newest.version - 1}."] if newest.version > 1 else []
    said += [_missing(each, zone) for each in shown.missing]
    return f"<p>{escape(' '.join(said))}</p><p>{escape(_NO_CONTRACT)}</p>"


def _missing(version: MissingTerms, zone: str) -> str:
    on = dated(version.at.astimezone(ZoneInfo(zone)).date())
    return f"Version {version.version}, written down on {on}, is missing from the record."
