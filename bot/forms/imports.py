"""How does someone hand us a file, or say what its columns hold?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Block, cut, line, option, plain
from bot.errors import Refused
from bot.facts import Field, Import
from bot.forms.inputs import UNREADABLE, View, about, field, modal, read_id, understood

FILE_FORM = "import_form"
COLUMNS_FORM = "import_columns_form"
# Six menus of so many choices, so long, are what an answer to Slack can hold.
MOST_CHOICES, LETTERS = 50, 30
# Six at a time, in the order of what tells people apart.
PAGES = (
    (Field.NAME, Field.FIRST, Field.LAST, Field.EMAIL, Field.PHONE, Field.PROFILE),
    (Field.TAGS, Field.JOB, Field.CLIENT, Field.STAGE),
)
SEVERAL = frozenset((Field.EMAIL, Field.PHONE, Field.PROFILE, Field.TAGS))


def bring() -> View:
    """Draw the form that takes a file."""
    hint = "CSV of up to 10 MB, with a line of headings. You see what I found before anything is brought in."
    blocks = [field("file", "File", {"type": "file_input", "max_files": 1}, hint=hint)]
    return modal(FILE_FORM, "Bring candidates in", blocks, submit="Read it")


def read_bring(view: View) -> tuple[str, str, int]:
    """Read which file was handed over: its id, its name and how large it is."""
    files = view["state"]["values"]["file"]["file"].get("files") or []
    if not files:
        raise Refused("Choose a file.", field="file")
    return str(files[0]["id"]), str(files[0].get("name") or "file.csv"), int(files[0].get("size") or 0)


def columns(of: Import, page: int = 0) -> View:
    """Draw the form that says what the columns of a file hold, on two pages."""
    assert of.read_as is not None
    named = [(at, cut(heading, LETTERS) or f"Column {at + 1}") for at, heading in enumerate(of.read_as.headings)]
    blocks: list[Block] = [line("Choose which column of your file holds what. What is not chosen is left out.")]
    for each in PAGES[page]:
        chosen = [at for at, column in enumerate(of.read_as.columns) if column is each]
        blocks.append(
            field(
                each.name.lower(), each.value.capitalize(), _choice(each, named[:MOST_CHOICES], chosen), optional=True
            )
        )
    last = page == len(PAGES) - 1
    return modal(COLUMNS_FORM, "Columns", blocks, submit="Save" if last else "Next", of=of.id, page=page)


def columns_of(view: View) -> tuple[int, int]:
    """Read of which import, and on which page, columns were chosen."""
    of, page = int(about(view)["of"]), int(about(view)["page"])
    if page >= len(PAGES):
        raise ValueError("a page that is none")
    return of, page


def read_columns(view: View, before: Sequence[Field | None]) -> tuple[Field | None, ...]:
    """Read what the columns hold; what another page says stays, and what could not be chosen. Each holds one thing."""
    fields = PAGES[columns_of(view)[1]]
    after = [None if column in fields and at < MOST_CHOICES else column for at, column in enumerate(before)]
    for each in fields:
        for at in _chosen(view, each):
            if not 0 <= at < len(after):
                raise Refused(UNREADABLE, field=each.name.lower())
            if after[at] is not None and after[at] is not each:
                raise Refused(f"This column is chosen as {after[at]} already. Choose another.", each.name.lower())
            after[at] = each
    return tuple(after)


def _choice(each: Field, named: Sequence[tuple[int, str]], chosen: Sequence[int]) -> Block:
    options = [option(heading, at) for at, heading in named]
    shown = [options[at] for at in chosen if at < len(options)]
    if each in SEVERAL:
        drawn: Block = {"type": "multi_static_select", "placeholder": plain("Choose columns"), "options": options}
        return drawn | ({"initial_options": shown} if shown else {})
    drawn = {"type": "static_select", "placeholder": plain("Choose a column"), "options": options}
    return drawn | ({"initial_option": shown[0]} if shown else {})


def _chosen(view: View, each: Field) -> list[int]:
    held = next(iter(view["state"]["values"][each.name.lower()].values()))
    options = held.get("selected_options") or [held.get("selected_option")]
    return [understood(each.name.lower(), read_id, str(chosen["value"])) for chosen in options if chosen]
