"""Add saved filters."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
