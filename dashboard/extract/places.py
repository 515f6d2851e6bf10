"""Places in a sentence: which words name one, what they can mean, and how they stand in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.bearings import distance_km
from dashboard.extract.lexicon import PROVINCES, vocabulary
from dashboard.extract.namesakes import (
    APART_KM,
    GUESSED,
    LARGE,
    REGION,
    UNLIKE,
    UNNAMED,
    another_name,
)
from dashboard.extract.naming import meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.namesakes import Scene
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import Candidate
    from dashboard.extract.tables import Tables

FAR = 150_000
NAUTICAL_MILE_KM = 1.852
MARGIN = 2.5
SAME_KM = 25.0
TOWN = 50_000


def choose(
    mention: PlaceMention, words: Sequence[Word], scene: Scene, tables: Tables, here: int = 0
) -> PlaceMention | None:
    """
    Choose what a name means in this report.

    Parameters
    ----------
    mention
        A place with its candidates.
    words
        Words of its sentence.
    scene
        What else the report names.
    tables
        Rule tables.
    here
        Number of its sentence.

    Returns
    -------
    chosen
        The mention with its place, which is doubted where another of that name may be meant; None
        where every meaning is a foreign namesake or a chance hit.
    """
    area = _area_word(mention, words, tables)
    candidates = mention.candidates
    if _town_word(mention, words):
        candidates = tuple(c for c in candidates if c.layer == "city") or candidates
    others = scene.others(mention)
    if area:
        candidates = _areas(candidates, words[mention.last : mention.last + 1], others)
    weigh = _scale(mention, candidates, area, scene, others, tables, here)
    ranked = sorted(candidates, key=lambda c: -weigh(c)) if len(candidates) > 1 else candidates
    best = ranked[0]
    doubted = best.layer in {"city", "site"} and not _credible(best, mention, scene, others)
    if doubted and not _is_struck(mention, words, tables):
        return None
    chosen = meaning(mention, best)
    if _foreign_facility(chosen, words, scene.votes, tables):
        return None
    rival = _rival(best, ranked[1:], weigh, others)
    if rival is not None:
        chosen = replace(chosen, doubt=f"{GUESSED}: {_where(best)} or {_where(rival)}")
    if area:
        chosen = _span_over(chosen, words, area)
    return chosen


def _areas(
    candidates: tuple[Candidate, ...], after: Sequence[Word], others: Mapping[str, int]
) -> tuple[Candidate, ...]:
    # "the Salah al-Din district of Aleppo" is no province of a country that nothing speaks for.
    areas = tuple(c for c in candidates if c.layer == "admin1")
    quarters = tuple(c for c in candidates if c.layer == "site" and others.get(c.country or ""))
    named = any(others.get(c.country or "") for c in areas)
    if quarters and not named and after and after[0].low == "district":
        return quarters
    return areas or candidates


def _rival(
    best: Candidate,
    rest: Sequence[Candidate],
    weigh: Callable[[Candidate], float],
    others: Mapping[str, int],
) -> Candidate | None:
    # Another place of that name for which nearly as much speaks, or nothing speaks for either.
    if best.layer not in {"city", "site"}:
        return None
    for place in rest:
        if place.layer not in {"city", "site"} or not _apart(place, best):
            continue
        unnamed = not others.get(best.country or "") and place.population > TOWN
        if unnamed or weigh(best) - weigh(place) < MARGIN:
            return place
    return None


def _where(place: Candidate) -> str:
    return f"{place.name} ({place.area_id or place.lies_in or place.country})"


def _scale(
    mention: PlaceMention,
    candidates: Sequence[Candidate],
    area: int,
    scene: Scene,
    others: Mapping[str, int],
    tables: Tables,
    here: int,
) -> Callable[[Candidate], float]:
    # What speaks for each meaning; where a name has but one, nothing needs to be weighed.
    told = any(others.get(c.country or "") for c in candidates)
    points = [c for c in candidates if c.layer in {"city", "site"}]
    values: dict[int, float] = {}

    def spoken_for(place: Candidate) -> float:
        famed = place.population > LARGE and all(c.population < TOWN for c in points if c != place)
        unnamed = not (famed or place.country not in REGION or others.get(place.country or ""))
        value = scene.nearness(place, mention, here) + 1.0 * (place.country in scene.hints)
        return value - UNNAMED * (told and unnamed)

    def weigh(place: Candidate) -> float:
        if id(place) not in values:
            value = _weight(place, scene.votes, area, mention, tables)
            if len(points) > 1 and place in points:  # two rows of one place share what is found
                value += max(spoken_for(c) for c in points if not _apart(c, place, SAME_KM))
                value -= UNLIKE * another_name(mention, place)
            values[id(place)] = value
        return values[id(place)]

    return weigh


def _apart(one: Candidate, other: Candidate, far: float = APART_KM) -> bool:
    return distance_km(one.lon, one.lat, other.lon, other.lat) > far


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
    if c.layer == "admin1" and (area or _plain(mention) in tables.words["prefer_area"]):
        weight += 20
    if c.country is not None and c.layer not in {"sea", "country"}:
        weight += min(focus.get(c.country, 0), 8) * 1.5
        weight += 3 if c.country in REGION else 0
    abroad = len({x.country for x in mention.candidates}) > 1
    weight += 6 if abroad and c.population > LARGE else 0  # Voronezh, not a village of that name
    by_hand = 0.1 if c.lies_in else 0  # added since reports name it, unlike a small namesake
    return weight + by_hand + min(c.population, 5_000_000) / 1_000_000


def _plain(mention: PlaceMention) -> str:
    return mention.text.lower().replace("-", " ")


def _is_struck(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> bool:
    # "hit Panjgur", "shelled Yaroun": what stands right after such a verb is no surname.
    verb = words[mention.first - 1] if mention.first else None
    struck = verb is not None and not verb.capital and verb.low.endswith(_PAST)
    return struck and verb is not None and verb.key in tables.triggers


_PAST = ("ed", "hit", "struck")
FEW = 4
SMALL = 20_000
LONELY = 100_000


def _credible(
    place: Candidate, mention: PlaceMention, scene: Scene, others: Mapping[str, int]
) -> bool:
    focus = scene.votes
    votes, top = focus.get(place.country or "", 0), max(focus.values(), default=0)
    if place.layer == "site" or place.population > LARGE:
        return True
    if place.country in REGION:
        if not others.get(place.country or ""):
            # "Arman" is no other name of a town in Turkey, in a report about Iran
            village = place.checked and place.precision == "city" and place.population < LONELY
            if (village and scene.alone(place, mention)) or another_name(mention, place):
                return False
        small = top <= FEW or place.population > SMALL  # a short text names each country once
        return votes > 1 or (votes >= 1 and small)
    return votes > 1 and place.population > FAR


def _area_word(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> int:
    # Give how many words make it an area: 1 "X province", -3 "the province of X", 0 none.
    if mention.last < len(words) and words[mention.last].low in tables.words["area_word"]:
        return 1
    for word in words[mention.last : mention.last + 12]:
        if word.low in PROVINCES:
            return -1  # "in Idlib and Aleppo provinces"
        if not (word.capital or word.low in {",", "and", "or", "-"}):
            break
    at = mention.first
    for back in range(at - 1, max(0, at - 8), -1):
        if words[back].low == "of" and words[back - 1].low in PROVINCES:
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
