"""One record for each person: clients, tags, imports, merges, erasures, and what more is known of a touch."""

import sqlalchemy as sa
from alembic import op

from storage.columns import SORTED, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ADDRESS = "kind <> 'phone'"
_OURS = "kind <> 'phone' AND NOT shared"
_PROMISED = "promised_on IS NOT NULL AND kept_at IS NULL"
_KEPT = "kept_by IS NOT NULL"
_IN_A_ROUND = "batch IS NOT NULL"
_CAME = "came_at IS NOT NULL AND thanked_at IS NULL"
_WAITS = "next_at IS NOT NULL"

_NEW_COLUMNS = {
    "candidates": (
        ("heard_at", Moment()),
        ("heard_by", sa.String(20)),
        ("answered_at", Moment()),
        ("tried_at", Moment()),
        ("segment", sa.String(40)),
        ("do_not_contact", sa.Text()),
        ("do_not_contact_by", sa.String(20)),
        ("do_not_contact_at", Moment()),
        ("connected_by", sa.String(20)),
        ("connected_at", Moment()),
        ("kept_until", Moment()),
        ("kept_why", sa.Text()),
    ),
    "jobs": (
        ("client", sa.BigInteger()),
        ("closed_by", sa.String(20)),
        ("closed_at", Moment()),
        ("closed_for", sa.String(40)),
    ),
    "submissions": (("came_from", sa.String(40)),),
    "touches": (("kept_by", sa.BigInteger()), ("kept_at", Moment()), ("batch", sa.BigInteger())),
}
_NEW_TEXTS = {"jobs": ("role", "selling_points")}
_NEW_TABLES = (
    "asked_files",
    "known_before",
    "touch_notes",
    "import_lines",
    "favours",
    "client_contacts",
    "candidate_tags",
    "tags",
    "spellings",
    "sent_files",
    "merges",
    "imports",
    "erasures",
    "clients",
)
_ROLES = "UPDATE jobs SET role = title"
_CAME_FROM = """UPDATE submissions SET came_from = (
    SELECT before FROM stage_changes c WHERE c.team = submissions.team AND c.submission = submissions.id
    ORDER BY c.at DESC, c.id DESC LIMIT 1)"""

# What `storage.moments` counts from now on, of the touches that are there.
_ANSWERS = "(t.told OR t.outcome IN ('spoke', 'met') OR (t.direction = 'out' AND t.outcome <> 'no_answer'))"
_THEIRS = "t.team = candidates.team AND t.candidate = candidates.id AND t.deleted_at IS NULL"
_UNANSWERED = f"""FROM touches t WHERE {_THEIRS} AND t.direction = 'in' AND NOT {_ANSWERS}
    AND (candidates.answered_at IS NULL OR t.at > candidates.answered_at) ORDER BY t.at, t.logged_at LIMIT 1"""
_KEPT_BY = f"""FROM touches t WHERE t.team = touches.team AND t.candidate = touches.candidate
    AND t.deleted_at IS NULL AND t.at > touches.at AND {_ANSWERS} ORDER BY t.at, t.logged_at, t.id LIMIT 1"""
_MOMENTS = (
    f"""UPDATE candidates SET
        answered_at = (SELECT max(t.at) FROM touches t WHERE {_THEIRS} AND {_ANSWERS}),
        tried_at = (SELECT max(t.at) FROM touches t
            WHERE {_THEIRS} AND t.direction = 'out' AND t.kind IN ('call', 'video'))""",
    f"UPDATE candidates SET heard_at = (SELECT t.at {_UNANSWERED}), heard_by = (SELECT t.by {_UNANSWERED})",
    f"""UPDATE touches SET kept_by = (SELECT t.id {_KEPT_BY}), kept_at = (SELECT t.at {_KEPT_BY})
        WHERE promised_on IS NOT NULL AND deleted_at IS NULL""",
)

_WORDS = sa.text("SELECT DISTINCT team, word FROM name_words")
_KEEP = sa.text("INSERT INTO spellings (team, word, backwards) VALUES (:team, :word, :backwards)")
_AT_ONCE = 10_000


def upgrade() -> None:
    _clients_and_tags()
    _records_kept()
    _files()
    _more_of_touches()
    for table, columns in _NEW_COLUMNS.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    for table, names in _NEW_TEXTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("contacts", sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_index("uq_contacts_address", "contacts")
    _only("uq_contacts_address", "contacts", ["team", "kind", "value"], _OURS, unique=True)
    _only("ix_touches_promised", "touches", ["team", "candidate"], _PROMISED)
    _only("ix_touches_kept", "touches", ["team", "kept_by"], _KEPT)
    _only("ix_touches_batch", "touches", ["team", "batch"], _IN_A_ROUND)
    op.create_index("ix_jobs_team_client", "jobs", ["team", "client"])
    op.create_index("ix_jobs_team_added_at", "jobs", ["team", "added_at"])
    op.create_index("ix_submissions_team_job", "submissions", ["team", "job"])
    op.create_index("ix_outbox_team_about", "outbox", ["team", "about"])
    op.create_index("ix_asks_team_line", "asks", ["team", "line"])
    op.execute(_ROLES)
    op.execute(_CAME_FROM)
    for moments in _MOMENTS:
        op.execute(moments)
    _learn()


def downgrade() -> None:
    for name, table in (
        ("ix_asks_team_line", "asks"),
        ("ix_outbox_team_about", "outbox"),
        ("ix_submissions_team_job", "submissions"),
        ("ix_jobs_team_added_at", "jobs"),
        ("ix_jobs_team_client", "jobs"),
        ("ix_touches_batch", "touches"),
        ("ix_touches_kept", "touches"),
        ("ix_touches_promised", "touches"),
        ("uq_contacts_address", "contacts"),
    ):
        op.drop_index(name, table)
    op.execute("ALTER TABLE contacts DROP COLUMN shared")
    for table, names in _NEW_TEXTS.items():
        for name in names:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    for table, columns in _NEW_COLUMNS.items():
        for name, _ in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    _only("uq_contacts_address", "contacts", ["team", "kind", "value"], _ADDRESS, unique=True)
    for table in _NEW_TABLES:
        op.drop_table(table)


def _clients_and_tags() -> None:
    op.create_table(
        "clients",
        *_key("id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", SORTED, nullable=False),
        sa.Column("added_by", sa.String(20), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_clients"),
        sa.UniqueConstraint("team", "folded", name="uq_clients_team_folded"),
    )
    op.create_table(
        "client_contacts",
        *_key("client", "candidate"),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("added_by", sa.String(20), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        _tied("client_contacts", "client", "clients"),
        _tied("client_contacts", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("team", "client", "candidate", name="pk_client_contacts"),
    )
    op.create_index("ix_client_contacts_team_candidate", "client_contacts", ["team", "candidate"])
    op.create_table(
        "tags",
        *_key("id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", SORTED, nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_tags"),
        sa.UniqueConstraint("team", "folded", name="uq_tags_team_folded"),
    )
    op.create_table(
        "candidate_tags",
        *_key("candidate", "tag"),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _tied("candidate_tags", "candidate", "candidates"),
        _tied("candidate_tags", "tag", "tags"),
        sa.PrimaryKeyConstraint("team", "candidate", "tag", name="pk_candidate_tags"),
    )
    op.create_index("ix_candidate_tags_team_tag_candidate", "candidate_tags", ["team", "tag", "candidate"])
    op.create_table(
        "spellings",
        sa.Column("team", sa.String(20), nullable=False),
        sa.Column("word", SORTED, nullable=False),
        sa.Column("backwards", SORTED, nullable=False),
        sa.PrimaryKeyConstraint("team", "word", name="pk_spellings"),
    )
    op.create_index("ix_spellings_team_backwards", "spellings", ["team", "backwards"])


def _records_kept() -> None:
    op.create_table(
        "known_before",
        *_key("id"),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        _tied("known_before", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_known_before"),
    )
    op.create_index("ix_known_before_team_candidate", "known_before", ["team", "candidate"])
    op.create_table(
        "merges",
        *_key("id"),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_merges"),
    )
    op.create_index("ix_merges_team_gone", "merges", ["team", "gone"])
    op.create_index("ix_merges_team_kept", "merges", ["team", "kept"])
    op.create_index("ix_merges_at", "merges", ["at"])
    op.create_table(
        "erasures",
        *_key("candidate"),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("told", sa.String(400), nullable=True),
        sa.PrimaryKeyConstraint("team", "candidate", name="pk_erasures"),
    )
    _only("ix_erasures_undone", "erasures", ["at"], "done_at IS NULL")


def _files() -> None:
    op.create_table(
        "asked_files",
        *_key("id"),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("about", sa.String(400), nullable=False),
        sa.Column("files", sa.String(400), nullable=False),
        sa.Column("next_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_asked_files"),
    )
    op.create_index("ix_asked_files_next_at", "asked_files", ["next_at"])
    op.create_table(
        "sent_files",
        *_key("id"),
        sa.Column("file", sa.String(40), nullable=False),
        sa.Column("recipient", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("delete_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_sent_files"),
    )
    op.create_index("ix_sent_files_delete_at", "sent_files", ["delete_at"])
    op.create_table(
        "imports",
        *_key("id"),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.String(40), nullable=True),
        sa.Column("read_as", sa.Text(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("total", "done", "added", "joined", "unchanged", "held", "refused")
        ),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("begun_at", Moment(), nullable=True),
        sa.Column("next_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_imports"),
    )
    _only("ix_imports_next", "imports", ["next_at"], _WAITS)
    op.create_index("ix_imports_team_at", "imports", ["team", "at"])
    op.create_table(
        "import_lines",
        *_key("of"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        _tied("import_lines", "of", "imports"),
        sa.PrimaryKeyConstraint("team", "of", "number", name="pk_import_lines"),
    )


def _more_of_touches() -> None:
    op.create_table(
        "touch_notes",
        *_key("touch"),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _tied("touch_notes", "touch", "touches"),
        sa.PrimaryKeyConstraint("team", "touch", "about", name="pk_touch_notes"),
    )
    op.create_index("ix_touch_notes_team_candidate_about", "touch_notes", ["team", "candidate", "about"])
    op.create_table(
        "favours",
        *_key("id"),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("came_of_it", sa.Text(), nullable=True),
        sa.Column("came_at", Moment(), nullable=True),
        sa.Column("thanked_at", Moment(), nullable=True),
        _tied("favours", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_favours"),
    )
    op.create_index("ix_favours_team_candidate_at", "favours", ["team", "candidate", "at"])
    _only("ix_favours_came", "favours", ["team", "candidate"], _CAME)


def _learn() -> None:
    """Keep each word of the names that are there, forwards and backwards, as new ones will be."""
    db = op.get_bind()
    known = db.execute(_WORDS)
    while some := known.fetchmany(_AT_ONCE):
        db.execute(_KEEP, [{"team": team, "word": word, "backwards": word[::-1]} for team, word in some])


def _key(*ids: str) -> list[sa.Column[object]]:
    of: list[sa.Column[object]] = [sa.Column("team", sa.String(20), nullable=False)]
    return of + [sa.Column(id, sa.BigInteger(), autoincrement=False, nullable=False) for id in ids]


def _tied(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["team", column], [f"{to}.team", f"{to}.id"], name=f"fk_{table}_team_{column}")


def _only(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    only = sa.text(where)
    op.create_index(name, table, columns, unique=unique, postgresql_where=only, sqlite_where=only)
