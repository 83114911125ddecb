"""Does a window know what lies below it, and is what no window of ours wrote nothing at all?"""

import pytest

from bot.forms import notices, stacks
from bot.forms.inputs import View
from bot.forms.stacks import Beneath, Kind, Shows
from bot.messages import teams

SAID = teams.refused("Somebody was faster.")
OFFERS, BESIDE = Shows(Kind.OFFERS, 7, 1), Shows(Kind.SIDE_BY_SIDE, 7)


def shown(shows: Shows | None = None, id: str = "V1", *below: str) -> View:
    """A window as Slack tells of it, with its id and those of the windows below it, the nearest first."""
    view = notices.told("Offers", SAID)
    ids = {"id": id, "previous_view_id": below[0] if below else None, "root_view_id": below[-1] if below else id}
    return (stacks.showing(view, shows) if shows else view) | ids


def placed(view: View, id: str, *below: str) -> View:
    return view | {"id": id, "previous_view_id": below[0], "root_view_id": below[-1]}


def test_a_window_knows_those_below_it_also_in_place_of_another():
    second = placed(stacks.over(shown(BESIDE), shown(OFFERS)), "V2", "V1")
    assert stacks.beneath(second) == [Beneath("V1", OFFERS)]
    third = placed(stacks.over(shown(), second), "V3", "V2", "V1")
    both = [Beneath("V2", BESIDE, OFFERS), Beneath("V1", OFFERS)]
    assert stacks.beneath(third) == both
    assert stacks.beneath(placed(stacks.instead(shown(), third), "V3", "V2", "V1")) == both
    again = placed(stacks.on(shown(BESIDE), both[0].below), "V2", "V1")
    assert stacks.own(again) == BESIDE
    assert stacks.beneath(again) == [Beneath("V1", OFFERS)]


def test_what_is_not_drawn_anew_is_left_out_and_what_lies_below_that_is_not():
    second = placed(stacks.over(shown(), shown(OFFERS)), "V2", "V1")
    third = placed(stacks.over(shown(), second), "V3", "V2", "V1")
    assert stacks.beneath(third) == [Beneath("V1", OFFERS)]
    assert stacks.beneath(shown(OFFERS)) == []
    assert stacks.beneath(placed(stacks.over(shown(), shown()), "V2", "V1")) == []


@pytest.mark.parametrize(
    "written",
    [
        "",
        "no JSON",
        "[]",
        '{"shows": 7}',
        '{"shows": null}',
        '{"shows": [1, 7]}',
        '{"shows": [9, 7, 0]}',
        '{"shows": [1, -7, 0]}',
        '{"shows": [1, "7", 0]}',
        '{"shows": [true, 7, 0]}',
        f'{{"shows": [1, {2**63}, 0]}}',
    ],
)
def test_what_no_window_of_ours_wrote_is_nothing_that_is_drawn_anew(written):
    assert stacks.own(shown() | {"private_metadata": written}) is None
