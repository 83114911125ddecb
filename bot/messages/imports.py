"""How do we show a file of candidates on its way in, and say what became of its lines?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    context,
    line,
    one_line,
    sentence,
    sign,
    whole,
)
from bot.facts import Counts, Field, Import, ImportState, ReadAs, Unreadable
from bot.messages import teams, unreadable

BEGIN = "import_begin"
COLUMNS = "import_columns"
CANCEL = "import_cancel"
RETURNED = "import_returned"
KEPT_FOR = timedelta(days=7)
FIRST_LINES, CELL, MOST_LEFT_OUT = 4, 60, 12

NO_FILE = "There is no file on this message. Use “Import this file” on a message with a CSV file, or type /care import."
OVER = "This file is not waiting any more. Its message shows what became of it."
NO_NAME = "No column tells the name. Press “Columns …” to say which one does."
COMES_BACK = "Lines that I cannot take for sure come back to you in a file, each with the reason."
MEANWHILE = "You need not wait: I go on by myself, and say here what became of it."
LINES_GONE = "These lines are thrown away after a week. Send me the file again, and I give back what I cannot take."
POOLED = "Who was added is in the house pool: nobody owns them yet. Type /own and a name to claim somebody."
_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LETTERS = {
    "utf_8": "UTF-8",
    "utf_8_sig": "UTF-8",
    "utf_16": "UTF-16",
    "utf_32": "UTF-32",
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
    "cp1253": "Windows, Greek",
    "cp1254": "Windows, Turkish",
    "cp1257": "Windows, Baltic",
    "mac_roman": "Macintosh",
}


def letter(of: Import, first: Sequence[Sequence[str]], now: datetime) -> Message:
    """Show an import as it now stands; `first` are the cells of its first lines while it waits to be begun."""
    if of.state is ImportState.SHOWN and of.read_as is not None:
        return _preview(of, of.read_as, first)
    if of.state is ImportState.RUNNING:
        return _under_way(of, now)
    if of.state is ImportState.DONE:
        return _result(of, now)
    words = {
        ImportState.READING: "I am reading it; in a moment I show you here what I found.",
        ImportState.CANCELLED: "Nothing of it was brought in, and its lines are thrown away.",
    }
    return _said(_title(of), sentence(words.get(of.state) or unreadable.WHY[of.error or Unreadable.BROKEN]))


def reading(name: str) -> Message:
    """Say to who brought a file that it is being read."""
    return _said(
        sentence("I am reading ", bold(name), "."),
        sentence("In a moment I show you what I found, in our conversation. Nothing is brought in before you say so."),
    )


def greeting() -> Message:
    """Answer someone who wrote to us as to a person."""
    first = sentence("Hello! I do not read sentences, but I do understand these:")
    help = teams.help(short=True)
    file = sentence("Send me a CSV file here, and I bring its candidates in.")
    return Message(whole(first, [help.text], file), [line(*first), *help.blocks[1:], line(*file)])


def returned(of: Import) -> str:
    """Say above the file of lines that come back what to do with it."""
    lines = f"{_lines(of.counts.returned)} of {one_line(of.name)}"
    return f"{lines} I could not take; the column “reason” says why. Mend them, and send me this file again."


def _preview(of: Import, read_as: ReadAs, first: Sequence[Sequence[str]]) -> Message:
    """Show how a file is read and what will become of it, with the buttons to go on."""
    named = Field.NAME in read_as.columns or Field.FIRST in read_as.columns or Field.LAST in read_as.columns
    about = sentence(_lines(of.total), f" · {_letters(read_as.encoding)}, separated by {_sign(read_as.separator)}")
    read, left_out = _recognised(read_as), _left_out(read_as)
    told = _foretold(of) if named else [sentence(NO_NAME)]
    before = sentence(f"Of the first {of.done:,} lines:" if named and of.done < of.total else "")
    after = sentence(COMES_BACK if named and of.counts.returned else "")
    rows = _first_lines(read_as, first)
    text = whole(_title(of), about, read, left_out, *(sentence(" | ".join(row)) for row in rows), before, *told, after)
    blocks = [line(*_title(of)), context(*about), line(*read)] + ([context(*left_out)] if left_out else [])
    blocks += [_table(rows)] if rows else []
    blocks += [*([line(*before)] if before else []), bullets(told), *([context(*after)] if after else [])]
    return Message(text, [*blocks, actions(*_presses(of, named))])


def _presses(of: Import, named: bool) -> list[Block]:
    begin = button("Import", BEGIN, of.id, style="primary")
    columns, cancel = button("Columns …", COLUMNS, of.id), button("Cancel", CANCEL, of.id)
    return ([begin] if named else []) + [columns, cancel]


def _recognised(read_as: ReadAs) -> Sentence:
    pairs = [(heading, field) for heading, field in zip(read_as.headings, read_as.columns, strict=True) if field]
    if not pairs:
        return sentence("I know none of its headings.")
    parts: Sentence = ["I read "]
    for heading, field in pairs:
        parts += [bold(heading), f" as {field}, "]
    return [*parts[:-1], str(parts[-1]).removesuffix(", ") + "."]


def _left_out(read_as: ReadAs) -> Sentence:
    both = zip(read_as.headings, read_as.columns, strict=True)
    names = [one_line(heading) for heading, field in both if heading and field is None]
    more = len(names) - MOST_LEFT_OUT
    return sentence(
        f"Left out: {', '.join(names[:MOST_LEFT_OUT])}{f' and {more} more' if more > 0 else ''}." if names else ""
    )


def _first_lines(read_as: ReadAs, first: Sequence[Sequence[str]]) -> list[list[str]]:
    places = [at for at, field in enumerate(read_as.columns) if field]
    if not places:
        return []
    shown = [[one_line(cells[at] if at < len(cells) else "", CELL) for at in places] for cells in first[:FIRST_LINES]]
    return [[one_line(read_as.headings[at], CELL) for at in places], *shown]


def _table(rows: Sequence[Sequence[str]]) -> Block:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell} for cell in row[:20]] for row in rows]}


def _foretold(of: Import) -> list[Sentence]:
    """Say what will become of the lines, as far as that can be said before."""
    counts = of.counts
    words = (
        (counts.added, "will be added", "will be added"),
        (counts.joined, "tells something new of somebody who is here", "tell something new of people who are here"),
        (counts.unchanged, "is here already and changes nothing", "are here already and change nothing"),
        (counts.held, "may be somebody who is here already", "may be people who are here already"),
        (counts.refused, "cannot be taken", "cannot be taken"),
    )
    return [sentence(each) for each in _counted(words)]


def _under_way(of: Import, now: datetime) -> Message:
    title, told = _title(of), _progress(of, now)
    return Message(whole(title, told, [MEANWHILE]), [line(*title), line(*told), context(MEANWHILE)])


def _progress(of: Import, now: datetime) -> Sentence:
    left = _left(of, now)
    return sentence(f"{of.done:,} of {of.total:,} lines" + (f" · {left}" if left else ""))


def _left(of: Import, now: datetime) -> str:
    """Say how long it will still take, by how long it has taken so far."""
    if not of.done or of.begun_at is None or now <= of.begun_at:
        return ""
    seconds = (now - of.begun_at).total_seconds() * (of.total - of.done) / of.done
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute left"
    return f"about {minutes} minute{'s' if minutes > 1 else ''} left"


def _result(of: Import, now: datetime) -> Message:
    told = [sentence(words) for words in _became(of.counts)]
    blocks = [line(*_title(of)), bullets(told)]
    if of.counts.added:
        told.append([POOLED])
        blocks.append(context(POOLED))
    if not of.counts.returned:
        return Message(whole(_title(of), *told), blocks)
    if now - of.at >= KEPT_FOR:
        return Message(whole(_title(of), *told, [LINES_GONE]), [*blocks, context(LINES_GONE)])
    next = sentence("Press “Refused lines” for a file of those that came back: mend them there, and send it to me.")
    press = button("Refused lines", RETURNED, of.id, style="primary")
    return Message(whole(_title(of), *told, next), [*blocks, context(*next), actions(press)])


def _became(counts: Counts) -> list[str]:
    words = (
        (counts.added, "added", "added"),
        (counts.joined, "joined with somebody who was here", "joined with people who were here"),
        (counts.unchanged, "was here already, and nothing changed", "were here already, and nothing changed"),
        (
            counts.held,
            "held back: it may be somebody who is here already",
            "held back: they may be people who are here already",
        ),
        (counts.refused, "refused", "refused"),
    )
    return _counted(words) or ["Nothing was in it."]


def _counted(words: Iterable[tuple[int, str, str]]) -> list[str]:
    """Say of how many lines what is to be said of one, or of several."""
    return [f"{count:,} {one if count == 1 else several}" for count, one, several in words if count]


def _title(of: Import) -> Sentence:
    signs = {
        ImportState.DONE: "white_check_mark",
        ImportState.FAILED: "warning",
        ImportState.RUNNING: "hourglass_flowing_sand",
    }
    says = {
        ImportState.READING: " is being read",
        ImportState.SHOWN: " is ready to be brought in",
        ImportState.RUNNING: " is being brought in",
        ImportState.DONE: " is brought in",
        ImportState.CANCELLED: " was cancelled",
        ImportState.FAILED: " could not be brought in",
    }
    drawn = sentence(sign(signs[of.state]), " ") if of.state in signs else []
    return [*drawn, bold(of.name), says[of.state]]


def _lines(count: int) -> str:
    return f"{count:,} line{'' if count == 1 else 's'}"


def _letters(encoding: str) -> str:
    return _LETTERS.get(encoding.replace("-", "_"), encoding.upper())


def _sign(separator: str) -> str:
    return _SIGNS.get(separator, f"“{separator}”")


def _said(*sentences: Sentence) -> Message:
    return Message(whole(*sentences), [line(*each) for each in sentences if each])
