"""Who owns a candidate: claims, disputes, rights to represent, cover, and what a team has agreed."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from bot.clock import Clock
from storage.columns import Moment, new_id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("owner", sa.String(20)),
    ("owned_since", Moment()),
    ("owned_how", sa.String(40)),
    ("held_at", Moment()),
    ("held_by", sa.BigInteger()),
    ("held_until", Moment()),
    ("dispute", sa.BigInteger()),
    ("credit", sa.String(400)),
)
_TABLES = (
    "turns",
    "terms",
    "handovers",
    "covers",
    "approvals",
    "representations",
    "dispute_questions",
    "evidence",
    "disputes",
    "owner_changes",
)
_INDEXES = (
    ("ix_touches_lent", "touches"),
    ("ix_promises_lent", "promises"),
    ("ix_promises_ends", "promises"),
    ("ix_candidates_pool", "candidates"),
    ("ix_candidates_owner", "candidates"),
)
_OPEN = "state <> 'ended'"
_OWNED = "owner IS NOT NULL"
_IN_POOL_SINCE = "coalesce(owned_since, added_at)"
# Who is responsible for a candidate today owns them from now on: the recruiter of what goes on or was last, else
# whoever added them, if they are still here; who came with a file and was not spoken with since is in the house pool.
# Nobody loses anyone at once: it lapses in a month at the soonest.
_NOTICE = timedelta(days=30)
_LIVE = "('sourced', 'screening', 'submitted', 'interview', 'offer', 'accepted')"
_RECRUITER = f"""(SELECT s.recruiter FROM submissions s
    WHERE s.team = candidates.team AND s.candidate = candidates.id
    ORDER BY CASE WHEN s.stage IN {_LIVE} THEN 0 ELSE 1 END, s.entered_at DESC, s.id DESC LIMIT 1)"""
_HERE = """EXISTS (SELECT 1 FROM people p WHERE p.team = candidates.team AND p.id = candidates.owner
    AND p.active AND NOT p.guest AND NOT p.outsider)"""
_SPOKEN = """FROM touches t WHERE t.team = candidates.team AND t.candidate = candidates.id AND t.two_way
    AND t.deleted_at IS NULL"""
_ALONE = """EXISTS (SELECT 1 FROM audit a WHERE a.team = candidates.team AND a.subject_kind = 'candidate'
    AND a.subject = CAST(candidates.id AS VARCHAR(40)) AND a.verb = 'added')"""
_HOLDING = f"{_SPOKEN} AND t.by = candidates.owner AND t.at >= candidates.added_at"
_OWNERS = (
    f"UPDATE candidates SET owner = {_RECRUITER}",
    f"""UPDATE candidates SET owner = added_by WHERE (owner IS NULL OR NOT {_HERE})
        AND ({_ALONE} OR EXISTS (SELECT 1 {_SPOKEN} AND t.by = candidates.added_by))""",
    f"UPDATE candidates SET owner = NULL WHERE owner IS NOT NULL AND NOT {_HERE}",
    f"UPDATE candidates SET held_at = (SELECT max(t.at) {_HOLDING}) WHERE owner IS NOT NULL",
    f"""UPDATE candidates SET held_by = (SELECT max(t.id) {_HOLDING} AND t.at = candidates.held_at)
        WHERE held_at IS NOT NULL""",
    """UPDATE candidates SET owned_since = added_at, owned_how = 'standing', held_at = coalesce(held_at, added_at)
        WHERE owner IS NOT NULL""",
)
# What the version before does not know of: promises by kind, letters by kind, and items of letters.
_PROMISES = "('terms.replan', 'ownership.ends', 'disputes.clock', 'covers.clock', 'people.left')"
_LETTERS_BEFORE = """('morning', 'updates.escalated', 'updates.put_off', 'updates.asked', 'updates.answered',
    'operators.given_up', 'touches.changed', 'imports', 'imports.greeting', 'files.not_made', 'files.not_handed_over',
    'erasing.done', 'retention.to_erase', 'retention.unanswered')"""
_LETTERS = f"(SELECT o.id FROM outbox o WHERE o.team = lines.team AND o.kind NOT IN {_LETTERS_BEFORE})"
_ITEMS = f"kind LIKE 'ownership.%' OR letter IN {_LETTERS}"
_FORGET = (
    f"DELETE FROM promises WHERE kind IN {_PROMISES}",
    f"""DELETE FROM asks WHERE EXISTS (SELECT 1 FROM lines
        WHERE lines.team = asks.team AND lines.id = asks.line AND ({_ITEMS}))""",
    f"DELETE FROM lines WHERE {_ITEMS}",
    f"DELETE FROM outbox WHERE kind NOT IN {_LETTERS_BEFORE}",
)
_PLAN = sa.text(
    """INSERT INTO promises (team, kind, subject, whom, heard_by, due_at, since, step, said, alone_at, snoozes)
    SELECT team, 'terms.replan', '-1', '', '', :now, :now, 0, 0, :now, 0 FROM teams"""
).bindparams(sa.bindparam("now", type_=Moment()))
_CHANGES = sa.table(
    "owner_changes",
    sa.column("team"),
    sa.column("id"),
    sa.column("candidate"),
    sa.column("after"),
    sa.column("how"),
    sa.column("at", Moment()),
    sa.column("by"),
)
_OWNERSHIPS = sa.text("SELECT team, id, owner, owned_since FROM candidates WHERE owner IS NOT NULL").columns(
    owned_since=Moment()
)
_AT_ONCE = 10_000


def upgrade() -> None:
    for name, kind in _COLUMNS:
        op.add_column("candidates", sa.Column(name, kind, nullable=True))
    op.add_column("touches", sa.Column("holds", sa.String(20), server_default="", nullable=False))
    op.execute("UPDATE touches SET holds = by")
    op.add_column("people", sa.Column("cover", sa.String(20), nullable=True))
    _owners()
    _disputes()
    _agreed()
    _people()
    for owners in _OWNERS:
        op.execute(owners)
    now = Clock().now()
    until = sa.text("UPDATE candidates SET held_until = :until WHERE owner IS NOT NULL")
    op.get_bind().execute(until.bindparams(sa.bindparam("until", now + _NOTICE, type_=Moment())))
    _only("ix_candidates_owner", "candidates", ["team", "owner"], _OWNED)
    _only("ix_candidates_pool", "candidates", ["team", sa.text(_IN_POOL_SINCE), "id"], "owner IS NULL")
    _only("ix_promises_ends", "promises", ["team", "whom", "due_at"], "kind = 'ownership.ends'")
    _only("ix_promises_lent", "promises", ["team", "whom"], "heard_by <> whom")
    _only("ix_touches_lent", "touches", ["team", "holds", "logged_at"], "holds <> by")
    op.get_bind().execute(_PLAN, {"now": now})
    _write_down()


def downgrade() -> None:
    for forgetting in _FORGET:
        op.execute(forgetting)
    for index, table in _INDEXES:
        op.drop_index(index, table)
    for table in _TABLES:
        op.drop_table(table)
    op.execute("ALTER TABLE people DROP COLUMN cover")
    op.execute("ALTER TABLE touches DROP COLUMN holds")
    for name, _ in _COLUMNS:
        op.execute(f"ALTER TABLE candidates DROP COLUMN {name}")


def _owners() -> None:
    op.create_table(
        "owner_changes",
        *_key("id"),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.String(20), nullable=True),
        sa.Column("after", sa.String(20), nullable=True),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("touch", sa.BigInteger(), nullable=True),
        sa.Column("dispute", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        _tied("owner_changes", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_owner_changes"),
    )
    op.create_index("ix_owner_changes_team_candidate_at", "owner_changes", ["team", "candidate", "at"])
    op.create_index("ix_owner_changes_team_before_at", "owner_changes", ["team", "before", "at"])


def _disputes() -> None:
    op.create_table(
        "disputes",
        *_key("id"),
        sa.Column("candidate", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.String(20), nullable=False),
        sa.Column("claimant", sa.String(20), nullable=False),
        sa.Column("job", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("answer_by", Moment(), nullable=False),
        sa.Column("rule_by", Moment(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(20), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("up_at", Moment(), nullable=True),
        sa.Column("suggestion", sa.String(40), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("about", sa.BigInteger(), nullable=True),
        sa.Column("ruling", sa.String(40), nullable=True),
        sa.Column("ruled_by", sa.String(20), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("credit", sa.String(400), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        _tied("disputes", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_disputes"),
    )
    _only("uq_disputes_open", "disputes", ["team", "candidate"], _OPEN, unique=True)
    op.create_index("ix_disputes_team_candidate", "disputes", ["team", "candidate"])
    op.create_index("ix_disputes_team_ended_at", "disputes", ["team", "ended_at"])
    op.create_table(
        "evidence",
        *_key("dispute", "touch"),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("kind", "direction", "outcome")),
        sa.Column("two_way", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("logged_at", Moment(), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("holds", sa.String(20), nullable=False),
        sa.Column("backdated", sa.Boolean(), nullable=False),
        _tied("evidence", "dispute", "disputes"),
        sa.PrimaryKeyConstraint("team", "dispute", "touch", name="pk_evidence"),
    )
    op.create_table(
        "dispute_questions",
        *_key("id"),
        sa.Column("dispute", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(20), nullable=False),
        sa.Column("asked_of", sa.String(20), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        _tied("dispute_questions", "dispute", "disputes"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_dispute_questions"),
    )
    op.create_index("ix_dispute_questions_team_dispute", "dispute_questions", ["team", "dispute"])


def _agreed() -> None:
    op.create_table(
        "representations",
        *_key("id"),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("job", sa.BigInteger(), nullable=False),
        sa.Column("holder", sa.String(20), nullable=False),
        sa.Column("agreed_at", Moment(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("recorded_by", sa.String(20), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by", sa.String(20), nullable=True),
        sa.Column("ended_for", sa.Text(), nullable=True),
        _tied("representations", "candidate", "candidates"),
        _tied("representations", "job", "jobs"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_representations"),
    )
    op.create_index("ix_representations_team_candidate", "representations", ["team", "candidate"])
    op.create_index("ix_representations_team_holder", "representations", ["team", "holder"])
    op.create_table(
        "approvals",
        *_key("id"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_by", sa.String(20), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        _tied("approvals", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_team_candidate", "approvals", ["team", "candidate"])
    _only("ix_approvals_undecided", "approvals", ["team"], "granted IS NULL")
    op.create_table(
        "terms",
        sa.Column("team", sa.String(20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_terms"),
    )


def _people() -> None:
    op.create_table(
        "covers",
        *_key("id"),
        sa.Column("away", sa.String(20), nullable=False),
        sa.Column("cover", sa.String(20), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_covers"),
    )
    op.create_index("ix_covers_team_away", "covers", ["team", "away"])
    _only("ix_covers_open", "covers", ["team"], "ended_at IS NULL")
    op.create_table(
        "handovers",
        *_key("id"),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("takers", sa.String(400), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("dealt", sa.String(400), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_handovers"),
    )
    _only("ix_handovers_open", "handovers", ["team"], "done_at IS NULL")
    op.create_table(
        "turns",
        sa.Column("team", sa.String(20), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_turns"),
    )


def _write_down() -> None:
    """Put on record who owns whom from now on."""
    db = op.get_bind()
    known = db.execute(_OWNERSHIPS)
    while some := known.fetchmany(_AT_ONCE):
        rows = [
            {"team": row.team, "id": new_id(), "candidate": row.id, "after": row.owner, "how": "standing"}
            | {"at": row.owned_since, "by": row.owner}
            for row in some
        ]
        db.execute(_CHANGES.insert(), rows)


def _key(*ids: str) -> list[sa.Column[object]]:
    of: list[sa.Column[object]] = [sa.Column("team", sa.String(20), nullable=False)]
    return of + [sa.Column(id, sa.BigInteger(), autoincrement=False, nullable=False) for id in ids]


def _tied(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_team_{column}"
    return sa.ForeignKeyConstraint(["team", column], [f"{to}.team", f"{to}.id"], name=name)


def _only(name: str, table: str, columns: Sequence[str | sa.TextClause], rows: str, *, unique: bool = False) -> None:
    """Index only some rows."""
    where = sa.text(rows)
    op.create_index(name, table, list(columns), unique=unique, postgresql_where=where, sqlite_where=where)
