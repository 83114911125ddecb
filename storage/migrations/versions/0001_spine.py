"""The spine: people, candidates, touches, promises, letters, audit."""

import sqlalchemy as sa
from alembic import op

from storage.columns import SORTED, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# An entry may be sealed once; nothing else about it ever changes, and none is taken out.
_SQLITE = (
    """CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
    """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL OR NEW.id <> OLD.id OR NEW.team <> OLD.team OR NEW.at <> OLD.at
        OR NEW.by <> OLD.by OR NEW.verb <> OLD.verb
        OR NEW.subject_kind <> OLD.subject_kind OR NEW.subject <> OLD.subject OR NEW.before IS NOT OLD.before
        OR NEW.after IS NOT OLD.after
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
    "CREATE VIRTUAL TABLE name_parts USING fts5(folded, content='', tokenize='trigram')",
    """CREATE TRIGGER candidates_named AFTER INSERT ON candidates
    BEGIN INSERT INTO name_parts (rowid, folded) VALUES (NEW.id, NEW.folded); END""",
    """CREATE TRIGGER candidates_renamed AFTER UPDATE OF folded ON candidates BEGIN
    INSERT INTO name_parts (name_parts, rowid, folded) VALUES ('delete', OLD.id, OLD.folded);
    INSERT INTO name_parts (rowid, folded) VALUES (NEW.id, NEW.folded); END""",
    """CREATE TRIGGER candidates_gone AFTER DELETE ON candidates
    BEGIN INSERT INTO name_parts (name_parts, rowid, folded) VALUES ('delete', OLD.id, OLD.folded); END""",
)
_POSTGRES = (
    """CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' AND OLD.seal IS NULL AND NEW.seal IS NOT NULL
        AND (NEW.team, NEW.id, NEW.at, NEW."by", NEW.verb, NEW.subject_kind, NEW.subject)
            = (OLD.team, OLD.id, OLD.at, OLD."by", OLD.verb, OLD.subject_kind, OLD.subject)
        AND NEW.before IS NOT DISTINCT FROM OLD.before AND NEW.after IS NOT DISTINCT FROM OLD.after
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the audit is append-only'; END $$""",
    """CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()""",
    """CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()""",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_candidates_part ON candidates USING gin (folded gin_trgm_ops)",
)


_FEW = (("ix_outbox_dead", "due_at", "state = 'dead'"), ("ix_outbox_twice", "team", "possibly_twice"))


def upgrade() -> None:

    op.create_table(
        "audit",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=400), nullable=True),
        sa.Column("after", sa.String(length=400), nullable=True),
        sa.Column("seal", sa.Integer(), nullable=True),
        sa.Column("prev_hash", sa.String(length=64), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_audit")),
        sa.UniqueConstraint("team", "seal", name=op.f("uq_audit_team_seal")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_team_subject_kind_subject"),
            ["team", "subject_kind", "subject"],
            unique=False,
        )
        batch_op.create_index(
            "ix_audit_unsealed",
            ["at"],
            unique=False,
            postgresql_where=sa.text("seal IS NULL"),
            sqlite_where=sa.text("seal IS NULL"),
        )

    op.create_table(
        "candidates",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", SORTED, nullable=False),
        sa.Column("added_by", sa.String(length=20), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("first_spoke_at", Moment(), nullable=True),
        sa.Column("spoke_at", Moment(), nullable=True),
        sa.Column("updated_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_candidates")),
    )
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidates_team_folded"), ["team", "folded"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_at"), ["at"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "key", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_at"), ["at"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("folded", SORTED, nullable=False),
        sa.Column("added_by", sa.String(length=20), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("team", "folded", name=op.f("uq_jobs_team_folded")),
    )
    op.create_table(
        "outbox",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=True),
        sa.Column("by", sa.String(length=20), nullable=True),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("ts", sa.String(length=30), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("first_try_at", Moment(), nullable=True),
        sa.Column("error", sa.String(length=100), nullable=True),
        sa.Column("possibly_twice", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("team", "key", name=op.f("uq_outbox_team_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_next",
            ["next_at"],
            unique=False,
            postgresql_where=sa.text("next_at IS NOT NULL"),
            sqlite_where=sa.text("next_at IS NOT NULL"),
        )
        for name, column, only in _FEW:
            batch_op.create_index(
                name, [column], unique=False, postgresql_where=sa.text(only), sqlite_where=sa.text(only)
            )
        batch_op.create_index(batch_op.f("ix_outbox_team_recipient"), ["team", "recipient"], unique=False)

    op.create_table(
        "people",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=10), nullable=True),
        sa.Column("country_chosen", sa.Boolean(), nullable=False),
        sa.Column("morning_at", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("outsider", sa.Boolean(), nullable=False),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_people")),
    )
    op.create_table(
        "promises",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("whom", sa.String(length=20), nullable=False),
        sa.Column("heard_by", sa.String(length=20), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("nudge_at", Moment(), nullable=True),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("alone_at", Moment(), nullable=True),
        sa.Column("snoozed_until", Moment(), nullable=True),
        sa.Column("snoozes", sa.Integer(), nullable=False),
        sa.Column("waived", sa.String(length=40), nullable=True),
        sa.Column("waits_for", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("team", "kind", "subject", "whom", name=op.f("pk_promises")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index(
            "ix_promises_alone",
            ["alone_at"],
            unique=False,
            postgresql_where=sa.text("alone_at IS NOT NULL"),
            sqlite_where=sa.text("alone_at IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_promises_team_heard_by_nudge_at"), ["team", "heard_by", "nudge_at"], unique=False
        )

    op.create_table(
        "teams",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bot_user", sa.String(length=20), nullable=False),
        sa.Column("bot_id", sa.String(length=20), nullable=False),
        sa.Column("installed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", name=op.f("pk_teams")),
    )
    op.create_table(
        "contacts",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", SORTED, nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "candidate"],
            ["candidates.team", "candidates.id"],
            name=op.f("fk_contacts_team_candidate"),
        ),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_contacts")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contacts_team_candidate"), ["team", "candidate"], unique=False)
        batch_op.create_index(batch_op.f("ix_contacts_team_value"), ["team", "value"], unique=False)
        batch_op.create_index(
            "uq_contacts_address",
            ["team", "kind", "value"],
            unique=True,
            postgresql_where=sa.text("kind <> 'phone'"),
            sqlite_where=sa.text("kind <> 'phone'"),
        )

    op.create_table(
        "lines",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("letter", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("whom", sa.String(length=20), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("by", sa.String(length=20), nullable=True),
        sa.Column("at", Moment(), nullable=True),
        sa.Column("until", Moment(), nullable=True),
        sa.Column("colleague", sa.String(length=20), nullable=True),
        sa.Column("waived", sa.String(length=40), nullable=True),
        sa.Column("touch", sa.BigInteger(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["team", "letter"], ["outbox.team", "outbox.id"], name=op.f("fk_lines_team_letter")),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_lines")),
        sa.UniqueConstraint(
            "team",
            "letter",
            "kind",
            "subject",
            "whom",
            "since",
            "step",
            name=op.f("uq_lines_team_letter_kind_subject_whom_since_step"),
        ),
    )
    with op.batch_alter_table("lines", schema=None) as batch_op:
        batch_op.create_index("ix_lines_subject", ["team", "kind", "subject"], unique=False)
        batch_op.create_index(
            "ix_lines_touch",
            ["team", "touch"],
            unique=False,
            postgresql_where=sa.text("touch IS NOT NULL"),
            sqlite_where=sa.text("touch IS NOT NULL"),
        )

    op.create_table(
        "name_words",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("word", SORTED, nullable=False),
        sa.Column("candidate", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "candidate"],
            ["candidates.team", "candidates.id"],
            name=op.f("fk_name_words_team_candidate"),
        ),
        sa.PrimaryKeyConstraint("team", "word", "candidate", name=op.f("pk_name_words")),
    )
    with op.batch_alter_table("name_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_words_team_candidate"), ["team", "candidate"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("job", sa.BigInteger(), nullable=False),
        sa.Column("recruiter", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "candidate"],
            ["candidates.team", "candidates.id"],
            name=op.f("fk_submissions_team_candidate"),
        ),
        sa.ForeignKeyConstraint(["team", "job"], ["jobs.team", "jobs.id"], name=op.f("fk_submissions_team_job")),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("team", "candidate", "job", name=op.f("uq_submissions_team_candidate_job")),
    )
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submissions_team_recruiter"), ["team", "recruiter"], unique=False)

    op.create_table(
        "touches",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("two_way", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("offers", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("logged_at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("credit", sa.String(length=20), nullable=False),
        sa.Column("backdated", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team", "candidate"],
            ["candidates.team", "candidates.id"],
            name=op.f("fk_touches_team_candidate"),
        ),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_touches")),
    )
    with op.batch_alter_table("touches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_touches_team_by_logged_at"), ["team", "by", "logged_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_touches_team_candidate_at"), ["team", "candidate", "at"], unique=False)

    op.create_table(
        "asks",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=False),
        sa.Column("colleague", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["team", "line"], ["lines.team", "lines.id"], name=op.f("fk_asks_team_line")),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_asks")),
    )
    op.create_table(
        "stage_changes",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("submission", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "submission"],
            ["submissions.team", "submissions.id"],
            name=op.f("fk_stage_changes_team_submission"),
        ),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_stage_changes")),
    )
    with op.batch_alter_table("stage_changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stage_changes_team_submission_at"), ["team", "submission", "at"], unique=False
        )
    on_postgres = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRES if on_postgres else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_is_append_only ON audit")
        op.execute("DROP TRIGGER audit_is_not_emptied ON audit")
        op.execute("DROP FUNCTION refuse_change_of_audit")
    else:
        op.execute("DROP TABLE name_parts")

    with op.batch_alter_table("stage_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_changes_team_submission_at"))

    op.drop_table("stage_changes")
    op.drop_table("asks")
    with op.batch_alter_table("touches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_touches_team_candidate_at"))
        batch_op.drop_index(batch_op.f("ix_touches_team_by_logged_at"))

    op.drop_table("touches")
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submissions_team_recruiter"))

    op.drop_table("submissions")
    with op.batch_alter_table("name_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_words_team_candidate"))

    op.drop_table("name_words")
    with op.batch_alter_table("lines", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_lines_touch",
            postgresql_where=sa.text("touch IS NOT NULL"),
            sqlite_where=sa.text("touch IS NOT NULL"),
        )
        batch_op.drop_index("ix_lines_subject")

    op.drop_table("lines")
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index("uq_contacts_address")
        batch_op.drop_index(batch_op.f("ix_contacts_team_value"))
        batch_op.drop_index(batch_op.f("ix_contacts_team_candidate"))

    op.drop_table("contacts")
    op.drop_table("teams")
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promises_team_heard_by_nudge_at"))
        batch_op.drop_index(
            "ix_promises_alone",
            postgresql_where=sa.text("alone_at IS NOT NULL"),
            sqlite_where=sa.text("alone_at IS NOT NULL"),
        )

    op.drop_table("promises")
    op.drop_table("people")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_team_recipient"))
        batch_op.drop_index(
            "ix_outbox_next",
            postgresql_where=sa.text("next_at IS NOT NULL"),
            sqlite_where=sa.text("next_at IS NOT NULL"),
        )

    op.drop_table("outbox")
    op.drop_table("jobs")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_at"))

    op.drop_table("inbox")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_at"))

    op.drop_table("drafts")
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidates_team_folded"))

    op.drop_table("candidates")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_audit_unsealed",
            postgresql_where=sa.text("seal IS NULL"),
            sqlite_where=sa.text("seal IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_audit_team_subject_kind_subject"))

    op.drop_table("audit")
