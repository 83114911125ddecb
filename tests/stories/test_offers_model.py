"""Whatever people do about offers, whenever the clock ticks and whatever is cut off: is it as a simple model says?"""

from typing import Any

import pytest

from bot.facts import Money, Offers, Package, Stage
from tests.stories.machines import hold, retrace
from tests.stories.offers_agreed import Offering
from tests.stories.offers_candidates import SPOKE
from tests.stories.offers_talks import FAIR
from tests.stories.ownership_model import MAYA, RITA, TOM

Step = tuple[str, dict[str, Any]]
OUTSIDE = Package(Money(12_000_000, "EUR"))
LESS = Package(Money(8_500_000, "EUR"))


def ours(days=None, said="offered", package=FAIR, by=RITA, place=0):
    given = {"by": by, "place": place, "job": 0, "said": said, "package": package, "days": days, "ago": 0}
    return "is_offered_ours", given


def theirs(company="Acme", days=None, place=0, kind="rival"):
    given = {"by": MAYA, "place": place, "kind": kind, "company": company, "there": None, "made": None}
    return "is_offered_elsewhere", given | {"said": "offered", "package": FAIR, "days": days, "ago": 0}


def talked(said, days=None, package=OUTSIDE):
    given = {"by": RITA, "place": 0, "said": said, "package": package, "again": False, "days": days, "ago": 0}
    return "is_talked_about", given


def decided(rule_, place=0, **more):
    return rule_, {"by": MAYA, "place": place} | more


def moved(stage, place=0):
    return "is_put_forward_or_moved", {"by": MAYA, "place": place, "job": 0, "stage": stage}


def passed(days):
    return "time_passes", {"days": days, "hours": 0}


def down(days):
    return "the_bot_is_down", {"days": days}


def covered(days):
    return "is_covered", {"away": RITA, "cover": TOM, "begins": 0, "days": days}


ACCEPTED = decided("is_accepted", package=FAIR, renewed=False, starts=30)
DECLINED = decided("is_declined", to=0, told=False)
TAKEN, OPENED = decided("another_is_taken"), decided("is_opened_again")
WITHDRAWN = decided("is_withdrawn", to=None)
SAID_YES, BACK_AT_OFFER = moved(Stage.ACCEPTED), moved(Stage.OFFER)
SENT = decided("is_sent", side="client", told=True, newest=True)
ANOTHER = ("is_added", {"by": TOM})
JOINED = ("are_one", {"by": MAYA, "one": 0, "other": 1})
PARTED = ("are_two_again", {"by": MAYA, "with_kept": True})
APPROVED = ("a_manager_answers", {"by": MAYA, "place": 0, "how": "approve", "package": FAIR})
CHANGED = ("a_manager_answers", {"by": MAYA, "place": 0, "how": "change", "package": FAIR})
NOT_LET_OUT = ("a_manager_answers", {"by": MAYA, "place": 0, "how": "decline", "package": FAIR})
HEARD_OF = ("is_spoken_with", {"by": RITA, "place": 0, "how": SPOKE, "answer": Offers.NEW, "ago": 0})
LAST_ROUND = ("a_round_is_taken_back", {"by": MAYA, "place": 0, "number": 0})
TICK: Step = ("ticks", {})


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([ours(days=4)], id="since when a deadline stands that was said at once"),
        pytest.param([ours(days=1), down(6), ours()], id="a new one after one that ran out unseen"),
        pytest.param([ours(days=1), theirs(), down(6), TAKEN], id="gone elsewhere after ours ran out unseen"),
        pytest.param([ours(days=1), passed(4), talked("asked", days=4)], id="a day with a round that renews nothing"),
        pytest.param([ours(package=OUTSIDE), DECLINED, OPENED], id="declined while it waited, and opened again"),
        pytest.param([ours(), ACCEPTED, theirs(), TAKEN, OPENED, OPENED], id="opened again twice"),
        pytest.param(
            [ours(), theirs(), ACCEPTED, SENT, decided("is_opened_again", 1)], id="the rival opened again, terms sent"
        ),
        pytest.param([ours(), moved(Stage.ACCEPTED), ACCEPTED, OPENED], id="accepted after it was moved by hand"),
        pytest.param(
            [ours(), theirs(), TAKEN, moved(Stage.OFFER), ours(), decided("is_opened_again", 1)],
            id="the rival opened again beside a newer one of ours",
        ),
        pytest.param(
            [ANOTHER, covered(1), TICK, JOINED, passed(4), PARTED], id="two again after whoever covered is done"
        ),
        pytest.param(
            [ours(days=1), ANOTHER, ours(days=9, by=TOM, place=1), down(4), JOINED],
            id="one that ran out unseen, joined",
        ),
        pytest.param(
            [ours(said="planned"), ours(), talked("planned"), talked("planned", package=FAIR)],
            id="planned outside the band, then within",
        ),
        pytest.param(
            [ANOTHER, moved(Stage.OFFER, place=1), JOINED, ours(package=OUTSIDE), PARTED],
            id="asked about since they are one, and two again",
        ),
        pytest.param(
            [ANOTHER, ours(package=OUTSIDE), ours(by=TOM, place=1), JOINED, PARTED],
            id="one that waited for a manager, joined with one that is open, and two again",
        ),
        pytest.param(
            [ours(days=1), talked("offered"), passed(4), moved(Stage.REJECTED), APPROVED],
            id="approved after it ran out and they were rejected",
        ),
        pytest.param(
            [ours(days=0), talked("offered"), moved(Stage.REJECTED), passed(4)],
            id="ran out and rejected before managers are reminded",
        ),
        pytest.param(
            [ours(days=1), passed(4), talked("offered", days=4), APPROVED],
            id="a day said with what waits once it ran out",
        ),
        pytest.param(
            [ours(), theirs(), moved(Stage.DECLINED), decided("is_declined", to=0, told=True), OPENED],
            id="gone to a rival, as is said after the move",
        ),
        pytest.param(
            [ours(), theirs(), ACCEPTED, moved(Stage.FELL_THROUGH), TAKEN, OPENED],
            id="gone to a rival after a yes, as is said later",
        ),
        pytest.param([ours(package=OUTSIDE), CHANGED, LAST_ROUND], id="the round of a manager taken back"),
        pytest.param([ours(days=1), passed(4), LAST_ROUND], id="the only round of one that ran out taken back"),
        pytest.param([ours(), WITHDRAWN, SAID_YES, OPENED, passed(9)], id="opened again after a yes by hand"),
        pytest.param(
            [ours(), SAID_YES, WITHDRAWN, BACK_AT_OFFER, OPENED, passed(9)], id="opened again after a yes that was none"
        ),
        pytest.param([ours(), SAID_YES, talked("offered", days=2, package=LESS), passed(9)], id="a day after a yes"),
        pytest.param([SAID_YES, ours(days=2), ours()], id="a day with what is written down after a yes"),
        pytest.param([ours(), SAID_YES, decided("its_deadline_is_moved", days=2), passed(9)], id="moved after a yes"),
        pytest.param(
            [ours(days=4, said="planned"), SAID_YES, talked("offered", package=LESS), passed(9)],
            id="made after a yes, with a day said before",
        ),
        pytest.param(
            [ours(days=4, package=OUTSIDE), SAID_YES, APPROVED, passed(9)],
            id="let out after a yes, with a day",
        ),
        pytest.param(
            [ours(), ACCEPTED, BACK_AT_OFFER, ours(), SAID_YES, moved(Stage.FELL_THROUGH), SAID_YES],
            id="back at yes, which is about another",
        ),
        pytest.param([ours(), ACCEPTED, moved(Stage.PLACED), OPENED], id="opened again after they started"),
        pytest.param([theirs(), DECLINED, theirs(), OPENED], id="a rival opened again beside a newer one of theirs"),
        pytest.param(
            [theirs(kind="counter", company="Their employer"), DECLINED, theirs(kind="counter"), OPENED],
            id="a counter-offer opened again beside a newer one",
        ),
        pytest.param([ours(), theirs(), ACCEPTED, theirs(), OPENED], id="a rival known anew, ours opened again"),
        pytest.param([theirs(), moved(Stage.REJECTED), moved(Stage.SCREENING)], id="in process again, but elsewhere"),
        pytest.param(
            [theirs(), moved(Stage.REJECTED), theirs(), moved(Stage.INTERVIEW)],
            id="in process, a rival known anew",
        ),
        pytest.param(
            [theirs(), ANOTHER, theirs(place=1), theirs("Globex", place=1), JOINED, PARTED],
            id="a rival of two records",
        ),
        pytest.param(
            [ours(), ANOTHER, moved(Stage.OFFER, 1), moved(Stage.ACCEPTED, 1), JOINED, passed(9), PARTED],
            id="a yes by the other of two records",
        ),
        pytest.param([ours(package=OUTSIDE), NOT_LET_OUT, LAST_ROUND], id="what no manager let out stays"),
        pytest.param(
            [theirs(), passed(1), HEARD_OF, talked("offered"), LAST_ROUND],
            id="a round of another written down by mistake once they told us of a new one",
        ),
    ],
)
def test_what_went_wrong_once_does_not_again(sqlite_url, steps):
    retrace(Offering, sqlite_url, steps, Offering.offers_stand_as_the_model_says, far=False)


def test_offers_stand_as_they_should_on_sqlite(sqlite_url):
    hold(Offering, sqlite_url, 20, 25, derandomize=True)


def test_offers_stand_as_they_should_on_postgresql(postgres_url):
    hold(Offering, postgres_url, 10, 25, derandomize=True)
