"""Add how far files of records are on their way between this PC and the county."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blob_move",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=True),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blob_move")),
    )
    op.create_table(
        "blob_piece",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "start", name=op.f("pk_blob_piece")),
    )


def downgrade() -> None:
    op.drop_table("blob_piece")
    op.drop_table("blob_move")
