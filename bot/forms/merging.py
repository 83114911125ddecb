"""How are two records of one person made one by a form, and two again?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.blocks import Block, Sentence, bold, bullets, context, cut, line, one_line, option, person, sign
from bot.errors import Refused
from bot.facts import Found, Joined, Record, Returning, Segment, Undoing, Union, Why
from bot.forms.inputs import UNREADABLE, View, about, answers, field, modal, radio, read_id, typeahead, understood
from bot.forms.inputs import errors as errors
from bot.phrases import SEGMENTS, counted, stage_name, standing, told_apart

PAIR_FORM = "merge_pair"
MERGE_FORM = "merge_form"
UNMERGE_FORM = "unmerge_form"
OTHER = "merge_other"

MOST_OPTIONS = 30
MOST_SHOWN = 8
_DOUBTFUL = "Their names and addresses have nothing in common: are you sure they are one person?"
_WHY_KEPT = {Why.FULLER: "it holds more", Why.OLDER: "it was added first"}
_WHY_NAME = {
    Why.SAME: "as on the first record",
    Why.ACCENTED: "the spelling with its accents",
    Why.LONGER: "the longer one",
    Why.CAPITALS: "the one with its capitals",
}
_WHY_STAYS = {
    Why.OPEN: "the other one has ended",
    Why.FURTHER: "the other one is not as far",
    Why.EARLIER: "it has been there for longer",
}


def pair(first: Found | None, likely: Found | None = None) -> View:
    """Draw the form that asks for the two records; `first` is known where it was opened from a card.

    `likely` is who may well be the other one.
    """
    if first is None:
        asked: list[Block] = [field("first", "One record", _typed(None))]
    else:
        asked = [line("Whose record is the same person’s as that of ", bold(first.name), "?")]
    blocks = [*asked, field("other", "The other record", _typed(likely))]
    last = context("Nothing is changed yet: you see next what would become of both.")
    return modal(PAIR_FORM, "Same person", [*blocks, last], submit="Next", first=first.id if first else None)


def read_pair(view: View) -> tuple[int, int]:
    """Read the two records that may be one person's."""
    given, first = answers(view), about(view)["first"]
    if first is None:
        first = _chosen("first", given["first"])
    other = _chosen("other", given["other"])
    if first == other:
        raise Refused("That is the same record. Choose the other one of them.", field="other")
    return first, other


def first_of(view: View) -> int | None:
    """Read from whose card the form was opened."""
    first: int | None = about(view)["first"]
    return first


def others(found: Sequence[Found], but: int | None) -> dict[str, list[Block]]:
    """Answer the typeahead of the other record."""
    shown = [one for one in found if one.id != but][:MOST_OPTIONS]
    return {"options": [option(told_apart(one, shown), one.id) for one in shown]}


def preview(records: tuple[Record, Record], why: Why, union: Union, *, doubtful: bool = False) -> View:
    """Draw both records side by side, what becomes of them and why; the first of them is the one to be kept.

    Where nothing in their names and addresses says that they are one person, that is said first: `doubtful`.
    """
    kept, gone = records
    choices = [option(_kept(record), record.candidate) for record in records]
    hint = f"The first one, since {_WHY_KEPT[why]}. Old buttons and links of the other lead there."
    blocks = [
        *([line(sign("warning"), f" {_DOUBTFUL}")] if doubtful else []),
        *_beside(records),
        line(bold("What becomes of them")),
        bullets(_becomes(kept, gone, union)),
        field("kept", "Go on with the record of", radio(choices, str(kept.candidate)), hint=hint),
        context("You can take it back for a week."),
    ]
    return modal(MERGE_FORM, "Same person", blocks, submit="Merge", first=kept.candidate, other=gone.candidate)


def read_merge(view: View) -> tuple[int, int]:
    """Read which record is kept, and which goes into it."""
    both = {int(about(view)["first"]), int(about(view)["other"])}
    chosen = answers(view)["kept"]
    if not chosen:
        raise Refused("Choose whose record is kept.", field="kept")
    kept = _chosen("kept", chosen)
    if kept not in both:
        raise Refused(UNREADABLE, field="kept")
    (gone,) = both - {kept}
    return kept, gone


def undo(undoing: Undoing) -> View:
    """Draw what taking a merge back would do."""
    first = line("Make two records again of ", bold(undoing.kept), " and ", bold(undoing.gone), "?")
    blocks = [first, bullets(_goes_back(undoing))]
    if undoing.since:
        choices = [option(_numbered(undoing, kept=True), "kept"), option(_numbered(undoing, kept=False), "gone")]
        label = f"Logged since the merge: {counted(undoing.since, 'touch', 'touches')}"
        blocks.append(field("since", label, radio(choices, "kept"), hint="Whatever else was added since goes with it."))
    blocks.append(context("What was changed or taken away since the merge stays so."))
    return modal(UNMERGE_FORM, "Undo the merge", blocks, submit="Undo", merge=undoing.merge.id)


def read_undo(view: View) -> tuple[int, bool]:
    """Read which merge is taken back, and whether what was added since stays with the record that was kept."""
    stays = {"kept": True, "gone": False}
    return int(about(view)["merge"]), understood("since", stays.__getitem__, answers(view).get("since") or "kept")


def _typed(likely: Found | None) -> Block:
    chosen = option(told_apart(likely), likely.id) if likely else None
    return typeahead(OTHER, chosen, example="Part of a name, e-mail or phone number")


def _chosen(name: str, answer: str | None) -> int:
    if not answer:
        raise Refused("Choose a candidate: type a few letters of the name.", field=name)
    return understood(name, read_id, answer)


def _kept(record: Record) -> str:
    """Name a record so that it differs from one of the same name."""
    held = counted(record.touches, "touch", "touches")
    return f"{one_line(record.name, 40)} · {held}, added {record.added_at:%-d %b %Y}"


def _beside(records: tuple[Record, Record]) -> list[Block]:
    """Set what two records hold side by side; on a narrow screen one stands whole below the other.

    What neither of them has falls out.
    """
    rows = zip(*map(_facts, records), strict=True)
    shown = [row for row in rows if any(held for _, held in row)]
    return [{"type": "section", "fields": [_column(held) for held in zip(*shown, strict=True)]}]


def _facts(record: Record) -> list[tuple[str, list[str]]]:
    jobs = [standing(each.stage, one_line(each.title, 60)) for each in record.submissions]
    return [
        ("Name", [record.name]),
        ("Added", [f"{record.added_at:%-d %B %Y}"]),
        ("Addresses", [contact.shown for contact in record.contacts]),
        ("Put forward", jobs),
        ("At clients", list(record.positions)),
        ("Owner", [record.owner] if record.owner else []),
        ("Touches", [str(record.touches)] if record.touches else []),
        ("Tags", [", ".join(record.tags)] if record.tags else []),
        ("Segment", [_segment(record.segment)] if record.segment else []),
        ("Do not contact", [record.do_not_contact or "no reason given"] if record.do_not_contact is not None else []),
    ]


def _segment(segment: str) -> str:
    return SEGMENTS[Segment(segment)]


def _column(facts: Sequence[tuple[str, Sequence[str]]]) -> Block:
    lines = [part for label, held in facts for part in _lines(label, held)]
    return {"type": "plain_text", "text": cut("\n".join(lines), 1_900), "emoji": False}


def _lines(label: str, held: Sequence[str]) -> list[str]:
    if len(held) < 2:
        return [f"{label}: {one_line(held[0], 200) if held else '–'}"]
    more = [f"• and {len(held) - MOST_SHOWN} more"] if len(held) > MOST_SHOWN else []
    return [f"{label}:", *(f"• {one_line(each, 100)}" for each in held[:MOST_SHOWN]), *more]


def _becomes(kept: Record, gone: Record, union: Union) -> Iterable[Sentence]:
    yield ["Name: ", bold(union.name), f" – {_WHY_NAME[union.why_name]}"]
    addresses = {(each.kind, each.value) for each in (*kept.contacts, *gone.contacts)}
    if addresses:
        yield [f"{counted(len(addresses), 'address is', 'addresses are')} kept"]
    yield from (_stays(each) for each in union.joined)
    others = len(kept.submissions) + len(gone.submissions) - 2 * len(union.joined)
    if others:
        yield [f"{counted(others, 'submission stays', 'submissions stay')} as {'it is' if others == 1 else 'they are'}"]
    if kept.touches or gone.touches:
        yield [f"Touches: {kept.touches} and {gone.touches} make {kept.touches + gone.touches}"]
    if union.segment and kept.segment and gone.segment and kept.segment != gone.segment:
        yield [f"Segment: {_segment(union.segment)}, as on the first record"]
    yield from _owned(kept, gone, union)
    if union.do_not_contact is not None:
        yield ["Do not contact: stays, with its reason"]
    yield ["Tags and all else that either has: kept"]
    yield ["What is owed is counted anew, once; nothing more is sent about the other record"]


def _owned(kept: Record, gone: Record, union: Union) -> Iterable[Sentence]:
    """Say whose they are: of two owners, whoever has owned one of the records for longer."""
    owner = (union.ownership or kept.ownership).owner
    if owner and union.loses:
        longer: Sentence = ["Owner: ", person(owner), ", who has owned them for longer"]
        yield [*longer, "; ", person(union.loses), " hears of it, and can claim them"]
    elif owner:
        yield ["Owner: ", person(owner), ", as now" if kept.ownership.owner == owner else ", as on the other record"]


def _stays(joined: Joined) -> Sentence:
    stays, falls = joined.stays, joined.falls
    other = "" if stays.stage is falls.stage else f" (the other: {stage_name(falls.stage)})"
    why = _WHY_STAYS[joined.why]
    return [f"{one_line(stays.title)}: stays at {stage_name(stays.stage)}{other}, since {why}; both histories are kept"]


def _goes_back(undoing: Undoing) -> Iterable[Sentence]:
    held = (
        (undoing.touches, "touch", "touches"),
        (undoing.contacts, "address", "addresses"),
        (undoing.tags, "tag", "tags"),
    )
    parts = [counted(*each) for each in held if each[0]] or ["their name"]
    yield [bold(undoing.gone), f" gets back: {', '.join(parts)}"]
    yield from (_returns(each, undoing) for each in undoing.submissions)
    for kept, owner in zip((True, False), undoing.owners or (), strict=False):
        name = _numbered(undoing, kept=kept)
        yield ["Owner of ", bold(name), ": ", *([person(owner)] if owner else ["nobody, they are in the house pool"])]
    yield ["What is owed about each is counted anew"]


def _returns(each: Returning, undoing: Undoing) -> Sentence:
    title, stage = one_line(each.title), stage_name(each.stage)
    if each.kept_by is None:
        since = ", where it was moved since" if each.moved else ""
        return [f"{title}: goes back to ", bold(undoing.gone), f", at {stage}{since}"]
    stays = ", at the stage it was moved to since" if each.moved else ""
    return [f"{title}: stays with ", bold(each.kept_by), f"{stays}; the other one has theirs again, at {stage}"]


def _numbered(undoing: Undoing, *, kept: bool) -> str:
    name = one_line(undoing.kept if kept else undoing.gone, 40)
    alike = undoing.kept == undoing.gone
    return f"{name} ({'the one kept' if kept else 'the one that comes back'})" if alike else name
