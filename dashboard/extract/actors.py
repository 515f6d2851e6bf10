"""Parties in a sentence: names, nationalities before forces, "the army", "the group"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.armies import before_a_band
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.matching import opens_one, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dashboard.extract.document import Sentence, Word
    from dashboard.extract.tables import Tables

BACKED = vocabulary(
    "backed aligned linked allied supported sponsored made supplied trained funded flagged",
    "owned registered operated managed held controlled affiliated born style run armed",
    "occupied based brokered mediated proxy friendly bound built designed chartered",
)


HOLDS = vocabulary("controlled held run ruled occupied")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """
    A party in a sentence.

    Attributes
    ----------
    first, last
        Its words, `last` not included.
    start, end
        Place in the raw text.
    text
        As written.
    name
        Canonical name.
    kind
        state, group, body or unknown.
    home
        Country code; None where it has none.
    how
        name, demonym, country, capital or generic; holder for the first word of "Houthi-held", a
        body that does nothing by itself.
    martial
        For a nationality: a force, weapon or act follows it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    name: str
    kind: str
    home: str | None
    how: str = "name"
    martial: bool = True


def find_actors(
    sentence: Sentence, tables: Tables, names_land: Callable[[str], bool]
) -> list[ActorMention]:
    """
    Find parties by name and by nationality.

    Parameters
    ----------
    sentence
        The sentence.
    tables
        Rule tables.
    names_land
        Whether a folded name is also that of a country; such are left to the places.

    Returns
    -------
    actors
        In order.
    """
    words = sentence.words

    def known(key: str) -> bool:
        return key in tables.actors and not names_land(key)

    found = []
    for match in phrases(words, known, lambda w: opens_one(w, tables.actor_openings)):
        if _followed_by_backed(words, match.last):
            entry = tables.actors[match.key]
            if entry.kind == "group" and words[match.last + 1].low in HOLDS:
                held = (words, match.first, match.last, entry.name, "body", entry.home, "holder")
                found.append(mention_of(*held))
            continue
        if _lower_only(words, match.first, match.last, match.key, tables):
            continue
        entry = tables.actors[match.key]
        if entry.kind == "unknown" and match.first and words[match.first - 1].low in _OWNED:
            continue  # "its gunmen", "the group's gunmen"
        if _of_another(words, match.last, match.key, entry.name):
            continue
        found.append(
            mention_of(words, match.first, match.last, entry.name, entry.kind, entry.home, "name")
        )
    taken = {k for m in found for k in range(m.first, m.last)}
    taken |= {m.first - 1 for m in found if m.kind == "group"}  # "the Yemeni Houthis"
    for at, word in enumerate(words):
        if at not in taken and (mention := _nationality(words, at, word, tables)) is not None:
            found.append(mention)
    return sorted(found, key=lambda m: m.first)


_OWNED = vocabulary("its their 's same")


def _of_another(words: Sequence[Word], last: int, key: str, name: str) -> bool:
    # "the internationally recognised Government of National Accord" is not that of Yemen.
    after = [w for w in words[last : last + 3] if w.low != "the"]
    named = len(after) > 1 and after[0].low == "of" and after[1].capital
    return key.startswith("internationally") and named and after[1].low not in name.lower().split()


COALITIONS = MappingProxyType(
    {
        "YE": "Saudi-led coalition",
        "SA": "Saudi-led coalition",
        "IQ": "US-led coalition",
        "SY": "US-led coalition",
    }
)
_LOWER_NAMES = frozenset(
    {
        "pirates",
        "suspected pirates",
        "smugglers",
        "drug smugglers",
        "drug traffickers",
        "traffickers",
        "smuggler",
        "peshmerga",
        "khwarij",
        "khawarij",
        "settlers",
        "gunmen",
        "armed men",
        "unidentified gunmen",
        "unknown gunmen",
        "masked gunmen",
        "peacekeepers",
        "un peacekeepers",
        "unidentified aircraft",
        "unidentified warplanes",
        "unidentified drones",
        "unknown aircraft",
        "unknown assailants",
        "unknown attackers",
        "unknown drone",
        "armed smugglers",
        "coalition forces",
        "coalition troops",
        "smuggling gangs",
        "drug gangs",
        "federal police",
        "arms smugglers",
        "pro government forces",
        "international coalition",
        "southern separatists",
        "government forces in yemen",
        "suspected somali pirates",
        "dhow crew",
        "occupation forces",
        "internationally recognised government",
        "regime forces",
        "pirate group",
        "joint forces",
    }
)


def _lower_only(words: Sequence[Word], first: int, last: int, key: str, tables: Tables) -> bool:
    del tables
    if any(w.capital or w.key[:1] >= "\u0600" for w in words[first:last]):
        return False
    return key not in _LOWER_NAMES


def _followed_by_backed(words: Sequence[Word], last: int) -> bool:
    if (
        last < len(words)
        and words[last].low in BACKED
        and last >= 1
        and words[last - 1].low != "'s"
    ):
        return words[last].low in {"backed", "aligned", "linked", "allied"}
    return last + 1 < len(words) and words[last].text == "-" and words[last + 1].low in BACKED


def mention_of(
    words: Sequence[Word], first: int, last: int, name: str, kind: str, home: str | None, how: str
) -> ActorMention:
    """
    Make a party out of words.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        The words that name it, `last` not included.
    name
        Canonical name.
    kind
        state, group, body or unknown.
    home
        ISO 3166-1 code; None where it has none.
    how
        How it is named; see `ActorMention`.

    Returns
    -------
    mention
        The party, with its place in the raw text.
    """
    start, end = words[first].start, words[last - 1].end
    text = " ".join(w.text for w in words[first:last])
    return ActorMention(first, last, start, end, text, name, kind, home, how)


def state_name(code: str, tables: Tables, fallback: str = "") -> str:
    """
    Give the name under which a state acts.

    Parameters
    ----------
    code
        ISO 3166-1 code.
    tables
        Rule tables.
    fallback
        What to give where the table has none.

    Returns
    -------
    name
        Canonical name of the actor.
    """
    held = tables.states.get(code)
    return held[0] if held else fallback or code


def _nationality(words: Sequence[Word], at: int, word: Word, tables: Tables) -> ActorMention | None:
    code = tables.demonyms.get(word.low) or tables.demonyms.get(word.low.removeprefix("و"))
    if code is None or not (word.capital or word.key[:1] >= "\u0600"):
        return None
    if word.low == "us" and word.text != "US":
        return None
    if _followed_by_backed(words, at + 1) or before_a_band(words, at + 1):
        return None
    border = {w.low for w in words[at + 1 : at + 2]} & {"border", "frontier"}
    if border and not {w.low for w in words[at + 2 : at + 3]} & _BORDER_MEN:
        return None
    martial = _martial_after(words, at + 1, tables) or _craft_before(words, at)
    martial = martial or (at > 0 and words[at - 1].low == "armed" and word.low == "palestinians")
    mention = mention_of(
        words, at, at + 1, state_name(code, tables, _nation(code)), "state", code, "demonym"
    )
    return replace(mention, martial=martial)


def _craft_before(words: Sequence[Word], at: int) -> bool:
    # "Jets, probably Israeli, attacked", "aircraft believed to be American bombed".
    before = [w.low for w in words[max(0, at - 6) : at] if w.key]
    hedge = next((k for k, low in enumerate(before) if low in _HEDGES), None)
    return hedge is not None and hedge > 0 and before[hedge - 1] in _CRAFT


_HEDGES = vocabulary("probably believed presumably likely apparently thought possibly presumed")
_CRAFT = vocabulary("jets warplanes planes aircraft drones helicopters drone jet plane")
_BORDER_MEN = vocabulary("troops guards guard police soldiers forces")


def _nation(code: str) -> str:
    return _NATIONS.get(code, code)


_NATIONS = {
    "GB": "United Kingdom",
    "TR": "Turkey",
    "RU": "Russia",
    "UA": "Ukraine",
    "SA": "Saudi Arabia",
    "AE": "United Arab Emirates",
    "EG": "Egypt",
    "FR": "France",
    "DE": "Germany",
    "DK": "Denmark",
    "IT": "Italy",
    "GR": "Greece",
    "IN": "India",
    "PK": "Pakistan",
    "AF": "Afghanistan",
    "NO": "Norway",
    "ES": "Spain",
    "NL": "Netherlands",
    "CN": "China",
    "JP": "Japan",
    "KW": "Kuwait",
    "QA": "Qatar",
    "BH": "Bahrain",
    "OM": "Oman",
    "DJ": "Djibouti",
    "LY": "Libya",
    "KE": "Kenya",
    "AZ": "Azerbaijan",
    "AM": "Armenia",
    "RO": "Romania",
    "BG": "Bulgaria",
    "PL": "Poland",
    "SE": "Sweden",
    "PS": "Palestinian armed groups (other)",
}


def _martial_after(words: Sequence[Word], at: int, tables: Tables) -> bool:
    unknown = 0
    for place, word in enumerate(words[at : at + 5], at):
        jet = word.low in _MODELS and place + 1 < len(words) and words[place + 1].text == "-"
        hostile = word.low in {"enemy", "aggression", "aggressors", "occupation"}
        if jet or hostile or word.low in tables.words["force"] or word.key in tables.triggers:
            return True
        if not word.key:
            if word.text not in "-,/":
                return False
        elif not (word.low in tables.demonyms or word.low in _SKIPPED or word.low[-1].isdigit()):
            unknown += 1
            if unknown > 1 or _no_force(word.low, tables):
                return False
    return False


def _no_force(low: str, tables: Tables) -> bool:
    return any(
        low in tables.words[kind]
        for kind in ("person", "person_singular", "facility", "preposition", "ship", "say")
    )


_MODELS = vocabulary("f b su mig mq ah uh a il tu ac rq ka mi")
_SKIPPED = vocabulary(
    "and led special elite naval air drone military joint regular heavy war combat armed",
    "surface to anti ship long range cruise ballistic bayraktar akinci hermes heron reaper",
    "predator apache",
)


def homes(actors: Iterable[ActorMention]) -> list[str | None]:
    """
    Give the home countries of groups and nationalities, for the focus of a report.

    Parameters
    ----------
    actors
        Parties of the report.

    Returns
    -------
    homes
        One code a mention, None where it has none; the United States and Britain count nothing.
    """
    abroad = {"US", "GB", "FR", None}
    return [a.home if a.home not in abroad else None for a in actors]


def of_country(
    words: Sequence[Word], first: int, last: int, code: str, name: str, tables: Tables, how: str
) -> ActorMention:
    """
    Make a party of a country or capital that stands for its government.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        The words that name it.
    code
        ISO 3166-1.
    name
        Name of the country.
    tables
        Rule tables.
    how
        country or capital.

    Returns
    -------
    actor
        The state as a party.
    """
    return mention_of(
        words, first, last, state_name(code, tables, _NATIONS.get(code, name)), "state", code, how
    )
