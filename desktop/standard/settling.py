"""Writing what a long deed changed so far, so that it may be stopped between two steps."""

from sqlalchemy.orm import Session


def settle(session: Session) -> None:
    """Write what was changed so far, with the tables that are computed from it."""
    session.flush()
    if derive := session.info.get("derive"):
        derive()
