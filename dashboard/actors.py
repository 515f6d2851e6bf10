"""Actors, their umbrella groups, and who is found when a group is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.schema import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

STATE_LINKED = "state-linked force"


def umbrellas(actors: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """
    Give each actor's umbrella groups.

    Parameters
    ----------
    actors
        Actor table, see `schema.ACTORS`.

    Returns
    -------
    umbrellas
        Actor id to the ids of the groups it belongs to, in the order of the table; empty where
        it belongs to none.
    """
    cells = zip(actors["actor_id"], actors["member_of"].fillna(""), strict=True)
    return {
        actor: tuple(part for part in cell.split(LIST_SEPARATOR) if part) for actor, cell in cells
    }


def members(actors: pd.DataFrame) -> dict[str, frozenset[str]]:
    """
    Give all who are found when an actor is chosen: itself, its members and their members.

    Parameters
    ----------
    actors
        Actor table, see `schema.ACTORS`.

    Returns
    -------
    members
        Actor id to a set of actor ids that holds at least the actor itself.

    Notes
    -----
    Membership is followed all the way down, with one stop: a state is found with the forces that
    are formally its own (``actor_type`` "state-linked force", such as the Popular Mobilization
    Forces), but not with the groups inside them, because what such a group does on its own account
    is not the state's act. Choosing the force itself finds its groups.
    """
    down: dict[str, list[str]] = {}
    for actor, groups in umbrellas(actors).items():
        for group in groups:
            down.setdefault(group, []).append(actor)
    linked = set(actors.loc[actors["actor_type"] == STATE_LINKED, "actor_id"])
    return {actor: _below(actor, down, linked) for actor in actors["actor_id"]}


def _below(top: str, down: Mapping[str, list[str]], linked: set[str]) -> frozenset[str]:
    found, waiting = {top}, [top]
    while waiting:
        actor = waiting.pop()
        if actor in linked and actor != top:
            continue
        fresh = [member for member in down.get(actor, []) if member not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found)
