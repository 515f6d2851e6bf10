"""How a named place stands in its sentence: where it happened, or an origin, a seat, a speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.bare_roles import PLACERS, bare_role
from dashboard.extract.bearings import distance_km
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

_TRAVEL = vocabulary(
    "bound sailing sailed sail heading headed en travelling traveling travelled transit",
    "transiting steaming flew flown fly returned return towed arrived arrive arrives",
    "arriving docked moored anchored loaded visiting visit visited route way destination",
    "travels visits shipped exported transported evacuated deported fled flee fleeing",
    "voyage escaped ran withdrew withdrawn retreated moved moving pulled",
)
FILL = vocabulary(
    "the a an of city town village port district area areas region outskirts suburb suburbs",
    "neighbourhood neighborhood coast coastal capital island camp northern southern eastern",
    "western central north south east west northeast northwest southeast southwest",
    "northeastern northwestern southeastern southwestern north-eastern north-western",
    "south-eastern south-western north-east north-west south-east south-west occupied besieged",
    "nearby populated remote",
    "rural mountainous historic strategic contested government-held rebel-held rebel held",
    "mainland countryside around near outside old border base airport vicinity side both",
    "parts part heart centre center middle vicinity several various and downtown - whole",
    "entire mainly residential upper lower deep two three four five many cities towns",
    "villages districts provinces provinces' sites province governorate governorates state",
    "densely crowded wider desert deserts mountains mountain hills hill valley plains plain sky",
    "skies airspace territory waters forest forests farmland farmlands orchards farms steppe",
    "air naval military neighbouring neighboring nearby adjacent far war-torn shores shore",
    "third half quarter much most large swathes swaths stretches tracts",
    "bank banks harbour harbor refugee edge edges fringe fringes",
)
DIRECTION_WORDS = vocabulary(
    ", base area camp district town village about some roughly around the north south east",
    "west northeast northwest southeast southwest km miles nm of to the kilometres",
    "kilometers nautical approximately around barely just only nearly almost over",
)
SEAT_WINDOW = 4
IN_TOWN_KM = 30.0
_WORDS_5 = vocabulary(
    ", ( in of ) 's on at",
)
_WORDS_4 = vocabulary(
    ", and or & the in also as well both nearby then at near to",
)
_WORDS_3 = vocabulary(
    "coast territory capital port airspace border waters north south east west northern",
    "southern eastern western shore shores",
)
_WORDS_2 = vocabulary(
    "damage harm close next adjacent near spread spilled extended caused",
)
_WORDS_1 = vocabulary(
    "fled transit transiting sailing way moored anchored",
)


def with_roles(
    places: Sequence[PlaceMention],
    words: Sequence[Word],
    triggers: Sequence[Trigger],
    tables: Tables,
) -> list[PlaceMention]:
    """
    Give each place of a sentence its role.

    Parameters
    ----------
    places
        Places of one sentence, in order.
    words
        Words of the sentence.
    triggers
        Its triggers.
    tables
        Rule tables.

    Returns
    -------
    places
        The same, with `role` filled.
    """
    done: list[PlaceMention] = []
    for mention in sorted(places, key=lambda m: m.first):
        previous = done[-1] if done else None
        role = _chained(mention, previous, words, tables.words["area_word"]) or _role(
            mention, words, triggers, tables
        )
        if (
            previous is not None
            and role in {"none", "weak", "actor"}
            and _owner_of(previous, mention, words)
        ):
            role = previous.role if previous.role in {"loc", "object"} else role
            if role == previous.role:
                done[-1] = replace(previous, role="parent")
        done.append(replace(mention, role=role))
    return done


def _opens_clause(mention: PlaceMention, previous: PlaceMention, words: Sequence[Word]) -> bool:
    # "In Yemen, the United States and Britain have bombed": who does it, no place of it.
    between = [w.low for w in words[previous.last : mention.first]]
    verbs = {w.low for w in words[mention.last : mention.last + 7]}
    subject = bool(verbs & {"have", "has", "had", "are", "were", "is"})
    country = mention.place.layer == "country"
    return previous.first <= 1 and country and subject and between in ([","], [",", "the"])


_CHAINED = frozenset({"loc", "parent", "origin", "destination", "seat", "object", "cause"})


def _on_the_shore(mention: PlaceMention, between: Sequence[str]) -> bool:
    # "Derbent, a city on the Caspian", "Yanbu, on the Red Sea".
    aside = between[:1] == [","] and between[-1:] in (["the"], ["on"])
    town = between[1:2] == ["on"] or bool(set(between) & {"city", "town", "port", "resort"})
    return mention.place.layer == "sea" and aside and town


def _chained(
    mention: PlaceMention,
    previous: PlaceMention | None,
    words: Sequence[Word],
    area_words: frozenset[str],
) -> str:
    # A place that follows another: its parent ("Damascus, Syria") or its equal ("Taiz and
    # Hajjah").
    if previous is None or previous.role not in _CHAINED or _opens_clause(mention, previous, words):
        return ""
    between = [w.low for w in words[previous.last : mention.first]]
    if len(between) > 8:
        return ""
    if _on_the_shore(mention, between):
        return "parent"
    if (
        mention.precision == "relative"
        and previous.role in {"loc", "object"}
        and previous.precision in {"city", "exact"}
        and all(w in DIRECTION_WORDS or w[:1].isdigit() for w in between)
    ):
        return "parent"
    ends = {w.low for w in words[mention.last - 1 : mention.last + 1]}
    district = bool(ends & area_words)
    inside = _encloses(mention, previous) or (district and between == [","])
    filler = [w for w in between if w not in FILL and w not in _WORDS_5]
    if inside and not filler and between and (set(between) & {",", "(", "in", "of"}):
        return "parent" if previous.role in {"loc", "parent", "object"} else previous.role
    if (
        mention.last < len(words)
        and words[mention.last].low == "'s"
        and mention.place.layer in {"country", "city"}
    ):
        return ""
    if previous.role not in {"loc", "parent", "object"} and (
        mention.precision == "relative"
        or words[mention.first].low in PLACERS
        or (between[-1:] != [] and set(between) & (PLACERS - {"and"}))
    ):
        return ""
    joined = [w for w in between if w not in _WORDS_4]
    if not [w for w in joined if w not in FILL] and set(between) & {",", "and", "or", "&"}:
        if previous.role == "parent":
            return "loc"
        return previous.role
    return ""


def _owner_of(outer: PlaceMention, inner: PlaceMention, words: Sequence[Word]) -> bool:
    # "Iran's Sistan-Baluchestan province".
    between = [w.low for w in words[outer.last : inner.first]]
    return (
        bool(between)
        and between[0] == "'s"
        and len(between) <= 4
        and outer.place.layer == "country"
        and inner.place.country == outer.place.country
    )


def _encloses(outer: PlaceMention, inner: PlaceMention) -> bool:
    if outer.place.layer == "country":
        return inner.place.country == outer.place.country and inner.place.layer != "country"
    if outer.place.layer == "admin1":
        same = outer.place.area_id == inner.place.area_id or inner.place.area_id is None
        return (
            same
            and inner.place.layer in {"city", "site"}
            and inner.place.country == outer.place.country
        )
    if outer.place.layer == "sea":
        return inner.precision == "relative"
    return (
        inner.precision == "exact"
        and distance_km(inner.lon, inner.lat, outer.lon, outer.lat) < IN_TOWN_KM
        and outer.place.layer == "city"
        and inner.place.country == outer.place.country
    )


_BLAMED = frozenset(
    {
        ("blamed", "on"),
        ("attributed", "to"),
        ("claimed", "by"),
        ("pinned", "on"),
        ("ascribed", "to"),
    }
)


def _role(
    mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger], tables: Tables
) -> str:
    after = words[mention.last].low if mention.last < len(words) else ""
    if _hyphened(mention, words):
        return "actor"
    at = _governor(mention, words, tables)
    before = words[at].low if at >= 0 else ""
    if at >= 1 and (words[at - 1].low, before) in _BLAMED:
        return "actor"
    named = before in {"including", "namely"} or (before == "them" and words[at - 1].low == "among")
    if mention.precision == "relative" or (at >= 0 and named):
        return "loc"
    if mention.place.layer != "country" and _names_the_act(mention, triggers):
        return "loc"
    if _of_the_act(mention, words, at, triggers):
        return "object"
    role = _by_preposition(mention, words, at, before, after, tables)
    if role:
        return role
    if mention.place.layer == "sea":
        return "loc" if before not in {"the", ""} or at >= 0 else "none"
    return bare_role(mention, words, at, triggers, tables)


def _governor(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> int:
    # The word before the place's phrase: a preposition where one governs it; -1 for none.
    at = mention.first - 1
    while at >= 0 and at > mention.first - 7 and _fills(words, at, tables):
        if words[at].low in PLACERS:
            break
        at -= 1
    if at >= 0 and words[at].low not in PLACERS and words[at].low not in {"of", "from", "to"}:
        return _over_adjectives(mention, words, at, tables)
    return at


def _hyphened(mention: PlaceMention, words: Sequence[Word]) -> bool:
    # "Iran-backed".
    at = mention.last
    if at + 1 >= len(words) or words[at].text != "-":
        return False
    return words[at + 1].start == words[at].end


def _over_adjectives(mention: PlaceMention, words: Sequence[Word], at: int, tables: Tables) -> int:
    # "at the underground Natanz plant": back to the preposition over plain words.
    first = mention.first
    for place in range(first - 2, max(-1, first - 10), -1):
        if words[place].low in PLACERS:
            inner = words[place + 2 : first]
            opens = words[place + 1].low in {"the", "a", "an"}
            plain = all(
                w.low in {"of", "the"} or (w.key and not w.capital and _adjective(w.low, tables))
                for w in inner
            )
            return place if opens and plain else at
    return at


def _adjective(low: str, tables: Tables) -> bool:
    verbs = tables.words["say"] | tables.words["be"] | tables.words["have"]
    return (
        low not in verbs
        and low not in tables.triggers
        and low
        not in (tables.words["preposition"] | tables.words["person"] | tables.words["speaker_noun"])
    )


def _of_the_act(
    mention: PlaceMention, words: Sequence[Word], at: int, triggers: Sequence[Trigger]
) -> bool:
    # "the bombing of Homs", "took the town of Saraqib".
    noun = any(t.noun and t.last - 1 == at for t in triggers) and words[at + 1].low == "of"
    return noun or any(t.last == mention.first and t.text.lower().endswith(" of") for t in triggers)


def _fills(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # What may stand between a preposition and the name: "in the port city of", "in Iraqi".
    word, facility = words[at], tables.words["facility"]
    hyphen = 0 < at < len(words) - 1 and "-" in {words[at - 1].text, words[at + 1].text}
    if hyphen and (word.low in _RULED or words[at + 2].low in _RULED):
        return True  # "in a Houthi-controlled area of Yemen"
    if word.low in FILL or word.low in tables.words["area_word"]:
        return True
    if word.low in facility or word.low.removesuffix("s") in facility:
        return True
    return word.capital and (word.low in tables.demonyms or words[at + 1].low in facility)


def _fired_from(words: Sequence[Word], at: int) -> bool:
    for back in range(at - 1, max(0, at - 5), -1):
        if words[back].low == "from":
            return words[back - 1].low in {"fired", "launched"}
        if words[back].capital or not words[back].key:
            return False
    return False


_JUDGES = vocabulary("welcomed condemned denounced deplored hailed praised criticised criticized")
_RULED = vocabulary("controlled held run dominated ruled administered")


def _by_preposition(
    mention: PlaceMention, words: Sequence[Word], at: int, before: str, after: str, tables: Tables
) -> str:
    if before in {"from", "to", "aboard"}:
        role = _of_a_way(words, at)
        if role:
            return role
    if before == "between":
        return "loc" if mention.place.layer != "country" else "actor"
    if before in {"for", "to"}:
        return _to_or_for(words, at, tables)
    if before in PLACERS | {"of", "with"} and _for_a_cause(words, at, tables):
        return "cause"
    if before in {"near", "of"} and _fired_from(words, at):
        return "origin"  # "fired from the coast near Tyre"
    if before not in PLACERS:
        point = mention.place.layer in {"city", "site", "admin1"}
        return "weak" if before == "of" and point else ""
    return _placed(mention, words, at, before, after, tables)


def _placed(
    mention: PlaceMention, words: Sequence[Word], at: int, before: str, after: str, tables: Tables
) -> str:
    # After "in", "at", "near": where it happened, unless it is a seat, a way or an owner.
    possessive = after == "'s" or (after == "'" and mention.text.endswith("s"))
    owns = possessive and mention.place.layer == "country"
    if owns and not _place_follows(words, mention.last + 1):
        return "actor" if before in {"on", "against", "at", "by"} else "none"
    if _travels(words, at) or (
        before in {"toward", "towards"} and {w.low for w in words[max(0, at - 3) : at]} & _TRAVEL
    ):
        return "destination" if not _near_water(mention, before) else "loc"
    seated = _is_seat(words, at, tables) or after in tables.words["say_strong"] | _JUDGES
    return "seat" if seated and before in {"in", "at", "near", "outside"} else "loc"


def _of_a_way(words: Sequence[Word], at: int) -> str:
    # "on the road from Nawa to Daraa" is a place, "from Baghdad" an origin.
    if words[at].low == "to":
        left = {w.low for w in words[max(0, at - 6) : at]}
        return "" if not left & _ROADS else "loc" if "from" in left else "destination"
    if words[at].low == "from" and at == 0:
        return "weak"
    return "loc" if words[at - 1].low in _ROADS else "origin"


_ROADS = vocabulary("road highway route track motorway")


def _for_a_cause(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # "in support of our people in Palestine", "in solidarity with Gaza": no place of the act.
    left = words[max(0, at - 7) : at]
    return any(w.low in _CAUSES for w in left) and not any(w.key in tables.triggers for w in left)


_CAUSES = vocabulary("support solidarity oppressed brothers victory behalf sympathy")


def _names_the_act(mention: PlaceMention, triggers: Sequence[Trigger]) -> bool:
    # "the Damascus bombing", "the Kerman twin blasts".
    return any(t.noun and 0 <= t.first - mention.last <= 1 for t in triggers)


def _near_water(mention: PlaceMention, before: str) -> bool:
    return mention.place.layer == "sea" and before in {"in", "near", "off", "across", "through"}


def _place_follows(words: Sequence[Word], at: int) -> bool:
    for word in words[at : at + 3]:
        if word.capital:
            return True
        if word.low in _WORDS_3:
            return True
    return False


def _to_or_for(words: Sequence[Word], at: int, tables: Tables) -> str:
    left = {w.low for w in words[max(0, at - 6) : at]}
    if (
        at
        and words[at].low == "for"
        and words[at - 1].low in {"fought", "fighting", "battle", "fight", "battles", "struggle"}
    ):
        return "loc"
    if left & _TRAVEL or words[at].low == "for":
        return "destination"
    if left & _WORDS_2:
        return "loc"
    del tables
    return "destination"


def _travels(words: Sequence[Word], at: int) -> bool:
    return bool({w.low for w in words[max(0, at - 3) : at]} & (_TRAVEL - _WORDS_1))


def _is_seat(words: Sequence[Word], at: int, tables: Tables) -> bool:
    left = [w.low for w in words[max(0, at - SEAT_WINDOW) : at]]
    if not left:
        return False
    if left[-1] in {"operations", "affairs", "activities"} and "'s" in left:
        return True
    if left[-1] in _HOUSES:
        further = {w.low for w in words[max(0, at - 8) : at]}
        speaks = further & {"medic", "medics", "doctor", "doctors", "nurse", "surgeon", "source"}
        if speaks and further & {"at", "in"}:
            return True  # "a medic at a hospital in Mokha"
        if set(left[:-1]) & PLACERS or any(low in tables.triggers for low in left[:-1]):
            return False  # "at our headquarters in Naqoura", "stormed a police headquarters in"
    if left[-1] in tables.words["seat"] or left[-1] in {"told", "spoke", "said", "born", "living"}:
        return True
    return (
        len(left) > 1
        and left[-1] not in tables.triggers
        and left[-2] in {"told", "reporters", "journalists"}
        and left[-1] != "and"
    )


_HOUSES = vocabulary("headquarters office offices court parliament university bank hospital bureau")
