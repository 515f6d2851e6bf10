"""Places in a sentence: which words name one, what they can mean, and how they stand in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.naming import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import Candidate
    from dashboard.extract.tables import Tables

LARGE = 500_000


FAR = 150_000


REGION = vocabulary(
    "IQ SY YE JO IL PS LB SA IR KW TR EG OM AE SD ER DJ SO ET BH QA CY SS LY UA RU AF PK AZ",
    "AM GE KE ML BF NE NG TD CF CD MZ MM",
)


NAUTICAL_MILE_KM = 1.852


def focus_of(
    mentions: Iterable[PlaceMention], extra: Iterable[str], actors: Iterable[str | None]
) -> Counter[str]:
    """
    Weigh which countries a report is about.

    Parameters
    ----------
    mentions
        All places of the report.
    extra
        Country codes of demonyms.
    actors
        Home countries of the parties, None where unknown.

    Returns
    -------
    focus
        Country code to its weight.
    """
    votes: Counter[str] = Counter()
    for mention in mentions:
        top = mention.candidates[0]
        if top.layer in {"country", "admin1"} and top.country:
            votes[top.country] += 3
        elif (
            top.country
            and top.population > LARGE
            and len({c.country for c in mention.candidates}) == 1
        ):
            votes[top.country] += 2
        else:
            for country in {c.country for c in mention.candidates if c.country in REGION}:
                votes[str(country)] += 1
    for code in extra:
        votes[code] += 1
    for home in actors:
        if home:
            votes[home] += 1
    return votes


def choose(
    mention: PlaceMention, words: Sequence[Word], focus: Mapping[str, int], tables: Tables
) -> PlaceMention | None:
    """
    Choose what a name means in this report.

    Parameters
    ----------
    mention
        A place with its candidates.
    words
        Words of its sentence.
    focus
        Weight of each country, see `focus_of`.
    tables
        Rule tables.

    Returns
    -------
    chosen
        The mention with its place; None where every meaning is a foreign namesake or a chance hit.
    """
    area = _area_word(mention, words, tables)
    candidates = mention.candidates
    if _town_word(mention, words):
        candidates = tuple(c for c in candidates if c.layer == "city") or candidates
    if area:
        candidates = tuple(c for c in candidates if c.layer == "admin1") or candidates
    ranked = sorted(candidates, key=lambda c: -_weight(c, focus, area, mention, tables))
    best = ranked[0]
    top = max(focus.values(), default=0)
    doubted = best.layer in {"city", "site"} and not _credible(best, focus, top)
    if doubted and not _is_struck(mention, words, tables):
        return None
    chosen = meaning(mention, best)
    if _foreign_facility(chosen, words, focus, tables):
        return None
    if area:
        chosen = _span_over(chosen, words, area)
    return chosen


def _foreign_facility(
    mention: PlaceMention, words: Sequence[Word], focus: Mapping[str, int], tables: Tables
) -> bool:
    # "Medina Hospital" in a report about Somalia is a hospital's name, not a town.
    after = words[mention.last] if mention.last < len(words) else None
    if after is None or not after.capital or after.low not in tables.words["facility"]:
        return False
    top = max(focus.values(), default=0)
    return (
        mention.place.layer in {"city", "admin1"}
        and focus.get(mention.place.country or "", 0) * 2 < top
    )


def _weight(
    c: Candidate, focus: Mapping[str, int], area: int, mention: PlaceMention, tables: Tables
) -> float:
    weight = {"sea": 40.0, "country": 40.0, "admin1": 8.0, "site": 14.0, "city": 12.0}[c.layer]
    if c.layer == "admin1" and (area or mention.text.lower() in tables.words["prefer_area"]):
        weight += 20
    if c.country is not None and c.layer not in {"sea", "country"}:
        weight += min(focus.get(c.country, 0), 8) * 1.5
        weight += 3 if c.country in REGION else 0
    abroad = len({x.country for x in mention.candidates}) > 1
    weight += 4 if abroad and c.population > LARGE else 0  # Voronezh, not a village of that name
    by_hand = 0.1 if c.lies_in else 0  # added since reports name it, unlike a small namesake
    return weight + by_hand + min(c.population, 5_000_000) / 1_000_000


def _is_struck(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> bool:
    # "hit Panjgur", "shelled Yaroun": what stands right after such a verb is no surname.
    verb = words[mention.first - 1] if mention.first else None
    struck = verb is not None and not verb.capital and verb.low.endswith(_PAST)
    return struck and verb is not None and verb.key in tables.triggers


_PAST = ("ed", "hit", "struck")
FEW = 4


def _credible(place: Candidate, focus: Mapping[str, int], top: int) -> bool:
    votes = focus.get(place.country or "", 0)
    if place.layer == "site" or place.population > LARGE:
        return True
    if place.country in REGION:
        small = top <= FEW or place.population > 20_000  # a short text names each country once
        return votes > 1 or (votes >= 1 and small)
    return votes > 1 and place.population > FAR


def _area_word(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> int:
    # Give how many words make it an area: 1 "X province", -3 "the province of X", 0 none.
    if mention.last < len(words) and words[mention.last].low in tables.words["area_word"]:
        return 1
    for word in words[mention.last : mention.last + 12]:
        if word.low in _AREAS:
            return -1  # "in Idlib and Aleppo provinces"
        if not (word.capital or word.low in {",", "and", "or", "-"}):
            break
    at = mention.first
    for back in range(at - 1, max(0, at - 8), -1):
        if words[back].low == "of" and words[back - 1].low in _AREAS:
            return -1  # "the governorates of Irbid and Mafraq"
        if not (words[back].capital or words[back].low in {",", "and", "or", "-"}):
            break
    if at >= 2 and words[at - 1].low == "of" and words[at - 2].low in tables.words["area_word"]:
        return -1
    return 0


def _town_word(mention: PlaceMention, words: Sequence[Word]) -> bool:
    # "Marib City", "the city of Marib", "the town of Hajjah": the town of that name.
    after = words[mention.last].low if mention.last < len(words) else ""
    first = mention.first
    while first > 1 and (words[first - 1].text == "-" or words[first - 1].low in _HELD):
        first -= 1  # "a quarter of government-held Aleppo"
    before = [w.low for w in words[max(0, first - 2) : first]]
    town = before[-1:] == ["of"] and before[:1] != before[-1:] and before[0] in _TOWNS
    return after in {"city", "town"} or town


_AREAS = vocabulary("provinces governorates states regions oblasts")
_TOWNS = vocabulary(
    "city town village port outskirts centre center suburb quarter neighbourhood neighborhood"
)
_HELD = vocabulary("government rebel held controlled besieged")


def _span_over(mention: PlaceMention, words: Sequence[Word], area: int) -> PlaceMention:
    if area < 0:
        return mention
    last = mention.last + 1
    text = f"{mention.text} {words[last - 1].text}"
    return replace(mention, last=last, end=words[last - 1].end, text=text)
