"""Can two records be compared at one glance, and is it said what becomes of each?"""

from dataclasses import replace

import pytest

from bot.errors import Refused
from bot.facts import Contact, Joined, Ownership, Stage, Union, Why
from bot.forms import merging
from tests.messages.samples import RITA, TOM, bare, found, joined, records, submission, undoing, words

ANA, TWIN = (replace(one, contacts=one.contacts[:1], submissions=one.submissions[:1]) for one in records())


def filled(view, **values):
    """A form as Slack sends it back, with these answers."""
    answers = {
        name: {name: {"selected_option": {"value": str(value)}} if value is not None else {"selected_option": None}}
        for name, value in values.items()
    }
    return view | {"state": {"values": answers}}


def shown(view):
    return words(view["blocks"]).splitlines()


def test_the_other_record_is_asked_for_and_read():
    view = merging.pair(found())
    assert shown(view)[0] == "Whose record is the same person’s as that of Ana Silva?"
    assert merging.read_pair(filled(view, other=2)) == (1, 2)
    assert merging.first_of(view) == 1


def test_both_records_are_asked_for_where_none_is_known():
    view = merging.pair(None)
    assert merging.read_pair(filled(view, first=1, other=2)) == (1, 2)
    assert merging.first_of(view) is None


@pytest.mark.parametrize(
    ("view", "given", "field", "reason"),
    [
        (merging.pair(None), {"first": 3, "other": 3}, "other", "That is the same record"),
        (merging.pair(found()), {"other": 1}, "other", "That is the same record"),
        (merging.pair(None), {"first": None, "other": 3}, "first", "Choose a candidate"),
        (merging.pair(found()), {"other": None}, "other", "Choose a candidate"),
        (merging.pair(found()), {"other": "add:Ana"}, "other", "I could not read this"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(view, given, field, reason):
    with pytest.raises(Refused, match=reason) as refused:
        merging.read_pair(filled(view, **given))
    assert refused.value.field == field


def test_the_record_itself_is_not_offered_nor_is_anybody_to_be_added():
    offered = merging.others([found(), found("Ana Sousa", id=2)], 1)["options"]
    assert [one["value"] for one in offered] == ["2"]
    assert merging.others([], None) == {"options": []}


def columns(view):
    cells = [cell["text"] for block in view["blocks"] if block["type"] == "section" for cell in block["fields"]]
    return [cell.splitlines() for cell in cells]


def test_the_two_stand_whole_side_by_side():
    one, two = columns(merging.preview((ANA, TWIN), Why.FULLER, joined()))
    assert one[:2] == two[:2] == ["Name: Ana Silva", "Added: 27 November 2026"]
    assert "Put forward: interview for Ana Silva" in one
    assert ("Touches: 12" in one, "Touches: 4" in two) == (True, True)


def test_what_both_leave_empty_falls_out_and_a_long_list_is_cut_short():
    view = merging.preview(bare(), Why.OLDER, Union(1, 2, "Ana Silva", Why.SAME))
    assert [[line.split(":")[0] for line in column] for column in columns(view)] == [["Name", "Added"]] * 2
    assert not [said for said in plain_lines(view) if said.startswith("Touches")]
    many = replace(ANA, contacts=tuple(Contact("email", str(number), str(number)) for number in range(10)))
    assert "and 2 more" in plain_cells(merging.preview((many, TWIN), Why.FULLER, joined()))


def plain_cells(view):
    return "\n".join(cell["text"] for block in view["blocks"] if "fields" in block for cell in block["fields"])


@pytest.mark.parametrize(
    ("union", "reads"),
    [
        (Union(1, 2, "Ána Silva", Why.ACCENTED), "Name: Ána Silva – the spelling with its accents"),
        (Union(1, 2, "Ana Maria", Why.LONGER), "Name: Ana Maria – the longer one"),
        (
            Union(1, 2, "Ana", Why.SAME, joined=(Joined(submission(), submission(stage=Stage.SOURCED), Why.FURTHER),)),
            "Data Engineer: stays at interview (the other: sourced), since the other one is not as far; "
            "both histories are kept",
        ),
        (
            Union(1, 2, "Ana", Why.SAME, joined=(Joined(submission(), submission(), Why.EARLIER),)),
            "Data Engineer: stays at interview, since it has been there for longer; both histories are kept",
        ),
        (Union(1, 2, "Ana", Why.SAME), "Touches: 12 and 4 make 16"),
        (Union(1, 2, "Ana", Why.SAME), "2 submissions stay as they are"),
        (Union(1, 2, "Ana", Why.SAME, segment="warm"), "Segment: warm, as on the first record"),
        (Union(1, 2, "Ana", Why.SAME, do_not_contact="x"), "Do not contact: stays, with its reason"),
    ],
)
def test_it_is_said_what_wins_and_why(union, reads):
    assert reads in plain_lines(merging.preview((ANA, TWIN), Why.FULLER, union))


def plain_lines(view):
    """Each sentence of a list by itself."""
    return [
        words([row])
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for row in (part["elements"] if part["type"] == "rich_text_list" else [part])
    ]


def test_either_record_can_be_kept():
    view = merging.preview((ANA, TWIN), Why.FULLER, joined())
    chosen = next(block for block in view["blocks"] if block.get("block_id") == "kept")["element"]
    assert chosen["initial_option"]["value"] == "1"
    assert merging.read_merge(filled(view, kept=1)) == (1, 2)
    assert merging.read_merge(filled(view, kept=2)) == (2, 1)


def test_before_a_merge_is_taken_back_it_is_said_what_goes_where():
    view = merging.undo(undoing(kept="Ana Silva", gone="Ána Sílva"))
    assert plain_lines(view) == [
        "Make two records again of Ana Silva and Ána Sílva?",
        "Ána Sílva gets back: 4 touches, 1 address",
        "Ana Silva: goes back to Ána Sílva, at offer",
        "Ana Silva: goes back to Ána Sílva, at offer, where it was moved since",
        "Ana Silva: stays with Ana Silva; the other one has theirs again, at sourced",
        "Ana Silva: stays with Ana Silva, at the stage it was moved to since; "
        "the other one has theirs again, at sourced",
        "What is owed about each is counted anew",
    ]
    assert merging.read_undo(filled(view, since="kept")) == (4, True)
    assert merging.read_undo(filled(view, since="gone")) == (4, False)


def test_two_of_one_name_are_told_apart_where_what_was_added_goes():
    view = merging.undo(undoing(kept="Ana Silva", gone="Ana Silva"))
    chosen = next(block for block in view["blocks"] if block["type"] == "input")["element"]["options"]
    assert [one["text"]["text"] for one in chosen] == [
        "Ana Silva (the one kept)",
        "Ana Silva (the one that comes back)",
    ]


def test_where_nothing_was_added_since_nothing_is_asked():
    view = merging.undo(undoing(since=0))
    assert not [block for block in view["blocks"] if block["type"] == "input"]
    assert merging.read_undo(view) == (4, True)


LONGER = f"Owner: @{RITA}, who has owned them for longer; @{TOM} hears of it, and can claim them"


@pytest.mark.parametrize(
    ("kept", "gone", "stands", "loses", "said"),
    [
        (RITA, TOM, None, TOM, LONGER),
        (TOM, RITA, RITA, TOM, LONGER),
        (TOM, None, None, None, f"Owner: @{TOM}, as now"),
        (None, TOM, TOM, None, f"Owner: @{TOM}, as on the other record"),
        (None, None, None, None, ""),
    ],
)
def test_it_is_said_whose_the_one_will_be(kept, gone, stands, loses, said):
    one, two = (
        replace(one, ownership=Ownership(owner), owner="Tom" if owner else "")
        for one, owner in zip((ANA, TWIN), (kept, gone), strict=True)
    )
    union = replace(joined(), ownership=Ownership(stands) if stands else None, loses=loses)
    view = merging.preview((one, two), Why.FULLER, union)
    told = " ".join(shown(view))
    assert (f"{said}Do not contact" in told, "Owner: @" in told) == (True, bool(said))
    assert [("Owner: Tom" in column) for column in columns(view)] == [bool(kept), bool(gone)]


def test_it_is_said_whose_each_of_the_two_will_be_again():
    said = " ".join(shown(merging.undo(replace(undoing(), owners=(RITA, None), gone="Ána Sílva"))))
    assert f"Owner of Ana Silva: @{RITA}Owner of Ána Sílva: nobody, they are in the house pool" in said
    assert "Owner of" not in " ".join(shown(merging.undo(undoing())))
