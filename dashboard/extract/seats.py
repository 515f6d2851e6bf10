"""Places that are the seat of who speaks: "told reporters in Beirut", "a medic in Mokha"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.bare_roles import PLACERS, harmed_there
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

SEAT_WINDOW = 4  # words


def is_seat(words: Sequence[Word], at: int, tables: Tables) -> bool:
    """
    Say whether a place is where somebody speaks or works: "the foreign ministry in Baghdad".

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the preposition before the place.
    tables
        Rule tables.

    Returns
    -------
    seat
        False for "outside the education ministry in Mogadishu".
    """
    left = [w.low for w in words[max(0, at - SEAT_WINDOW) : at]]
    if not left or harmed_there(words, at):
        return False  # "killed three police officers in Garissa"
    if left[-1] in {"operations", "affairs", "activities"} and "'s" in left:
        return True
    if left[-1] in {"television", "tv"} and "state" in left[-2:-1]:
        return True  # not "bombed the studios of a television in Gaza City"
    if left[-1] == "group" and {"rights", "monitoring", "advocacy", "research"} & set(left[-2:]):
        return True  # "a rights group in Washington, which counts by telephone"
    if left[-1] in _HOUSES:
        further = {w.low for w in words[max(0, at - 8) : at]}
        speaks = further & {"medic", "medics", "doctor", "doctors", "nurse", "surgeon", "source"}
        if speaks and further & {"at", "in"}:
            return True  # "a medic at a hospital in Mokha"
        if set(left[:-1]) & PLACERS or any(low in tables.triggers for low in left[:-1]):
            return False  # "at our headquarters in Naqoura", "stormed a police headquarters in"
    if left[-1] in tables.words["seat"] and _BESIDE & set(left[:-1]):
        return False  # "blew up outside the education ministry in Mogadishu"
    if left[-1] in tables.words["seat"] or left[-1] in _DONE_THERE:
        return True
    return (
        len(left) > 1
        and left[-1] not in tables.triggers
        and left[-2] in {"told", "reporters", "journalists"}
        and left[-1] != "and"
    )


def works_there(mention: PlaceMention, words: Sequence[Word]) -> bool:
    """
    Read "a doctor at Mokha hospital".

    Parameters
    ----------
    mention
        The place.
    words
        Words of its sentence.

    Returns
    -------
    works
        True where who tells it works there.
    """
    before = {w.low for w in words[max(0, mention.first - 4) : mention.first]}
    after = {w.low for w in words[mention.first : mention.last + 3]}
    return bool(before & _MEDICS) and bool(after & {"hospital", "clinic", "morgue"})


_BESIDE = vocabulary("outside inside into near beside behind opposite")
_MEDICS = vocabulary("medic medics doctor doctors nurse nurses surgeon director manager")
_DONE_THERE = vocabulary(
    "told spoke said born living studied taught published presented unveiled futures"
)
_HOUSES = vocabulary("headquarters office offices court parliament university bank hospital bureau")
