"""Add organisations, attached files and the numbers of contracts."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _record(name: str, *columns: sa.Column, refers: dict[str, str], index: tuple[str, ...]) -> None:
    """A journaled table: its own columns between the id and the seal."""
    op.create_table(
        name,
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        *columns,
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_{name}_{column}_{target.split('.')[0]}"), deferrable=True,
                initially="DEFERRED",
            )
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    with op.batch_alter_table(name, schema=None) as batch_op:
        for column in ("unit_id", *index):
            batch_op.create_index(batch_op.f(f"ix_{name}_{column}"), [column], unique=False)


def _text(*names: str) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


def upgrade() -> None:
    _record(
        "organisation",
        *_text("kind", "name", "name_sort", "short_name"),
        sa.Column("uscc", sa.String(), nullable=True),
        *_text("other_no", "head_name", "phone", "address", "party_org", "party_head", "party_phone", "state"),
        sa.Column("merged_into_id", Id(), nullable=True),
        *_text("remark"),
        refers={"merged_into_id": "organisation.id"},
        index=("uscc",),
    )
    _record(
        "attachment",
        *_text("register"),
        sa.Column("record_id", Id(), nullable=False),
        *_text("kind", "title", "media", "digest"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        refers={},
        index=("record_id",),
    )
    op.create_table(
        "blob",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blob")),
    )
    op.create_table(
        "number_series",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", "letter", name=op.f("pk_number_series")),
    )
    op.create_table(
        "number_letter",
        sa.Column("chain", Id(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_number_letter")),
    )


def downgrade() -> None:
    for name in ("number_letter", "number_series", "blob", "attachment", "organisation"):
        op.drop_table(name)
