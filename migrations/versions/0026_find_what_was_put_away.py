"""Find what was put away by an index of nothing else: the recycle bin read the whole journal once a register."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NAME = "ix_journal_put_away"


def upgrade() -> None:
    op.create_index(NAME, "journal", ["at"], sqlite_where=sa.text("substr(action, -7) = '.retire'"))


def downgrade() -> None:
    op.drop_index(NAME, "journal")
