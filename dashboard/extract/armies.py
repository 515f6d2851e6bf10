"""Whose "the army" of a report is, and which group is meant by "the Lebanese group"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

_KINDS = vocabulary(
    "armed militant rebel islamist shi'ite shiite shia sunni separatist paramilitary jihadist",
    "kurdish political powerful local insurgent",
)
BANDS = vocabulary(
    "group militia militias movement faction factions organisation organization party grouplet",
)
_ARMY = vocabulary("army military forces troops soldiers navy jets warplanes aircraft")
NEAR = 4  # words


def before_a_band(words: Sequence[Word], at: int) -> bool:
    """
    Say whether a nationality stands before an armed group, "the Lebanese militant group".

    Parameters
    ----------
    words
        Words of a sentence.
    at
        Number of the word after the nationality.

    Returns
    -------
    band
        True where the group, and not the state, is meant.
    """
    for word in words[at : at + NEAR]:
        if word.low in BANDS:
            return True
        if word.low not in _KINDS and word.text != "-":
            return False
    return False


def is_of_another(words: Sequence[Word], at: int) -> bool:
    """
    Recognise "the military spokesman of the Houthis", "the military wing of Hamas".

    Parameters
    ----------
    words
        Words of a sentence.
    at
        Number of "military" or "army".

    Returns
    -------
    of_another
        True where the words after it say whose it is: no army of the country.
    """
    after = [w.low for w in words[at + 1 : at + 3]]
    return len(after) > 1 and after[0] in _PARTS and after[1] in {"of", "for"}


_PARTS = vocabulary("spokesman spokeswoman spokesperson wing arm chief commander leader council")


def band_of(
    words: Sequence[Word], at: int, groups: Mapping[str, ActorMention], tables: Tables
) -> ActorMention | None:
    """
    Find whom "the Lebanese group" means.

    Parameters
    ----------
    words
        Words of a sentence.
    at
        Number of the noun.
    groups
        The group named last of each country.
    tables
        Rule tables.

    Returns
    -------
    group
        None where no group of that country was named.
    """
    if words[at].low not in BANDS:
        return None
    first = at - 1
    while first > 0 and words[first].low in _KINDS:
        first -= 1
    home = tables.demonyms.get(words[first].low) if first > 0 else None
    group = groups.get(home or "")
    if group is None or words[first - 1].low not in {"the", "same"}:
        return None
    start, end, text = words[first].start, words[at].end, words[at].text
    return replace(group, first=first, last=at + 1, start=start, end=end, text=text, how="generic")


def named_army(actor: ActorMention, words: Sequence[Word]) -> bool:
    """
    Say whether a mention names the forces of a state: "Israeli troops", "Israel's military".

    Parameters
    ----------
    actor
        A party.
    words
        Words of its sentence.

    Returns
    -------
    named
        False for "the army" alone and for groups.
    """
    if actor.kind != "state" or actor.how == "generic" or actor.home is None:
        return False
    after = {w.low for w in words[actor.last : actor.last + 2]}
    return bool(_ARMY & {*actor.text.lower().split(), *after})


def abroad(actor: ActorMention, words: Sequence[Word]) -> bool:
    """
    Say whether a country acts whose forces mostly act in other ones: "Israel bombed Yaroun".

    Parameters
    ----------
    actor
        A party.
    words
        Words of its sentence.

    Returns
    -------
    abroad
        True for Israel and Turkey as the subject of such a verb.
    """
    after = {w.low for w in words[actor.last : actor.last + 2]}
    return actor.how == "country" and actor.home in _ABROAD and bool(after & _STRIKES)


_ABROAD = frozenset({"IL", "TR"})
_STRIKES = vocabulary(
    "bombed struck hit attacked launched carried said says killed shelled pounded"
)


def army_meant(around: str | None, latest: str | None, named: Iterable[str]) -> str | None:
    """
    Choose whose "the army" is.

    Parameters
    ----------
    around
        The country that the passage is about.
    latest
        The country whose forces were named last before.
    named
        All countries whose forces the report names.

    Returns
    -------
    country
        `around`, unless its own forces are never named and others were named before: in a report
        on Israeli raids in Lebanon "the military" is Israel's.
    """
    return latest if latest in _ABROAD and around not in set(named) else around
