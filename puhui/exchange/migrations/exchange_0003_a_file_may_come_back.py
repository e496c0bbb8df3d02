"""A file that was corrected by mistake may be sent again, and then holds again: received last counts."""

from alembic import op

revision = "exchange_0003"
down_revision = "exchange_0002"
branch_labels = None
depends_on = ("ground_0003",)


def upgrade() -> None:
    """The same bytes may stand there more than once, with another file between."""
    op.execute("ALTER TABLE exchange.reconciliation_file DROP CONSTRAINT reconciliation_file_once")
    op.execute(
        "CREATE INDEX reconciliation_file_day ON exchange.reconciliation_file"
        " (institution, mode, business_date, direction, received_at, id)"
    )
