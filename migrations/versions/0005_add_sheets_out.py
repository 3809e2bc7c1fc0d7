"""Add sheets out."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_out",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("printed_at", sa.BigInteger(), nullable=False),
        sa.Column("printed_by", Id(), nullable=False),
        sa.Column("closed", sa.String(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_out")),
    )
    with op.batch_alter_table("sheet_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_out_number"), ["number"], unique=False)

    op.create_table(
        "sheet_out_row",
        sa.Column("sheet_id", Id(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("record_id", Id(), nullable=False),
        sa.Column("entered_as", Id(), nullable=True),
        sa.PrimaryKeyConstraint("sheet_id", "place", name=op.f("pk_sheet_out_row")),
    )
    with op.batch_alter_table("sheet_out_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_out_row_record_id"), ["record_id"], unique=False)

    op.create_table(
        "phrase",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("owner_id", Id(), nullable=True),
        sa.Column("shipped", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
    )
    with op.batch_alter_table("phrase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phrase_unit_id"), ["unit_id"], unique=False)

    # Nullable, all of them: the seal of a row leaves nulls out, so that the visits of before stay sealed. Without a
    # batch: the table keeps its shape, and going down gives it back.
    op.add_column("visit", sa.Column("to_event", sa.Boolean(), nullable=True))
    op.add_column("visit_row", sa.Column("to_event", sa.Boolean(), nullable=True))
    op.add_column("visit_row", sa.Column("has_words", sa.Boolean(), nullable=True))
    op.execute("UPDATE visit_row SET has_words = (said <> '' OR needs <> '')")


def downgrade() -> None:
    op.drop_column("visit_row", "has_words")
    op.drop_column("visit_row", "to_event")
    op.drop_column("visit", "to_event")
    op.drop_table("phrase")
    op.drop_table("sheet_out_row")
    op.drop_table("sheet_out")
