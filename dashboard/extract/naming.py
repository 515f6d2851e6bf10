"""Which words name a place, and which are part of some other name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.extract.document import written
from dashboard.extract.lexicon import ARABIC_KINDS, vocabulary
from dashboard.extract.matching import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Sentence, Word
    from dashboard.extract.placebook import Candidate, PlaceBook
    from dashboard.extract.tables import Tables

TOLD_BEFORE = "told of before"  # ends the doubt of a place that is only pointed back at
AT_BORDER = "only a border is named, not where along it or on which side"


ARTICLES = vocabulary(
    "al el ad ar as ash at az an ed es ez er deir",
)
_ARTICLE = vocabulary("al el ad ar as ash az ed es ez")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """
    A place named in a sentence.

    Attributes
    ----------
    first, last
        Its words in the sentence, `last` not included.
    start, end
        Place in the raw text.
    text
        As written, with what sharpens it ("near", "55 miles west of").
    candidates
        What the name can mean, likeliest first.
    place
        The chosen one.
    precision
        place_precision as the text gives it.
    precision_m
        Radius in metres; None for areas.
    lon, lat
        Degrees; shifted for "south of", "55 miles west of".
    role
        loc, parent, origin, destination, seat, flag, actor, subject, object or none.
    name
        How it is called in a proposal.
    doubt
        Why it is doubtful; empty where it is not.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    place: Candidate
    precision: str
    precision_m: float | None
    lon: float
    lat: float
    role: str
    name: str
    doubt: str = ""

    @property
    def is_area(self) -> bool:
        """Say whether it is an area: never a pin."""
        return self.precision in {"admin1", "country", "water_body"}

    @property
    def area_id(self) -> str | None:
        """Give the id of the area it is; None for a point and for "eastern Syria"."""
        part = self.precision == "admin1" and self.place.layer == "country"
        return self.place.area_id if self.is_area and not part else None


def find_places(
    sentence: Sentence, book: PlaceBook, tables: Tables, masked: frozenset[int]
) -> list[PlaceMention]:
    """
    Find the names of places in a sentence; what they mean is chosen later.

    Parameters
    ----------
    sentence
        The sentence.
    book
        The gazetteer.
    tables
        Rule tables.
    masked
        Numbers of words that belong to an organisation, a ship or a person.

    Returns
    -------
    places
        In order, without role, the first candidate chosen.
    """
    words = sentence.words

    def meanings(key: str) -> tuple[Candidate, ...]:
        return book.lookup(key) or book.lookup(key.replace(" el ", " al "))

    def known(key: str) -> bool:
        return key not in tables.words["not_place"] and bool(meanings(key))

    def opens(word: Word) -> bool:
        return (
            word.capital or word.low in ARTICLES or word.key[:1] >= "\u0600" or word.text == "the"
        )

    found = []
    for match in phrases(words, known, opens):
        if any(k in masked for k in range(match.first, match.last)):
            continue
        first = _begins(words, match.first, match.last)
        kind = _says_what_follows(words, match.first, match.last)
        if kind or not _named(words, first, match.last):
            continue
        if (
            match.key == "old city"
            and words[match.last : match.last + 1]
            and words[match.last].low == "of"
        ):
            continue
        if _as_adjective(words, first, match.last, tables):
            continue
        if _part_of_name(words, first, match.last, tables, meanings(match.key)):
            continue
        found.append(mention_of(words, first, match.last, meanings(match.key)))
    lands = _borders(sentence, book, tables) + _crossings(words, book, tables)
    return _capitals(sentence, book, tables, masked) + lands + found


def _begins(words: Sequence[Word], first: int, last: int) -> int:
    # "Al-Nasiriyah" is known without its article; "the" is no part of a name.
    if words[first].low == "the" and last - first > 1:
        return first + 1
    article = first > 1 and words[first - 1].text == "-" and words[first - 2].low in _ARTICLE
    return first - 2 if article else first


def _as_adjective(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "US bases", "U.S. soldiers": a nationality, no place.
    if words[first].low not in {"us", "u.s.", "uk", "u.k.", "u.s"} or last - first > 1:
        return False
    if last >= len(words) or not words[last].key:
        return False
    return (
        words[last].low not in tables.words["preposition"]
        and words[last].low not in tables.words["be"]
        and words[last].low not in {"and", "or", "has", "have", "said"}
    )


_LAND = vocabulary(
    "villages territory soil airspace coast waters communities shores coastline towns",
    "cities side mainland desert",
)


def _borders(sentence: Sentence, book: PlaceBook, tables: Tables) -> list[PlaceMention]:
    # "near the Syrian border": in the country that the report is about, on that side of it.
    words, found = sentence.words, []
    for at, word in enumerate(words):
        land = word.low in _LAND
        if (word.low not in {"border", "frontier"} and not land) or at < 1:
            continue
        its = next((k for k in (at - 1, at - 2) if k > 0 and words[k].low == "its"), 0)
        if its and words[its - 1].low in (_OVER if land else _OVER | _ALONG):
            code = _first_country(words[: its - 1], tables, book)
        else:
            code = tables.demonyms.get(words[at - 1].low) if words[at - 1].capital else None
        country = book.country(code) if code else None
        if country is not None:
            mention = mention_of(words, its or at - 1, at + 1, (country,))
            found.append(replace(mention, doubt="" if land or its else AT_BORDER))
    return found


_OVER = vocabulary("over in into inside across")
_ALONG = vocabulary("on along at near")


def _crossings(words: Sequence[Word], book: PlaceBook, tables: Tables) -> list[PlaceMention]:
    # "killed smugglers as they tried to cross from Syria": where the sentence's own army stands.
    found = []
    for at in range(2, len(words) - 2):
        if words[at].low not in _CROSSES or words[at + 1].low != "from":
            continue
        foreign = book.lookup(words[at + 2].key)
        code = _first_country(words[:at], tables, book)
        own = book.country(code) if code else None
        abroad = foreign[:1] and foreign[0].layer == "country"
        if own is not None and abroad and foreign[0].country != own.country:
            found.append(mention_of(words, at, at + 1, (own,)))
    return found


_CROSSES = vocabulary("cross crossed crossing infiltrate infiltrated infiltrating")


def _first_country(words: Sequence[Word], tables: Tables, book: PlaceBook) -> str | None:
    # "Jordan's air force shot down drones over its territory": whoever the sentence is about.
    for word in words:
        if word.capital and word.low in tables.demonyms:
            return tables.demonyms[word.low]
        named = book.lookup(word.key) if word.capital else ()
        if named and named[0].layer == "country":
            return named[0].country
    return None


def _says_what_follows(words: Sequence[Word], first: int, last: int) -> bool:
    # Arabic "quarter of Mashtal": the noun is no town of its own, though one is called so.
    follows = words[last].key[:1] >= "\u0600" if last < len(words) else False
    return last - first == 1 and words[first].low in ARABIC_KINDS and follows


def _named(words: Sequence[Word], first: int, last: int) -> bool:
    inside = [w for w in words[first:last] if w.key]
    proper = [w for w in inside if w.capital or w.key[:1] >= "\u0600"]
    return bool(proper) and (len(proper) * 2 >= len(inside) or len(inside) > 2)


def mention_of(
    words: Sequence[Word], first: int, last: int, candidates: tuple[Candidate, ...]
) -> PlaceMention:
    """
    Make a mention of words that name a place.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        Its words, `last` not included.
    candidates
        What it can mean, likeliest first.

    Returns
    -------
    mention
        Without role; the first candidate is chosen.
    """
    place = candidates[0]
    start, end = words[first].start, words[last - 1].end
    return PlaceMention(
        first,
        last,
        start,
        end,
        written(words[first:last]),
        candidates,
        place,
        place.precision,
        place.precision_m,
        place.lon,
        place.lat,
        "none",
        place.name,
    )


def meaning(mention: PlaceMention, place: Candidate) -> PlaceMention:
    """
    Give a mention another place that its name can mean.

    Parameters
    ----------
    mention
        The mention.
    place
        What it means.

    Returns
    -------
    mention
        With the point, precision and name of that place.
    """
    return replace(
        mention,
        place=place,
        precision=place.precision,
        precision_m=place.precision_m,
        lon=place.lon,
        lat=place.lat,
        name=place.name,
    )


def _part_of_name(
    words: Sequence[Word], first: int, last: int, tables: Tables, candidates: tuple[Candidate, ...]
) -> bool:
    before = words[first - 1] if first else None
    after = words[last] if last < len(words) else None
    top = candidates[0].layer
    if after is not None and after.low == "time":
        return True
    if after is not None and after.capital and ("after", after.low) in tables.name_heads:
        near = before is not None and before.low in tables.words["locative"]
        return not (near and after.low in _HOUSES)  # "near Kabul University"
    if after is not None and after.text == "-" and last + 1 < len(words):
        follower = words[last + 1].low
        if follower in _GLUED or follower in {"e", "i"}:
            return True  # "Iran-backed", "the Pul-e-Khishti mosque"
    sails = top == "sea" and _a_ships_name(words, first, last)
    if sails or _goes_on(words, last) or _not_the_sea(words, first, last):
        return True
    if before is None or not before.capital or not before.key:
        return top in {"city", "site"} and _surname_follows(words, last, tables, before)
    if before.low in tables.words["locative"] or before.low in tables.words["directions"]:
        return False
    if ("before", before.low) in tables.name_heads:
        return True
    if top not in {"city", "site", "admin1"}:
        return False
    return first >= 2 and _is_name_word(before, tables)


def _a_ships_name(words: Sequence[Word], first: int, last: int) -> bool:
    # The tanker "Pacific Advance".
    after = words[last] if last < len(words) else None
    named = after is not None and after.capital and bool(after.key) and last - first == 1
    return named and words[last].low not in _CALENDAR | {"ocean", "sea"}


def _not_the_sea(words: Sequence[Word], first: int, last: int) -> bool:
    # "Gulf states", "the Gulf kingdom", "Gulf of Oman": not the sea of that name.
    if words[last - 1].text != "Gulf":
        return False
    after = words[last] if last < len(words) else None
    known = "the" in {w.low for w in words[max(0, first - 1) : last]}
    known = known or words[first - 1].low in {"in", "over", "off", "across"}
    follows = after is not None and (after.low in _GULF_NEXT or after.capital)
    return not known or follows


_HOUSES = vocabulary("university college institute")
_GULF_NEXT = vocabulary(
    "of states state countries country kingdom kingdoms monarchies monarchy nations region rulers",
    "allies neighbours neighbors shipping capitals investors - cup war coast",
)


def _goes_on(words: Sequence[Word], last: int) -> bool:
    # "Dhahran al-Janoub" is not Dhahran.
    if last + 2 >= len(words) or words[last].low not in {"al", "el"}:
        return False
    return words[last + 1].text == "-" and words[last + 2].capital


_GLUED = vocabulary(
    "flagged owned registered bound born linked operated managed held controlled style made",
)


_CALENDAR = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday january february march april",
    "may june july august september october november december overnight",
)


def _is_name_word(word: Word, tables: Tables) -> bool:
    return (
        word.low not in tables.words["not_place"]
        and word.low not in tables.demonyms
        and word.low not in tables.words["locative"]
        and word.low not in tables.words["say"]
        and len(word.text) > 2
    )


def _surname_follows(words: Sequence[Word], last: int, tables: Tables, before: Word | None) -> bool:
    if before is not None and before.low in tables.words["locative"]:
        return False
    if last >= len(words):
        return False
    after = words[last]
    plain = (
        after.low not in _CALENDAR
        and after.low not in tables.demonyms
        and after.low not in tables.words["locative"]
    )
    return (
        after.capital
        and bool(after.key)
        and plain
        and len(after.text) > 2
        and after.key[:1] < "\u0600"
        and after.low not in tables.words["facility"]
        and after.low not in tables.words["area_word"]
    )


def _capitals(
    sentence: Sentence, book: PlaceBook, tables: Tables, masked: frozenset[int]
) -> list[PlaceMention]:
    words, found = sentence.words, []
    for at, word in enumerate(words):
        if word.low != "capital" or at in masked:
            continue
        country, first, last = _capital_of(words, at, book, tables)
        city = book.capital(country) if country else None
        if _KURDISTAN & {w.low for w in words[max(0, at - 2) : at + 6]}:
            city = next(
                (c for c in book.lookup("erbil") if c.layer == "city"), city
            )  # "the capital of Iraq's Kurdistan region"
        if city is not None:
            mention = mention_of(words, first, last, (city,))
            found.append(replace(mention, doubt="capital of a country that is named"))
    return found


def _capital_of(
    words: Sequence[Word], at: int, book: PlaceBook, tables: Tables
) -> tuple[str | None, int, int]:
    before = words[at - 1] if at else None
    if before is not None and before.low == "'s" and at >= 2:
        held = [c for c in book.lookup(words[at - 2].key) if c.layer == "country"]
        return (held[0].country if held else None), at - 2, at + 1
    if before is not None and before.low in tables.demonyms:
        return tables.demonyms[before.low], at - 1, at + 1
    if at + 2 < len(words) and words[at + 1].low == "of":
        first = at + 3 if words[at + 2].low == "the" else at + 2
        for last in range(min(first + LONGEST_COUNTRY, len(words)), first, -1):
            key = " ".join(w.key for w in words[first:last])
            held = [c for c in book.lookup(key) if c.layer == "country"]
            if held:
                return held[0].country, at, last
    return None, at, at + 1


LONGEST_COUNTRY = 4  # words
_KURDISTAN = vocabulary("kurdistan kurdish")
