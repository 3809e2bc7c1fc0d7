"""Whether one change was made upon another: the branches of the chains, as the hub knows them."""

from uuid import UUID

from desktop.sync.hub_state import HubState, Link


def is_ancestor(state: HubState, earlier: UUID, link: Link) -> bool:
    """Did the author of what stands at `link` make, or build upon, the change `earlier` on the same chain?"""
    its = state.link(earlier)
    if its is None:
        return False
    at: Link | None = link
    while at is not None:
        if at.branch == its.branch:
            return its.n < at.n
        left = state.fork_of(at.branch)
        at = None if left is None else Link(left.branch, left.n + 1)
    return False
