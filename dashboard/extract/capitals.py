"""Which city "the capital" is: that of the country told of, not of the country that strikes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.namesakes import REGION
from dashboard.extract.naming import mention_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import PlaceBook
    from dashboard.extract.tables import Tables


def whose_capital(
    words: Sequence[Word],
    told: str | None,
    stands: str | None,
    focus: Counter[str],
    tables: Tables,
    book: PlaceBook,
) -> str | None:
    """
    Find the country whose capital is meant.

    Parameters
    ----------
    words
        Words of the sentence.
    told
        Country of the capital that was named last; None where none was.
    stands
        Country where the story stands; None where it is not known.
    focus
        Weight of each country.
    tables
        Rule tables.
    book
        The gazetteer.

    Returns
    -------
    country
        Its code; of a country named in the sentence first, "over Saudi Arabia ... the capital",
        but not of one that strikes: "Israel struck the capital, the Lebanese ministry said".
        None outside the region that we know.
    """
    lands, peoples, strikers = [], [], set()
    for at, word in enumerate(words):
        if not word.capital:
            continue
        land = next((c.country for c in book.lookup(word.key) if c.layer == "country"), None)
        code = tables.demonyms.get(word.low) or land
        if code is None:
            continue
        if _strikes(words, at, tables):
            strikers.add(code)
        elif land is not None:
            lands.append(code)
        else:
            peoples.append(code)
    about = [c for c, _ in focus.most_common()]
    held = [c for c in (*lands, told, *peoples, stands, *about) if c not in strikers]
    return next((c for c in held if c in REGION), None)


def _strikes(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "an Israeli strike", "Turkish jets", "the Saudi-led coalition", "Israel bombed".
    after = [w.low for w in words[at + 1 : at + 4]]
    arms = tables.words["weapon_air"] | tables.words["weapon_shell"] | tables.words["light_object"]
    if _DEFENCE & set(after[:2]):
        return False
    verb = after[:1] != [] and after[0] in tables.triggers and after[0].endswith(_DID)
    hyphened = after[:1] == ["-"]
    return verb or hyphened or bool(set(after[:2]) & (arms | _ABROAD))


_DID = ("ed", "hit", "struck")
_DEFENCE = vocabulary("defence defences defense defenses")
_ABROAD = vocabulary("embassy embassies consulate ambassador diplomats mission")


def the_capital(
    words: Sequence[Word],
    top: str | None,
    book: PlaceBook,
    chosen: Sequence[PlaceMention | None],
) -> list[PlaceMention]:
    """
    Read "the capital" alone as that of a country.

    Parameters
    ----------
    words
        Words of a sentence.
    top
        Code of the country; None where it is not known.
    book
        The gazetteer.
    chosen
        Places that are named.

    Returns
    -------
    mentions
        Without role, with a doubt.
    """
    city = book.capital(top) if top else None
    if city is None:
        return []
    found = []
    for at in range(1, len(words)):
        after = words[at + 1].low if at + 1 < len(words) else ""
        taken = any(p is not None and p.first <= at < p.last for p in chosen)
        if (
            words[at].low == "capital"
            and words[at - 1].low == "the"
            and (after not in {"of", "city", "'s"} or _part_next(words, at + 2))
            and not taken
        ):
            found.append(
                replace(
                    mention_of(words, at - 1, at + 1, (city,)),
                    doubt="the capital of the country in focus",
                )
            )
    return found


def _part_next(words: Sequence[Word], at: int) -> bool:
    # "the capital's southern suburbs", not "the capital's mayor".
    near = words[at : at + 2]
    return bool(near) and words[at - 1].low == "'s" and near[0].low in _SIDES | _QUARTERS


_SIDES = vocabulary("northern southern eastern western central")
_QUARTERS = vocabulary("suburbs outskirts airport port centre center old")
