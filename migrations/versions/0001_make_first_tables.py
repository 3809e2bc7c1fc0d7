"""Make the first tables."""

from alembic import op
import sqlalchemy as sa

from desktop.search import index as search
from desktop.store.types import Id, SomeDay

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column("id", Id(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("tip", sa.LargeBinary(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    op.create_table(
        "compound",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compound")),
    )
    with op.batch_alter_table("compound", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_compound_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("record_key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("version", Id(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "register", "record_key", name=op.f("pk_draft")),
    )
    op.create_table(
        "household_row",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("building_id", Id(), nullable=False),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("stairwell", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("door_sort", sa.String(), nullable=False),
        sa.Column("head_name", sa.String(), nullable=False),
        sa.Column("head_sort", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("contact_names", sa.String(), nullable=False),
        sa.Column("contact_sort", sa.String(), nullable=False),
        sa.Column("last_visit", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("tenure", sa.String(), nullable=True),
        sa.Column("presence", sa.String(), nullable=True),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_row")),
    )
    with op.batch_alter_table("household_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_row_building_id"), ["building_id"], unique=False)
        batch_op.create_index("ix_household_row_contact_sort", ["contact_sort", "id"], unique=False)
        batch_op.create_index("ix_household_row_door_sort", ["door_sort", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_row_dwelling_id"), ["dwelling_id"], unique=False)
        batch_op.create_index("ix_household_row_head_sort", ["head_sort", "id"], unique=False)
        batch_op.create_index("ix_household_row_last_visit", ["last_visit", "id"], unique=False)
        batch_op.create_index("ix_household_row_next_due", ["next_due", "id"], unique=False)
        batch_op.create_index("ix_household_row_people", ["people", "id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", Id(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("actor", Id(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "import_mark",
        sa.Column("id", Id(), nullable=False),
        sa.Column("batch", Id(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", Id(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mark")),
    )
    with op.batch_alter_table("import_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_mark_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_mark_row_id"), ["row_id"], unique=False)

    op.create_table(
        "import_memory",
        sa.Column("header_key", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("mapping", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("header_key", name=op.f("pk_import_memory")),
    )
    op.create_table(
        "journal",
        sa.Column("id", Id(), nullable=False),
        sa.Column("chain", Id(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("tx", Id(), nullable=False),
        sa.Column("batch", Id(), nullable=True),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", Id(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("base_seq", sa.String(), nullable=False),
        sa.Column("patch", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("actor", Id(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("schema", sa.String(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_row_id"), ["row_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_tx"), ["tx"], unique=False)

    op.create_table(
        "link_row",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("member_name", sa.String(), nullable=False),
        sa.Column("member_sort", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("door_sort", sa.String(), nullable=False),
        sa.Column("head_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_row")),
    )
    with op.batch_alter_table("link_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_row_door_sort"), ["door_sort"], unique=False)

    op.create_table(
        "look",
        sa.Column("id", Id(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("record_id", Id(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor", Id(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    op.create_table(
        "outbox",
        sa.Column("change_id", Id(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("acked_seq", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_state"), ["state"], unique=False)

    op.create_table(
        "paper_code",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("record_id", Id(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("printed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_paper_code")),
    )
    with op.batch_alter_table("paper_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_code_record_id"), ["record_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("former_name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("born", SomeDay(), nullable=True),
        sa.Column("id_type", sa.String(), nullable=True),
        sa.Column("id_no", sa.String(), nullable=True),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("died_on", SomeDay(), nullable=True),
        sa.Column("notice_version", sa.String(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("consent", sa.String(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_id_no"), ["id_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "person_row",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("building_id", Id(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("born", SomeDay(), nullable=True),
        sa.Column("id_no", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("door_sort", sa.String(), nullable=False),
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("membership", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=True),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_row")),
    )
    with op.batch_alter_table("person_row", schema=None) as batch_op:
        batch_op.create_index("ix_person_row_born", ["born", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_row_building_id"), ["building_id"], unique=False)
        batch_op.create_index("ix_person_row_door_sort", ["door_sort", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_row_household_id"), ["household_id"], unique=False)
        batch_op.create_index("ix_person_row_name_sort", ["name_sort", "id"], unique=False)

    op.create_table(
        "preference",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_preference")),
    )
    op.create_table(
        "unit",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("branch_name", sa.String(), nullable=False),
        sa.Column("above", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("help_phone", sa.String(), nullable=False),
        sa.Column("parent_id", Id(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_closure",
        sa.Column("above_id", Id(), nullable=False),
        sa.Column("below_id", Id(), nullable=False),
        sa.PrimaryKeyConstraint("above_id", "below_id", name=op.f("pk_unit_closure")),
    )
    with op.batch_alter_table("unit_closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_closure_below_id"), ["below_id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
    )
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_account_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "visit_row",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("day_sort", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("door_sort", sa.String(), nullable=False),
        sa.Column("head_name", sa.String(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_row")),
    )
    with op.batch_alter_table("visit_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_row_day_sort"), ["day_sort"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_row_household_id"), ["household_id"], unique=False)

    op.create_table(
        "write_guard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_guard")),
    )
    op.create_table(
        "building",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("compound_id", Id(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"],
            ["compound.id"],
            name=op.f("fk_building_compound_id_compound"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building")),
    )
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_building_compound_id"), ["compound_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_building_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "hukou_record",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_hukou_record_person_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hukou_record")),
    )
    with op.batch_alter_table("hukou_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hukou_record_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_hukou_record_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hukou_record_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("branch_name", sa.String(), nullable=False),
        sa.Column("joined_on", SomeDay(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_membership_person_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "phone",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_phone_person_id_person"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
    )
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "stairwell",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("building_id", Id(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["building.id"],
            name=op.f("fk_stairwell_building_id_building"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stairwell")),
    )
    with op.batch_alter_table("stairwell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stairwell_building_id"), ["building_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stairwell_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "dwelling",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("building_id", Id(), nullable=False),
        sa.Column("stairwell_id", Id(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tenure", sa.String(), nullable=True),
        sa.Column("area", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["building.id"],
            name=op.f("fk_dwelling_building_id_building"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["stairwell_id"],
            ["stairwell.id"],
            name=op.f("fk_dwelling_stairwell_id_stairwell"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dwelling")),
    )
    with op.batch_alter_table("dwelling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dwelling_building_id"), ["building_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dwelling_door"), ["door"], unique=False)
        batch_op.create_index(batch_op.f("ix_dwelling_sort"), ["sort"], unique=False)
        batch_op.create_index(batch_op.f("ix_dwelling_stairwell_id"), ["stairwell_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dwelling_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("head_id", Id(), nullable=True),
        sa.Column("head_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=True),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("visit_days", sa.Integer(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"],
            ["dwelling.id"],
            name=op.f("fk_household_dwelling_id_dwelling"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["head_id"], ["person.id"], name=op.f("fk_household_head_id_person"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_dwelling_id"), ["dwelling_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "contact_link",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("member_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_contact_link_household_id_household"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["person.id"],
            name=op.f("fk_contact_link_member_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_link")),
    )
    with op.batch_alter_table("contact_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_link_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_link_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_link_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "residence",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_residence_household_id_household"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_residence_person_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residence")),
    )
    with op.batch_alter_table("residence", schema=None) as batch_op:
        batch_op.create_index("ix_residence_current", ["household_id", "ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_residence_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_residence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_residence_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("household_id", Id(), nullable=False),
        sa.Column("member_id", Id(), nullable=True),
        sa.Column("visitor_name", sa.String(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_visit_household_id_household"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["person.id"], name=op.f("fk_visit_member_id_person"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_visited_on"), ["visited_on"], unique=False)

    if (
        op.get_bind().dialect.name == "sqlite"
    ):  # the county has no search index: it holds no resident to look up by letters
        for statement in search.DDL:
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in search.TABLES:
            op.drop_table(table)
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_visited_on"))
        batch_op.drop_index(batch_op.f("ix_visit_unit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_member_id"))
        batch_op.drop_index(batch_op.f("ix_visit_household_id"))

    op.drop_table("visit")
    with op.batch_alter_table("residence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_residence_unit_id"))
        batch_op.drop_index(batch_op.f("ix_residence_person_id"))
        batch_op.drop_index(batch_op.f("ix_residence_household_id"))
        batch_op.drop_index("ix_residence_current")

    op.drop_table("residence")
    with op.batch_alter_table("contact_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_link_unit_id"))
        batch_op.drop_index(batch_op.f("ix_contact_link_member_id"))
        batch_op.drop_index(batch_op.f("ix_contact_link_household_id"))

    op.drop_table("contact_link")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_unit_id"))
        batch_op.drop_index(batch_op.f("ix_household_dwelling_id"))

    op.drop_table("household")
    with op.batch_alter_table("dwelling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dwelling_unit_id"))
        batch_op.drop_index(batch_op.f("ix_dwelling_stairwell_id"))
        batch_op.drop_index(batch_op.f("ix_dwelling_sort"))
        batch_op.drop_index(batch_op.f("ix_dwelling_door"))
        batch_op.drop_index(batch_op.f("ix_dwelling_building_id"))

    op.drop_table("dwelling")
    with op.batch_alter_table("stairwell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stairwell_unit_id"))
        batch_op.drop_index(batch_op.f("ix_stairwell_building_id"))

    op.drop_table("stairwell")
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_unit_id"))
        batch_op.drop_index(batch_op.f("ix_phone_person_id"))
        batch_op.drop_index(batch_op.f("ix_phone_number"))

    op.drop_table("phone")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_unit_id"))
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))

    op.drop_table("membership")
    with op.batch_alter_table("hukou_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hukou_record_unit_id"))
        batch_op.drop_index(batch_op.f("ix_hukou_record_person_id"))
        batch_op.drop_index(batch_op.f("ix_hukou_record_number"))

    op.drop_table("hukou_record")
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_building_unit_id"))
        batch_op.drop_index(batch_op.f("ix_building_compound_id"))

    op.drop_table("building")
    op.drop_table("write_guard")
    with op.batch_alter_table("visit_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_row_household_id"))
        batch_op.drop_index(batch_op.f("ix_visit_row_day_sort"))

    op.drop_table("visit_row")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_account_unit_id"))

    op.drop_table("user_account")
    with op.batch_alter_table("unit_closure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_closure_below_id"))

    op.drop_table("unit_closure")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_parent_id"))

    op.drop_table("unit")
    op.drop_table("preference")
    with op.batch_alter_table("person_row", schema=None) as batch_op:
        batch_op.drop_index("ix_person_row_name_sort")
        batch_op.drop_index(batch_op.f("ix_person_row_household_id"))
        batch_op.drop_index("ix_person_row_door_sort")
        batch_op.drop_index(batch_op.f("ix_person_row_building_id"))
        batch_op.drop_index("ix_person_row_born")

    op.drop_table("person_row")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_unit_id"))
        batch_op.drop_index(batch_op.f("ix_person_name"))
        batch_op.drop_index(batch_op.f("ix_person_id_no"))

    op.drop_table("person")
    with op.batch_alter_table("paper_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_code_record_id"))

    op.drop_table("paper_code")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_state"))

    op.drop_table("outbox")
    op.drop_table("look")
    with op.batch_alter_table("link_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_row_door_sort"))

    op.drop_table("link_row")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_tx"))
        batch_op.drop_index(batch_op.f("ix_journal_row_id"))
        batch_op.drop_index(batch_op.f("ix_journal_batch"))

    op.drop_table("journal")
    op.drop_table("import_memory")
    with op.batch_alter_table("import_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_mark_row_id"))
        batch_op.drop_index(batch_op.f("ix_import_mark_batch"))

    op.drop_table("import_mark")
    op.drop_table("import_batch")
    with op.batch_alter_table("household_row", schema=None) as batch_op:
        batch_op.drop_index("ix_household_row_people")
        batch_op.drop_index("ix_household_row_next_due")
        batch_op.drop_index("ix_household_row_last_visit")
        batch_op.drop_index("ix_household_row_head_sort")
        batch_op.drop_index(batch_op.f("ix_household_row_dwelling_id"))
        batch_op.drop_index("ix_household_row_door_sort")
        batch_op.drop_index("ix_household_row_contact_sort")
        batch_op.drop_index(batch_op.f("ix_household_row_building_id"))

    op.drop_table("household_row")
    op.drop_table("draft")
    with op.batch_alter_table("compound", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_compound_unit_id"))

    op.drop_table("compound")
    op.drop_table("chain")
