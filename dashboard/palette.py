"""Colours and shapes: one look for a type or an actor on map, chart and legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

ACTOR_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#332288")
ACTOR_SHAPES = ("circle", "square", "triangle", "diamond", "triangle_down", "hexagon", "star")


@dataclass(frozen=True)
class Style:
    """
    How a type or an actor is drawn.

    Attributes
    ----------
    id
        Event type or actor id; `OTHERS` for all that have no look of their own.
    label
        Name as shown.
    colour
        ``#rrggbb``.
    shape
        Name of a symbol, the second cue beside the colour.
    """

    id: str
    label: str
    colour: str
    shape: str


OTHERS = Style("other", "Others or nobody named", "#7a7f87", "circle")


def type_styles(event_types: pd.DataFrame) -> tuple[Style, ...]:
    """
    Give the look of every event type.

    Parameters
    ----------
    event_types
        Table of types, see `schema.EVENT_TYPES`.

    Returns
    -------
    styles
        One a type, in the order of the table.
    """
    columns = ("event_type", "label", "colour", "shape")
    return tuple(Style(*row) for row in zip(*(event_types[name] for name in columns), strict=True))


def actor_styles(actors: pd.DataFrame, counts: Mapping[str, int]) -> tuple[Style, ...]:
    """
    Give the look of the actors that lead most events.

    Parameters
    ----------
    actors
        Actor table, see `schema.ACTORS`.
    counts
        Events of the whole store by first named perpetrator, so that a colour keeps its meaning
        whatever is filtered.

    Returns
    -------
    styles
        As many as there are colours that can be told apart; everybody else is `OTHERS`.

    Notes
    -----
    Colours after Okabe and Ito, Color Universal Design (2008), told apart by colour-blind readers.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    known = sorted((actor for actor in counts if actor in names), key=lambda a: (-counts[a], a))
    looks = zip(known, ACTOR_COLOURS, ACTOR_SHAPES, strict=False)
    return tuple(Style(actor, names[actor], colour, shape) for actor, colour, shape in looks)
