"""Drafts of what a house decides and lends by, and what was published of them.

A publication is never changed or removed, and nobody publishes what they edited or submitted: the database
refuses both.
"""

from alembic import op

revision = "ground_0004"
down_revision = "ground_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, guard them, and close publications."""
    _draft()
    _publication()
    for table in ("draft", "publication"):
        op.execute(f"CALL ground.guard('ground.{table}')")


def _draft() -> None:
    """A row stays when its draft is gone, so that a revision number never comes twice."""
    op.execute("""
        CREATE TABLE ground.draft (
            institution text NOT NULL DEFAULT coalesce(ground.tenant(), ''),
            kind text NOT NULL,
            name text NOT NULL,
            revision integer NOT NULL CHECK (revision > 0),
            state text NOT NULL CHECK (state IN ('draft', 'submitted', 'rejected', 'closed')),
            content bytea,
            editors text[] NOT NULL,
            edited_by text NOT NULL,
            edited_at timestamptz NOT NULL,
            submitted_by text,
            submitted_at timestamptz,
            note text NOT NULL DEFAULT '',
            PRIMARY KEY (institution, kind, name),
            CHECK ((state = 'closed') = (content IS NULL)),
            CHECK (state <> 'submitted' OR submitted_by IS NOT NULL)
        )""")


def _publication() -> None:
    op.execute("""
        CREATE TABLE ground.publication (
            id uuid PRIMARY KEY,
            institution text NOT NULL DEFAULT coalesce(ground.tenant(), ''),
            number integer NOT NULL CHECK (number > 0),
            kind text NOT NULL,
            name text NOT NULL,
            content bytea NOT NULL,
            hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
            effective_from date NOT NULL,
            editors text[] NOT NULL CHECK (cardinality(editors) > 0),
            submitted_by text NOT NULL,
            submitted_at timestamptz NOT NULL,
            submitted_note text NOT NULL DEFAULT '',
            published_by text NOT NULL,
            published_at timestamptz NOT NULL,
            note text NOT NULL DEFAULT '',
            UNIQUE (institution, number),
            CONSTRAINT publication_by_another CHECK (
                published_by <> submitted_by AND published_by <> ALL (editors)
            )
        )""")
    op.execute(
        "CREATE INDEX publication_of ON ground.publication (institution, kind, name, effective_from, number)"
    )
    op.execute("""
        CREATE TRIGGER publication_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ground.publication FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()""")
