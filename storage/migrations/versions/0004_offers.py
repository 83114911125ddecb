"""Offers: ours, the rivals' and the counter-offer, what was agreed, placements, bands and rates."""

import sqlalchemy as sa
from alembic import op

from bot.clock import Clock
from storage.columns import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = ("dealing", "offers_new_at", "offers_asked_at", "attempted_at")
_TABLES = (
    "losses",
    "placements",
    "agreements",
    "levers",
    "offer_changes",
    "offer_rounds",
    "offers",
    "bands",
    "rates",
    "pay_keys",
)
_SPOKEN = "FROM touches t WHERE t.team = candidates.team AND t.candidate = candidates.id AND t.deleted_at IS NULL"
# As `storage.moments` keeps them.
_MOMENTS = (
    f"""UPDATE candidates SET offers_asked_at =
        (SELECT max(t.at) {_SPOKEN} AND t.two_way AND t.offers IN ('none', 'new'))""",
    f"""UPDATE candidates SET offers_new_at =
        (SELECT max(t.at) {_SPOKEN} AND t.two_way AND t.offers = 'new')""",
    f"""UPDATE candidates SET attempted_at =
        (SELECT max(t.at) {_SPOKEN} AND NOT t.two_way AND t.direction = 'out' AND t.kind <> 'newsletter')""",
)
_UNCHANGED_SQLITE = """CREATE TRIGGER agreements_are_not_changed BEFORE UPDATE OF "offer", version, "at", "by", digest
    ON agreements BEGIN SELECT RAISE(ABORT, 'an agreement is not changed; a new version follows'); END"""
_UNCHANGED_POSTGRES = (
    """CREATE FUNCTION refuse_change_of_agreement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'an agreement is not changed; a new version follows'; END $$""",
    """CREATE TRIGGER agreements_are_not_changed BEFORE UPDATE OF "offer", version, "at", "by", digest ON agreements
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_agreement()""",
)
# All that is owed is worked out anew by the bot, a piece at a time: more is owed now.
_NOT_BEGUN = "DELETE FROM promises WHERE kind = 'terms.replan'"
_PLAN = sa.text(
    """INSERT INTO promises (team, kind, subject, whom, heard_by, due_at, since, step, said, alone_at, snoozes)
    SELECT team, 'terms.replan', '-1', '', '', :now, :now, 0, 0, :now, 0 FROM teams"""
).bindparams(sa.bindparam("now", type_=Moment()))
# What the version before does not know of.
_KINDS = (
    "('offers.check_in', 'offers.decision', 'offers.rival', 'agreements.owed', 'placements.resigned', 'offers.clock')"
)
_FORGET = (
    f"DELETE FROM promises WHERE kind IN {_KINDS}",
    f"""DELETE FROM asks WHERE EXISTS (SELECT 1 FROM lines
        WHERE lines.team = asks.team AND lines.id = asks.line AND lines.kind IN {_KINDS})""",
    f"DELETE FROM lines WHERE kind IN {_KINDS}",
    "DELETE FROM outbox WHERE kind LIKE 'offers.%' OR kind LIKE 'agreements.%' OR kind LIKE 'placements.%'",
    "DELETE FROM outbox WHERE kind = 'approvals.unanswered'",
    "DELETE FROM approvals WHERE kind = 'feasible'",
    "DELETE FROM drafts WHERE body LIKE 'enc1:%'",
    "DELETE FROM inbox WHERE result LIKE 'enc1:%'",
    """UPDATE imports SET state = 'cancelled', next_at = NULL WHERE state IN ('reading', 'shown', 'running')
        AND EXISTS (SELECT 1 FROM import_lines
        WHERE import_lines.team = imports.team AND import_lines."of" = imports.id AND body LIKE 'enc1:%')""",
    "DELETE FROM import_lines WHERE body LIKE 'enc1:%'",
)


def upgrade() -> None:
    op.add_column("candidates", sa.Column("attempted_at", Moment(), nullable=True))
    op.add_column("candidates", sa.Column("offers_asked_at", Moment(), nullable=True))
    op.add_column("candidates", sa.Column("offers_new_at", Moment(), nullable=True))
    op.add_column("sent_files", sa.Column("agreement", sa.BigInteger(), nullable=True))
    op.add_column("candidates", sa.Column("dealing", sa.Boolean(), server_default=sa.false(), nullable=False))
    _offers()
    _agreed()
    _allowed()
    for moments in _MOMENTS:
        op.execute(moments)
    op.execute(_NOT_BEGUN)
    op.get_bind().execute(_PLAN, {"now": Clock().now()})
    for trigger in (_UNCHANGED_SQLITE,) if op.get_bind().dialect.name == "sqlite" else _UNCHANGED_POSTGRES:
        op.execute(trigger)


def downgrade() -> None:
    for forgetting in _FORGET:
        op.execute(forgetting)
    for table in _TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_agreement()")
    for name in _COLUMNS:
        op.execute(f"ALTER TABLE candidates DROP COLUMN {name}")
    op.execute("ALTER TABLE sent_files DROP COLUMN agreement")


def _offers() -> None:
    op.create_table(
        "offers",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("raised_by", sa.String(length=20), nullable=False),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("submission", sa.BigInteger(), nullable=True),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("stage_there", sa.String(length=40), nullable=True),
        sa.Column("rank", sa.String(length=40), nullable=True),
        sa.Column("touch", sa.BigInteger(), nullable=True),
        sa.Column("decide_by", Moment(), nullable=True),
        sa.Column("decide_on", sa.Date(), nullable=True),
        sa.Column("decide_since", Moment(), nullable=True),
        sa.Column("made_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("client_told_at", Moment(), nullable=True),
        sa.Column("client_told_by", sa.String(length=20), nullable=True),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "candidate"], ["candidates.team", "candidates.id"], name="fk_offers_team_candidate"
        ),
        sa.PrimaryKeyConstraint("team", "id", name="pk_offers"),
    )
    op.create_index("ix_offers_team_candidate", "offers", ["team", "candidate"])
    op.create_index("ix_offers_team_submission", "offers", ["team", "submission"])
    op.create_index(
        "ix_offers_going",
        "offers",
        ["team", "candidate"],
        postgresql_where=sa.text("state IN ('expected', 'waiting', 'open', 'expired')"),
        sqlite_where=sa.text("state IN ('expected', 'waiting', 'open', 'expired')"),
    )
    op.create_index(
        "ix_offers_rivals",
        "offers",
        ["team", "raised_at"],
        postgresql_where=sa.text("kind = 'rival'"),
        sqlite_where=sa.text("kind = 'rival'"),
    )
    op.create_table(
        "offer_rounds",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("logged_by", sa.String(length=20), nullable=False),
        sa.Column("logged_at", Moment(), nullable=False),
        sa.Column("touch", sa.BigInteger(), nullable=True),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team", "offer"], ["offers.team", "offers.id"], name="fk_offer_rounds_team_offer"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_offer_rounds"),
        sa.UniqueConstraint("team", "offer", "number", name="uq_offer_rounds_team_offer_number"),
    )
    op.create_table(
        "offer_changes",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("decide_by", Moment(), nullable=True),
        sa.Column("decide_on", sa.Date(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team", "offer"], ["offers.team", "offers.id"], name="fk_offer_changes_team_offer"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_offer_changes"),
    )
    op.create_index("ix_offer_changes_team_offer_at", "offer_changes", ["team", "offer", "at"])
    op.create_table(
        "levers",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team", "offer"], ["offers.team", "offers.id"], name="fk_levers_team_offer"),
        sa.PrimaryKeyConstraint("team", "offer", "part", name="pk_levers"),
    )


def _agreed() -> None:
    op.create_table(
        "agreements",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.Column("candidate_told_at", Moment(), nullable=True),
        sa.Column("candidate_told_by", sa.String(length=20), nullable=True),
        sa.Column("client_told_at", Moment(), nullable=True),
        sa.Column("client_told_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["team", "candidate"], ["candidates.team", "candidates.id"], name="fk_agreements_team_candidate"
        ),
        sa.ForeignKeyConstraint(["team", "offer"], ["offers.team", "offers.id"], name="fk_agreements_team_offer"),
        sa.PrimaryKeyConstraint("team", "id", name="pk_agreements"),
        sa.UniqueConstraint("team", "offer", "version", name="uq_agreements_team_offer_version"),
    )
    op.create_index("ix_agreements_team_candidate", "agreements", ["team", "candidate"])
    op.create_table(
        "placements",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("submission", sa.BigInteger(), nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("job", sa.BigInteger(), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("guarantee_days", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("guarantee_until", sa.Date(), nullable=True),
        sa.Column("resigned_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("over_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team", "candidate"], ["candidates.team", "candidates.id"], name="fk_placements_team_candidate"
        ),
        sa.ForeignKeyConstraint(
            ["team", "submission"], ["submissions.team", "submissions.id"], name="fk_placements_team_submission"
        ),
        sa.PrimaryKeyConstraint("team", "submission", name="pk_placements"),
    )
    op.create_index(
        "ix_placements_going",
        "placements",
        ["starts_on"],
        postgresql_where=sa.text("over_at IS NULL"),
        sqlite_where=sa.text("over_at IS NULL"),
    )
    op.create_index("ix_placements_team_candidate", "placements", ["team", "candidate"])
    op.create_table(
        "losses",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("candidate", sa.BigInteger(), nullable=False),
        sa.Column("submission", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("to", sa.BigInteger(), nullable=True),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "candidate"], ["candidates.team", "candidates.id"], name="fk_losses_team_candidate"
        ),
        sa.ForeignKeyConstraint(["team", "offer"], ["offers.team", "offers.id"], name="fk_losses_team_offer"),
        sa.PrimaryKeyConstraint("team", "offer", name="pk_losses"),
    )
    op.create_index("ix_losses_team_at", "losses", ["team", "at"])
    op.create_index("ix_losses_team_candidate", "losses", ["team", "candidate"])


def _allowed() -> None:
    op.create_table(
        "bands",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("client", sa.BigInteger(), nullable=True),
        sa.Column("job", sa.BigInteger(), nullable=True),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("encrypted", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_bands"),
    )
    op.create_index("ix_bands_team_client", "bands", ["team", "client"])
    op.create_index("ix_bands_team_job", "bands", ["team", "job"])
    op.create_table(
        "rates",
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("of", sa.String(length=3), nullable=False),
        sa.Column("to", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_rates"),
    )
    op.create_index("ix_rates_team_of_to", "rates", ["team", "of", "to"])
    op.create_table(
        "pay_keys",
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_pay_keys"),
    )
