"""Is what a team agrees on read as it was typed, and refused at its field where nobody can have meant it?"""

from dataclasses import replace

import pytest

from bot.errors import Refused
from bot.facts import Pool, Terms
from bot.forms import terms
from bot.forms.inputs import UNREADABLE
from bot.policy import Policy
from bot.rules import terms as rules
from practice.elements import first_values

POLICY = replace(Policy(), keeper="U0MAYA", rota=("U0RITA", "U0TOM"), pool=Pool.TURN)
DAYS = "Type a whole number of days from 1 to 3,650."


def opened(policy: Policy = POLICY, **answers):
    """The form as Slack hands it back, with some answers given in it."""
    view = terms.form(rules.today(policy))
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        values[name][name] |= answer
    return view | {"state": {"values": values}}


def pool(value):
    return {"selected_option": {"value": value}}


@pytest.mark.parametrize(
    ("policy", "answers", "read"),
    [
        pytest.param(POLICY, {}, Terms(90, 365, Pool.TURN, "U0MAYA", ("U0RITA", "U0TOM")), id="as it was"),
        pytest.param(Policy(), {"own_days": {"value": " 30 "}}, Terms(30, 365, Pool.FREE), id="a shorter period"),
        pytest.param(Policy(), {"pool": pool("assigned")}, Terms(90, 365, Pool.ASSIGNED), id="a manager assigns"),
        pytest.param(
            POLICY,
            {"rota": {"selected_users": ["U0TOM", "U0TOM", "U0RITA"]}, "keeper": {"selected_user": None}},
            Terms(90, 365, Pool.TURN, None, ("U0TOM", "U0RITA")),
            id="another order, nobody twice, no keeper",
        ),
    ],
)
def test_terms_are_read(policy, answers, read):
    assert terms.read(opened(policy, **answers)) == read


@pytest.mark.parametrize(
    ("answers", "field", "reason"),
    [
        *(
            pytest.param({"own_days": {"value": typed}}, "own_days", DAYS, id=f"days: {typed}")
            for typed in (None, "0", "3651", "-3", "9.5", "ninety", "٩٠", "99999999")
        ),
        pytest.param({"own_placed_days": {"value": "0"}}, "own_placed_days", DAYS, id="no days after a placement"),
        pytest.param({"pool": {"selected_option": None}}, "pool", "Choose where they go.", id="no rule"),
        pytest.param({"pool": pool("sold")}, "pool", UNREADABLE, id="a rule nobody knows"),
        pytest.param(
            {"rota": {"selected_users": []}},
            "rota",
            "Choose who takes a turn: at least one colleague.",
            id="a turn of nobody’s",
        ),
        pytest.param({"rota": {"selected_users": ["<!here>"]}}, "rota", UNREADABLE, id="a person that is none"),
        pytest.param({"keeper": {"selected_user": "C0GENERAL"}}, "keeper", UNREADABLE, id="a channel that keeps"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_at_its_field(answers, field, reason):
    view = opened(POLICY, **answers)
    with pytest.raises(Refused) as refused:
        terms.read(view)
    assert (refused.value.field, refused.value.reason) == (field, reason)
