"""What the county keeps beside the exchange itself: units, devices, accounts, codes, what was refused and asked.

They are the server's own rows: scope and rights are read here and never from what a PC says. They have a metadata of
their own, for a PC has none of these tables; times are UTC milliseconds.
"""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, MetaData, String, Table

from desktop.store.types import Id

METADATA = MetaData()

UNITS = Table(
    "county_unit", METADATA,
    Column("id", Id, primary_key=True),
    Column("parent_id", Id, index=True),
    Column("level", String, nullable=False),  # code table unit_level
    Column("code", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("active", Boolean, nullable=False),
)  # fmt: skip

CODES = Table(
    "county_code", METADATA,
    Column("name", LargeBinary, primary_key=True),  # `found_by` of the code, which itself is kept nowhere
    Column("proof", LargeBinary, nullable=False),
    Column("unit_id", Id, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("note", String, nullable=False),  # whom it is for
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("device_id", Id),  # who used it
    Column("actor_id", Id),
    Column("withdrawn", Boolean, nullable=False),
)  # fmt: skip

DEVICES = Table(
    "county_device", METADATA,
    Column("id", Id, primary_key=True),
    Column("unit_id", Id, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("keys", LargeBinary, nullable=False),  # public ones: proving, sealing
    Column("enrolled_at", BigInteger, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("seen_at", BigInteger),
    Column("cursor", BigInteger, nullable=False),
    Column("app", String, nullable=False),
    Column("schema", String, nullable=False),
)  # fmt: skip

HEARD = Table(
    "county_heard", METADATA,
    Column("device_id", Id, primary_key=True),
    Column("way", String, nullable=False),  # how it exchanged last: code table exchange_way
)  # fmt: skip

ACCOUNTS = Table(
    "county_account", METADATA,
    Column("id", Id, primary_key=True),  # the user's id, as it stands in the changes
    Column("unit_id", Id, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("name", String, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("enabled", Boolean, nullable=False),
)  # fmt: skip

AUDIT = Table(
    "county_audit", METADATA,
    Column("id", Integer().with_variant(BigInteger, "postgresql"), primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("device_id", Id),
    Column("what", String, nullable=False),
    Column("detail", String, nullable=False),  # ids and table names, never a value of a record
)  # fmt: skip

ASKED = Table(
    "county_asked", METADATA,
    Column("id", Id, primary_key=True),  # the question's own: none is answered twice
    Column("at", BigInteger, nullable=False),
    Column("device_id", Id, nullable=False),
    Column("actor_id", Id, nullable=False, index=True),
    Column("what", String, nullable=False),
)  # fmt: skip

MARKS = Table(  # how one person is found without reading everybody: county/finding.py
    "county_mark", METADATA,
    Column("row_id", Id, primary_key=True),
    Column("mark", LargeBinary, nullable=False, index=True),
)  # fmt: skip

STATE = Table(
    "county_state", METADATA,
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)  # fmt: skip

BLOB = Table(  # a file that a unit brought; it is whole once `have` is its `size`
    "county_blob", METADATA,
    Column("unit_id", Id, primary_key=True),
    Column("digest", String, primary_key=True),  # SHA-256, hexadecimal
    Column("size", Integer, nullable=False),
    Column("have", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
)  # fmt: skip

BLOB_PIECE = Table(
    "county_blob_piece", METADATA,
    Column("unit_id", Id, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip

BLOB_UNNAMED = Table(  # a file that no row names any more: county/file_terms.py
    "county_blob_unnamed", METADATA,
    Column("unit_id", Id, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("looks", Integer, nullable=False),  # days on which it was seen so
    Column("seq", BigInteger, nullable=False),  # the newest word on it then
    Column("gone_at", BigInteger),
)  # fmt: skip
