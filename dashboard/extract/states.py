"""Countries and capitals that stand for their government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.actors import of_country
from dashboard.extract.naming import AT_BORDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables


def as_state(place: PlaceMention, words: Sequence[Word], tables: Tables) -> ActorMention | None:
    """
    Read a country or a capital as its government: "Iran fired", "Tehran said".

    Parameters
    ----------
    place
        The place, with its role.
    words
        Words of the sentence.
    tables
        Rule tables.

    Returns
    -------
    actor
        None where it is only a place.
    """
    code = place.place.country
    if code is None or place.precision == "relative" or place.doubt == AT_BORDER:
        return None
    after = words[place.last].low if place.last < len(words) else ""
    if place.place.layer == "country" and (place.role in {"actor", "none"} or after == "'s"):
        if after == "-":
            return None
        return of_country(words, place.first, place.last, code, place.place.name, tables, "country")
    capital = place.place.layer == "city" and place.name in SEATS and "Quds" not in place.text
    if capital and place.role in {"none", "actor"}:
        return of_country(words, place.first, place.last, code, "", tables, "capital")
    return None


SEATS = frozenset(
    {
        *("Tehran", "Tehr\u0101n", "Washington", "Washington, D.C.", "Moscow", "Kyiv", "Kiev"),
        *("Ankara", "London", "Paris", "Berlin", "Rome", "Athens", "Brussels", "Beijing", "Delhi"),
        *("New Delhi", "Islamabad", "Kabul", "Yerevan", "Baku", "Jerusalem", "Amman", "Beirut"),
        *("Damascus", "Baghdad", "Riyadh", "Abu Dhabi", "Doha", "Cairo", "Khartoum", "Asmara"),
        "Addis Ababa",
    }
)  # capitals that stand for their governments
