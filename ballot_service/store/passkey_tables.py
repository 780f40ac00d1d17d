"""The tables of passkeys: public keys of staff, and challenges that wait for an answer.

Refuses anything by which somebody could sign in: a public key opens nothing.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from ballot_service.store.tables import metadata

passkeys = Table(
    "passkeys",
    metadata,
    # The authenticator's credential id in base64url: one row for it, in all accounts.
    Column("credential", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("name", Text, nullable=False),
    # The host name that it is bound to, for ever.
    Column("party", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    # 32 bits without a sign, which an INTEGER of PostgreSQL does not hold.
    Column("sign_count", BigInteger, nullable=False),
    Column("made", Integer, nullable=False),
    PrimaryKeyConstraint("credential", name="passkeys_pk"),
    UniqueConstraint("id", name="passkeys_one_an_id"),
)

passkey_challenges = Table(
    "passkey_challenges",
    metadata,
    Column("digest", Text, nullable=False),
    Column("challenge", LargeBinary, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("expires", Integer, nullable=False),
    PrimaryKeyConstraint("digest", name="passkey_challenges_pk"),
    sqlite_with_rowid=False,
)
"""Under the hash of what the session's cookie holds. An answered one is a row gone."""
