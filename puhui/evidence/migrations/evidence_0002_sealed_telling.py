"""What was told about an import is sealed: the name of a file is often the name of a shop.

Nothing can be sealed without the vault, so what earlier imports were told is forgotten; their rows stay.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "evidence_0002"
down_revision: str | None = "evidence_0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Forward only, as every migration here."""
    op.execute(
        "ALTER TABLE evidence.import_batch ADD COLUMN sealed_told bytea, "
        "DROP COLUMN files, DROP COLUMN problems, DROP COLUMN remarks"
    )
