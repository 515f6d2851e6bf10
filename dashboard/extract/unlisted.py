"""Places that the text names and the gazetteer lacks: kept apart, shown near a known one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.extract.bearings import distance_km
from dashboard.extract.chains import DIRECTION_WORDS
from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.naming import ARTICLES, AT_BORDER, meaning, mention_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import Candidate, PlaceBook
    from dashboard.extract.tables import Tables

RADIUS_M = 25_000.0
LONGEST_NAME = 4
_KINDS = vocabulary(
    "village town hamlet kibbutz settlement township locality villages towns area district",
    "neighbourhood neighborhood suburb quarter camp checkpoint crossing island valley",
)
_BEFORE = vocabulary("in at near outside around")
_OPENERS = vocabulary(
    "al el ad ash an as ed umm um abu wad deir dayr beit bayt kfar kafr tal tel tell ain ayn ein",
    "jabal jebel wadi khan bani beni ras bir ber qasr nahr hosh mount",
)


def unlisted(
    words: Sequence[Word],
    places: Sequence[PlaceMention],
    taken: Iterable[int],
    town: Town | None,
    tables: Tables,
    book: PlaceBook,
) -> list[PlaceMention]:
    """
    Find names of places that no gazetteer layer knows.

    Parameters
    ----------
    words
        Words of the sentence.
    places
        The places that are known in it.
    taken
        Numbers of words that belong to a party or another name.
    town
        The town that the report named last; None where it named none.
    tables
        Rule tables.
    book
        To look up countries.

    Returns
    -------
    mentions
        Shown with a radius of 25 km at a town that the text names close by, else as the country
        only, never as a pin; a doubt says so. None where a known place follows at once
        ("al-Seriha, in Gezira state"), which then stands for it.
    """
    used = set(taken) | {k for p in places for k in range(p.first, p.last)}
    found: list[PlaceMention] = []
    at = 1
    while at < len(words):
        here = _placed_here(words, at, used)
        named = words[at].capital and words[at - 1].low in _BEFORE and at not in used
        last = _name_end(words, at, used, tables) if here or named else at
        bearing = _bearing_follows(places, words, last) if last > at else None
        if bearing is not None:
            found.append(_near(words, at, last, bearing))
        elif last > at and (here or _at_a_name(words, at, tables)) and town is not None:
            if _known_follows(places, words, last):
                at = last
                continue
            found.append(_somewhere(words, at, last, town, tables, book))
        at = max(at + 1, last if here or bearing else at)
    return found


@dataclass(frozen=True, slots=True)
class Town:
    """
    The town that a report named last.

    Attributes
    ----------
    mention
        Where it was named.
    close
        Whether that was in this sentence or the one before it in its paragraph.
    """

    mention: PlaceMention
    close: bool


def _somewhere(
    words: Sequence[Word], first: int, last: int, town: Town, tables: Tables, book: PlaceBook
) -> PlaceMention:
    # "Albukamal, a Syrian town", "the Greek island of Evia": the country is said; a town named
    # long before says no more than the country.
    around = (*words[max(0, first - 4) : first], *words[last : last + 4])
    told = (tables.demonyms.get(w.low) for w in around if w.capital)
    code = next((c for c in told if c), town.mention.place.country)
    if town.close and code == town.mention.place.country:
        return _near(words, first, last, town.mention)
    country = book.country(code or "")
    if country is None:
        return _near(words, first, last, town.mention)
    name = written(words[first:last])
    mention = mention_of(words, first, last, (replace(country, name=name),))
    return replace(mention, doubt=f"the gazetteer has no {name}: only the country is known")


def beside_their_parent(
    places: Sequence[PlaceMention], words: Sequence[Word]
) -> list[PlaceMention]:
    """
    Take "Nawa district, barely 15 km south of Lashkar Gah" for what lies there, no namesake.

    Parameters
    ----------
    places
        Places of a sentence, in order.
    words
        Words of the sentence.

    Returns
    -------
    places
        A town elsewhere than in the area or at the bearing that the text puts it in is replaced
        by a namesake there; one in another country, where there is none, is shown near it with a
        doubt that says so.
    """
    done: list[PlaceMention] = []
    ordered = sorted(places, key=lambda p: p.first)
    for at, mention in enumerate(ordered):
        parent = _parent(ordered, at, words)
        namesake = None if parent is None else _namesake(mention, parent)
        if namesake is not None:
            done.append(meaning(mention, namesake))
        elif parent is not None and (_lies_in(mention, parent, words) or _too_far(mention, parent)):
            done.append(_near(words, mention.first, _whole(words, mention, parent), parent))
        else:
            done.append(mention)
    return done


def _parent(ordered: Sequence[PlaceMention], at: int, words: Sequence[Word]) -> PlaceMention | None:
    # "Kobo, in Ethiopia's Amhara region", "the Sahar district of Saada": what it is said to lie in.
    mention = ordered[at]
    if mention.place.layer not in {"city", "site"} or mention.precision == "relative":
        return None
    parent = ordered[at + 1] if at + 1 < len(ordered) else None
    if parent is not None and parent.place.layer == "country" and at + 2 < len(ordered):
        further = ordered[at + 2]
        owned = words[parent.last].low == "'s" and further.first <= parent.last + 3
        parent = further if owned else parent
    if parent is None or parent.doubt == AT_BORDER:
        return None
    lows = [w.low for w in words[_whole(words, mention, parent) : parent.first]]
    measured = parent.precision == "relative" and _bears(lows)
    inner = [w for k, w in enumerate(lows) if k + 1 >= len(lows) or lows[k + 1] != "'s"]
    within = parent.place.layer == "admin1" and lows and set(inner) <= _WITHIN
    after = [w.low for w in words[mention.last : parent.first]]
    return parent if measured or within or _quarter_of(parent, after) else None


def _quarter_of(town: PlaceMention, lows: Sequence[str]) -> bool:
    # "the al-Mazraa area in Mayadin", "the Tishrin quarter of the city of Aleppo".
    part = town.place.layer == "city" and town.precision == "city" and lows[:1] != []
    lies = bool({"in", "of"} & set(lows)) and set(lows) <= _IN_A_TOWN
    return part and lies and lows[0] in _QUARTERS


_QUARTERS = vocabulary("neighbourhood neighborhood district quarter area suburb")
_IN_A_TOWN = _QUARTERS | vocabulary("in of the city town capital northern southern eastern western")
_WITHIN = _KINDS | vocabulary(", in the of ' 's ( northern southern eastern western central")
AROUND_KM = 60.0


def _too_far(mention: PlaceMention, parent: PlaceMention) -> bool:
    far = distance_km(mention.lon, mention.lat, parent.lon, parent.lat) > AROUND_KM
    return far and parent.place.layer == "city" and parent.precision == "city"


def _namesake(mention: PlaceMention, parent: PlaceMention) -> Candidate | None:
    # Another place of that name that lies where the text says, where the chosen one does not.
    def fits(place: Candidate) -> bool:
        if parent.precision == "relative" or parent.place.layer == "city":
            return distance_km(place.lon, place.lat, parent.lon, parent.lat) < AROUND_KM
        return parent.place.area_id in {place.area_id, place.lies_in}

    points = [c for c in mention.candidates if c.layer in {"city", "site"}]
    if fits(mention.place):
        return None
    there = next((c for c in points if fits(c)), None)
    if there is not None or mention.place.country == parent.place.country:
        return there
    return next((c for c in points if c.country == parent.place.country), None)


def within_areas(places: Sequence[PlaceMention], words: Sequence[Word]) -> list[PlaceMention]:
    """
    Take "in Amran province, north of the capital" for the province, not for a point near the city.

    Parameters
    ----------
    places
        Places of a sentence.
    words
        Words of the sentence.

    Returns
    -------
    places
        Without a bearing that only says where the area before it lies: no distance is given, and
        it is taken from a place outside that area.
    """
    ordered = sorted(places, key=lambda p: p.first)
    done = ordered[:1]
    for mention in ordered[1:]:
        area = done[-1]
        lows = [w.low for w in words[area.last : mention.first] if w.low not in {"capital", "city"}]
        lies = mention.precision == "relative" and area.precision == "admin1" and _bears(lows)
        measured = any(c.isdigit() for c in mention.text)
        outside = area.place.area_id not in {mention.place.area_id, mention.place.lies_in}
        if not (lies and outside and not measured):
            done.append(mention)
    return done


def in_its_town(
    places: Sequence[PlaceMention],
    words: Sequence[Word],
    town: PlaceMention | None,
    focus: Mapping[str, int],
) -> list[PlaceMention]:
    """
    Take "a car bomb in the Heliopolis quarter" for a part of the town told of, no town abroad.

    Parameters
    ----------
    places
        Places of a sentence.
    words
        Words of the sentence.
    town
        The town that the report named last; None where it named none.
    focus
        Weight of each country in the report.

    Returns
    -------
    places
        A quarter, hotel or street that has the name of a town in a country that the report is
        hardly about, and not in that of the town told of, is shown near that one, with a doubt
        that says so; left out where the sentence goes on to name the town ("the Marina hotel in
        Port Sudan").
    """
    done: list[PlaceMention] = []
    for mention in places:
        told = focus.get(town.place.country or "", 0) if town else 0
        about = 2 * focus.get(mention.place.country or "", 0) >= told
        if about or not _called_after(mention, places, words, town):
            done.append(mention)
        elif town is not None and not _known_follows(places, words, mention.last + 1):
            done.append(_near(words, mention.first, mention.last + 1, town))
    return done


def _called_after(
    mention: PlaceMention,
    places: Sequence[PlaceMention],
    words: Sequence[Word],
    town: PlaceMention | None,
) -> bool:
    if town is None or mention.place.layer not in {"city", "site"} or mention.is_area:
        return False
    country = mention.place.country
    abroad = country not in {None, town.place.country}
    named = any(p is not mention and p.place.country == country for p in places)
    part = mention.last < len(words) and words[mention.last].low in _PARTS
    return abroad and part and not named and words[mention.last - 1].low not in _PARTS


_PARTS = vocabulary(
    "quarter neighbourhood neighborhood suburb district hotel street square mosque church cafe",
    "restaurant cinema theatre theater mall market school university hospital bridge roundabout",
    "prison stadium barracks",
)


def _lies_in(mention: PlaceMention, parent: PlaceMention, words: Sequence[Word]) -> bool:
    country = parent.place.country
    if country is None or country == mention.place.country:
        return False
    between = words[_whole(words, mention, parent) : parent.first]
    lows = [w.low for w in between]
    if parent.precision == "relative":
        return _bears(lows)
    area = parent.place.layer == "admin1"
    return area and len(lows) > 0 and lows[0] == "," and set(lows) <= {",", "in", "the"}


def _bears(lows: Sequence[str]) -> bool:
    # ", barely 15 km south of"
    return lows[:1] == [","] and all(low in DIRECTION_WORDS or low[:1].isdigit() for low in lows)


def _bearing_follows(
    places: Sequence[PlaceMention], words: Sequence[Word], last: int
) -> PlaceMention | None:
    near = (p for p in places if p.precision == "relative" and last < p.first <= last + 9)
    return next((p for p in near if _bears([w.low for w in words[last : p.first]])), None)


def _whole(words: Sequence[Word], mention: PlaceMention, parent: PlaceMention) -> int:
    # "Ahad al-Masarihah": what goes on with the name, up to the comma.
    at = mention.last
    while at < parent.first and (
        words[at].capital or words[at].low in ARTICLES | _KINDS or words[at].text == "-"
    ):
        at += 1
    return at


def _at_a_name(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "at Balyun", "near Ras Baalbek": what stands after these is hardly a person.
    low = words[at].low
    known = low in tables.words["not_place"] or low in tables.demonyms
    upper = words[at].text.isupper()
    return words[at - 1].low in {"at", "near", "outside"} and not known and not upper


def _placed_here(words: Sequence[Word], at: int, used: set[int]) -> bool:
    if at in used or not words[at].key:
        return False
    before = words[at - 1].low
    if before == "of" and at >= 2:
        return words[at - 2].low in _KINDS
    if before in _KINDS and words[at].capital:
        return True
    return before in _BEFORE and words[at].low in _OPENERS


def _name_end(words: Sequence[Word], at: int, used: set[int], tables: Tables) -> int:
    end, named = at, False
    while end < len(words) and end < at + 2 * LONGEST_NAME and end not in used:
        word = words[end]
        if word.key and (word.capital or (word.low in ARTICLES and not named)):
            unfit = word.low in tables.demonyms or word.low in tables.words["not_place"]
            if word.capital and unfit:
                break
            named = named or word.capital
        elif word.text != "-" or end == at:
            break
        end += 1
    while end > at and not words[end - 1].capital:
        end -= 1
    return end


def _known_follows(places: Sequence[PlaceMention], words: Sequence[Word], last: int) -> bool:
    return any(
        last <= p.first <= last + 6 and {w.low for w in words[last : p.first]} <= _LYING
        for p in places
    )


# "Makarwal, in the neighbouring province of Punjab"
_LYING = vocabulary(
    ", in of the ( near 's neighbouring neighboring nearby northern southern eastern western",
    "northeastern northwestern southeastern southwestern province governorate state region",
)


def _near(words: Sequence[Word], first: int, last: int, base: PlaceMention) -> PlaceMention:
    name = written(words[first:last])
    place = replace(
        base.place,
        name=name,
        layer="city",
        lon=base.lon,
        lat=base.lat,
        precision="city",
        precision_m=RADIUS_M,
        population=-1,
    )
    mention = mention_of(words, first, last, (place,))
    return replace(mention, doubt=f"the gazetteer has no {name}: shown near {base.name}")
