"""Add the wording of agreements, version by version."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id, Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NAME = "wording_version"


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("form", "name", "texts")),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NAME}")),
    )
    with op.batch_alter_table(NAME, schema=None) as batch_op:
        for column in ("unit_id", "form"):
            batch_op.create_index(batch_op.f(f"ix_{NAME}_{column}"), [column], unique=False)
    # Which wording a signed paper was made with; null in rows from before it was kept.
    op.add_column("attachment", sa.Column("wording", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("attachment", "wording")
    op.drop_table(NAME)
