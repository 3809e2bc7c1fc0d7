"""Add filled templates."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "filled_template",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("header_key", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("header_row", sa.Integer(), nullable=False),
        sa.Column("mapping", sa.LargeBinary(), nullable=False),
        sa.Column("choice", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("actor", Id(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filled_template")),
    )
    with op.batch_alter_table("filled_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filled_template_header_key"), ["header_key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("filled_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filled_template_header_key"))

    op.drop_table("filled_template")
