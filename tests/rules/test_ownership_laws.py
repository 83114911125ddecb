"""Do ownerships end as they must, whatever the facts and wherever their owner is?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Ownership, Person, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import ownership, people

POLICY = Policy()
ZONES = ("UTC", "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

moments = st.integers(0, 700 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))
owners = st.sampled_from(ZONES).map(lambda zone: Person("T", "RITA", "Rita", zone))
submissions = st.builds(
    Submission,
    id=st.just(1),
    candidate=st.just(7),
    job=st.integers(1, 3),
    title=st.just("Job"),
    recruiter=st.sampled_from(["RITA", "TOM"]),
    stage=st.sampled_from(Stage),
    entered_at=moments,
    came_from=st.sampled_from([None, *Stage]),
)


@st.composite
def standings(draw):
    since = draw(moments)
    touch = draw(st.none() | st.integers(0, 100))
    held_at = since + timedelta(days=touch) if touch is not None else since
    own = Ownership("RITA", since, None, held_at, 5 if touch is not None else None, draw(st.none() | moments))
    those = tuple(draw(st.lists(submissions, max_size=3)))
    return Standing(7, "Ana", those, updated_at=draw(st.none() | moments), ownership=own)


def ends(standing, owner):
    return ownership.ends_at(standing, owner, POLICY)


@given(standings(), owners, st.integers(0, 200))
def test_a_renewal_moves_the_end_later_or_leaves_it(standing, owner, days):
    later = standing.ownership.held_at + timedelta(days=days)
    renewed = replace(standing, ownership=replace(standing.ownership, held_at=later, held_by=6))
    assert ends(renewed, owner) >= ends(standing, owner)
    assert ends(renewed, owner) > later + timedelta(days=POLICY.own_days)


@given(standings(), owners, moments)
def test_it_never_ends_while_a_submission_of_the_owner_is_live_nor_in_the_two_weeks_after(standing, owner, now):
    own = standing.ownership
    acted = max([each for each in (own.held_at if own.held_by else None, standing.updated_at) if each], default=None)
    for each in standing.submissions:
        if each.recruiter == "RITA" and ownership.is_live(each, acted, POLICY, now):
            assert ends(standing, owner) > now + timedelta(days=POLICY.after_live_days)


@given(standings(), owners)
def test_it_ends_with_a_day_where_the_owner_is(standing, owner):
    at = ends(standing, owner)
    there = at.astimezone(ZoneInfo(owner.zone))
    last = (at - people.INSTANT).astimezone(ZoneInfo(owner.zone))
    assert last.date() < there.date()
    assert there.time() == time(0)


def test_it_ends_with_the_day_on_which_the_clocks_change_too():
    for zone, on in (("Europe/Lisbon", date(2026, 10, 25)), ("America/New_York", date(2027, 3, 14))):
        midnight = datetime.combine(on, time(0), ZoneInfo(zone))
        held_at = midnight + timedelta(hours=12) - timedelta(days=POLICY.own_days)
        standing = Standing(7, "Ana", ownership=Ownership("RITA", held_at, None, held_at.astimezone(UTC)))
        assert ends(standing, Person("T", "RITA", "Rita", zone)) == midnight + timedelta(days=1)


@given(st.lists(st.sampled_from("ABCDE"), unique=True), st.sets(st.sampled_from("ABCDE")), st.data())
def test_the_house_pool_deals_fairly_and_never_to_who_just_lost_them(rota, here, data):
    losers = data.draw(st.lists(st.sampled_from([None, "X", *rota]), max_size=30))
    cuts = data.draw(st.lists(st.integers(0, len(losers)), max_size=3).map(sorted))
    waiting: list[str] = []
    got: dict[int, str] = {}
    for start, end in zip([0, *cuts], [*cuts, len(losers)], strict=True):
        lost = {number: losers[number] for number in range(start, end)}
        to, waiting = ownership.dealt(lost, ownership.waiting(rota, waiting), here)
        got |= to
    active = [each for each in rota if each in here]
    assert set(got.values()) <= set(active)
    assert all(losers[number] != taker for number, taker in got.items())
    assert all(number in got or set(active) <= {loser} for number, loser in enumerate(losers))
    if set(losers) <= {None, "X"} and active:
        counts = [list(got.values()).count(each) for each in active]
        assert max(counts) - min(counts) <= 1


def test_the_house_pool_goes_by_its_rota_and_goes_on_where_it_was():
    rota = ["A", "B", "C"]
    first, waiting = ownership.dealt({1: None, 2: None}, ownership.waiting(rota, []), {"A", "B", "C"})
    assert (first, waiting) == ({1: "A", 2: "B"}, ["C", "A", "B"])
    second, waiting = ownership.dealt({3: "C", 4: None}, ownership.waiting(["B", "C", "D", "A"], waiting), set("ABCD"))
    assert (second, waiting) == ({3: "A", 4: "C"}, ["B", "D", "A", "C"])
