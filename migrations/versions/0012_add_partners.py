"""Add partners, their agreements, projects and deliveries."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0012"
down_revision = "0011"
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


def _day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, Id(), nullable=nullable)


def upgrade() -> None:
    _record(
        "partner",
        *_text("kind"),
        _id("organisation_id", nullable=True),
        _id("person_id", nullable=True),
        *_text("name", "name_sort", "contact_name", "phone", "remark"),
        refers={"organisation_id": "organisation.id", "person_id": "person.id"},
        index=("organisation_id", "person_id"),
    )
    _record(
        "partner_agreement",
        _id("partner_id"),
        *_text("number", "party_a", "purpose", "support", "duties"),
        _day("starts_on"),
        _day("ends_on"),
        _day("signed_on", nullable=True),
        _day("terminated_on", nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        *_text("end_note"),
        _id("renews_id", nullable=True),
        *_text("remark"),
        refers={"partner_id": "partner.id", "renews_id": "partner_agreement.id"},
        index=("partner_id", "renews_id"),
    )
    _record(
        "partner_agreement_item",
        _id("agreement_id"),
        *_text("kind", "content", "frequency", "target", "discount"),
        refers={"agreement_id": "partner_agreement.id"},
        index=("agreement_id",),
    )
    _record(
        "partner_project",
        *_text("kind", "name", "name_sort", "need", "target", "place", "times"),
        sa.Column("wanted", sa.Integer(), nullable=True),
        _day("starts_on"),
        _day("ends_on", nullable=True),
        *_text("remark"),
        refers={},
        index=(),
    )
    _record(
        "partner_claim",
        _id("project_id"),
        _id("partner_id"),
        _id("agreement_id", nullable=True),
        *_text("role", "promise"),
        _day("claimed_on"),
        _day("due_on", nullable=True),
        _day("ended_on", nullable=True),
        *_text("end_reason"),
        refers={
            "project_id": "partner_project.id", "partner_id": "partner.id", "agreement_id": "partner_agreement.id",
        },
        index=("project_id", "partner_id", "agreement_id"),
    )
    _record(
        "partner_delivery",
        _id("claim_id"),
        _day("served_on"),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        *_text("what", "place"),
        refers={"claim_id": "partner_claim.id"},
        index=("claim_id",),
    )
    _record(
        "partner_rating",
        _id("delivery_id"),
        _day("rated_on"),
        *_text("level", "words"),
        refers={"delivery_id": "partner_delivery.id"},
        index=("delivery_id",),
    )


def downgrade() -> None:
    for name in (
        "partner_rating", "partner_delivery", "partner_claim", "partner_project", "partner_agreement_item",
        "partner_agreement", "partner",
    ):
        op.drop_table(name)
