"""Places that the text names and the gazetteer lacks: kept apart, shown near a known one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.extract.chains import DIRECTION_WORDS
from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.naming import ARTICLES, mention_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import PlaceBook
    from dashboard.extract.tables import Tables

RADIUS_M = 25_000.0
LONGEST_NAME = 4
KINDS = vocabulary(
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
        area = _area_follows(places, words, last) if last > at else None
        if bearing is not None:
            found.append(shown_near(words, at, last, bearing))
        elif area is not None:
            found.append(only_in(words, at, last, area))
        elif last > at and (here or _at_a_name(words, at, tables)) and town is not None:
            if _known_follows(places, words, last):
                at = last
                continue
            found.append(_somewhere(words, at, last, town, tables, book))
        at = max(at + 1, last if here or bearing or area else at)
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
        return shown_near(words, first, last, town.mention)
    country = book.country(code or "")
    if country is None:
        return shown_near(words, first, last, town.mention)
    name = written(words[first:last])
    mention = mention_of(words, first, last, (replace(country, name=name),))
    return replace(mention, doubt=f"the gazetteer has no {name}: only the country is known")


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
            done.append(shown_near(words, mention.first, mention.last + 1, town))
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


def bears(lows: Sequence[str]) -> bool:
    """
    Say whether words between two places tell how far one lies from the other.

    Parameters
    ----------
    lows
        The words, in lower case.

    Returns
    -------
    bears
        True for ", barely 15 km south of".
    """
    return lows[:1] == [","] and all(low in DIRECTION_WORDS or low[:1].isdigit() for low in lows)


def _bearing_follows(
    places: Sequence[PlaceMention], words: Sequence[Word], last: int
) -> PlaceMention | None:
    near = (p for p in places if p.precision == "relative" and last < p.first <= last + 9)
    return next((p for p in near if bears([w.low for w in words[last : p.first]])), None)


def _area_follows(
    places: Sequence[PlaceMention], words: Sequence[Word], last: int
) -> PlaceMention | None:
    # "in Sadiyah, Khuzestan province".
    beside = words[last : last + 1]
    if not beside or beside[0].text != ",":
        return None
    areas = (p for p in places if p.precision == "admin1" and last < p.first <= last + 3)
    between = ({w.low for w in words[last + 1 : p.first]} <= {"in", "the"} and p for p in areas)
    return next((p for p in between if p), None)


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
        return words[at - 2].low in KINDS
    if before in KINDS and words[at].capital:
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


def shown_near(words: Sequence[Word], first: int, last: int, base: PlaceMention) -> PlaceMention:
    """
    Show a place that the gazetteer lacks at a town that the text names close by.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        Those of its name.
    base
        The town.

    Returns
    -------
    mention
        With a radius of 25 km, and a doubt that says so.
    """
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


def only_in(words: Sequence[Word], first: int, last: int, parent: PlaceMention) -> PlaceMention:
    """
    Take a place that is in no list for the area that the text puts it in.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        Those of its name.
    parent
        The area or country.

    Returns
    -------
    mention
        Without a point, and a doubt that says so.
    """
    name = written(words[first:last])
    place = replace(parent.place, name=name, population=-1)
    doubt = f"the gazetteer has no {name} there: only {parent.name} is known"
    mention = mention_of(words, first, last, (place,))
    return replace(mention, precision=parent.precision, precision_m=None, doubt=doubt)
