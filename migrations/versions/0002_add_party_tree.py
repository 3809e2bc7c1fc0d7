"""Add party tree."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
