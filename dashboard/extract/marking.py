"""All sentences of a report marked with places, parties, dates, numbers and triggers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.actors import ActorMention, find_actors, homes
from dashboard.extract.armies import BANDS, abroad, army_meant, band_of, named_army
from dashboard.extract.bare_roles import PLACERS
from dashboard.extract.capitals import the_capital, whose_capital
from dashboard.extract.clauses import Marked
from dashboard.extract.dates import find_clock, find_dates, names_month
from dashboard.extract.document import words_of
from dashboard.extract.generic_parties import ARMS, generic_actor
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.namesakes import Scene, cued, scene_of
from dashboard.extract.naming import AT_BORDER, TOLD_BEFORE, PlaceMention, find_places
from dashboard.extract.numbers import find_numbers
from dashboard.extract.owners import MEN, first_person, issuer, owner_of, speaks_for_itself
from dashboard.extract.parents import beside_their_parent, within_areas
from dashboard.extract.places import choose
from dashboard.extract.referring import Told, referred
from dashboard.extract.roles import with_roles
from dashboard.extract.sharpening import sharpen
from dashboard.extract.ship_names import masked
from dashboard.extract.spots import as_spot
from dashboard.extract.states import as_state
from dashboard.extract.triggers import find_triggers
from dashboard.extract.unlisted import Town, in_its_town, unlisted
from dashboard.extract.unlisted_groups import CORPS, proxies_of_iran, short_names, unlisted_groups
from dashboard.names import fold

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence
    from datetime import date

    from dashboard.extract.document import Document, Sentence, Word
    from dashboard.extract.placebook import PlaceBook
    from dashboard.extract.tables import Tables


def mark(
    document: Document, published: date, tables: Tables, book: PlaceBook
) -> tuple[list[Marked], Scene]:
    """
    Mark every sentence of a report.

    Parameters
    ----------
    document
        The report.
    published
        Day of publication.
    tables
        Rule tables.
    book
        The gazetteer.

    Returns
    -------
    marked, scene
        One entry a sentence, in order; and what the report says of where it takes place.
    """
    found: list[tuple[Sentence, list[ActorMention], list[PlaceMention], frozenset[int]]] = []
    parties = _parties(document, tables, book)
    for sentence, actors in zip(document.sentences, parties, strict=True):
        names = masked(sentence, actors)
        found.append((sentence, actors, find_places(sentence, book, tables, names), names))
    scene = scene_of(
        [places for _, _, places, _ in found],
        (
            a.home
            for _, actors, _, _ in found
            for a in actors
            if a.how == "demonym" and a.home and a.home not in {"US", "GB"}
        ),
        (home for _, actors, _, _ in found for home in homes(actors)),
        _datelines(document, tables, book),
    )
    scene.votes.update(cued(document.clean, tables))
    state = _State(tables)
    state.group = _only_group(actors for _, actors, _, _ in found)
    first, said, _, _ = found[0] if found else (None, [], [], None)
    state.issuer = issuer(first.words, said, tables) if first is not None else None
    state.armies = frozenset(
        a.home or "" for s, actors, _, _ in found for a in actors if named_army(a, s.words)
    )
    marked = [_mark_one(document, published, tables, book, scene, parts, state) for parts in found]
    return marked, scene


def _datelines(document: Document, tables: Tables, book: PlaceBook) -> list[PlaceMention]:
    # "IDLIB, Feb 8 -": no place of an event, but it tells which Ariha is meant.
    found: list[PlaceMention] = []
    for sentence in document.sentences[:DATELINES]:
        begin = sentence.words[0].start if sentence.words else sentence.start
        head = words_of(document.clean, sentence.start, begin) if begin > sentence.start else ()
        if head:
            found += find_places(replace(sentence, words=head), book, tables, frozenset())
    return found


DATELINES = 4


def _parties(document: Document, tables: Tables, book: PlaceBook) -> list[list[ActorMention]]:
    # Those of every sentence that are named, in one way or another.
    def names_land(key: str) -> bool:
        return any(c.layer == "country" for c in book.lookup(key))

    named = [find_actors(sentence, tables, names_land) for sentence in document.sentences]
    corps = next((a for actors in named for a in actors if a.name == CORPS), None)
    found = []
    for sentence, actors in zip(document.sentences, named, strict=True):
        words = sentence.words
        held = [*actors, *short_names(words, actors, corps)]
        held += proxies_of_iran(words, {k for a in held for k in range(a.first, a.last)})
        known = {k for a in held for k in range(a.first, a.last)}
        found.append([*held, *unlisted_groups(words, known, tables)])
    return found


def _only_group(sentences: Iterable[Iterable[ActorMention]]) -> ActorMention | None:
    # "The rebels fired on a ship", where the one group of the report is named only later.
    named = [
        a
        for actors in sentences
        for a in actors
        if a.kind == "group" and a.how == "name" and a.home and a.name not in _FORCES
    ]
    return named[0] if len({a.name for a in named}) == 1 else None


def _capital(place: PlaceMention, book: PlaceBook) -> str | None:
    # Code of the country whose capital it is.
    code = place.place.country or ""
    held = place.place.layer == "city" and place.place == book.capital(code)
    return code if held else None


class _State:
    """What earlier sentences leave behind for later ones."""

    def __init__(self, tables: Tables) -> None:
        self.nouns = _force_nouns(tables)
        self.author: ActorMention | None = None
        self.issuer: ActorMention | None = None
        self.group: ActorMention | None = None
        self.groups: dict[str, ActorMention] = {}
        self.army: str | None = None
        self.armies: frozenset[str] = frozenset()
        self.country: str | None = None
        self.capital: str | None = None
        self.town: PlaceMention | None = None
        self.town_in: Sentence | None = None
        self.told = Told()
        self.month: date | None = None

    def remember_town(self, town: PlaceMention | None, sentence: Sentence) -> None:
        if town is not None:
            self.town, self.town_in = town, sentence

    def remember_capital(self, places: Sequence[PlaceMention], book: PlaceBook) -> None:
        """Take note of a capital that is told of: "the capital" is that one from then on."""
        for place in places:
            if place.role in {"loc", "object", "parent"}:
                self.capital = _capital(place, book) or self.capital

    def town_for(self, sentence: Sentence) -> Town | None:
        if self.town is None or self.town_in is None:
            return None
        near = sentence.index - self.town_in.index <= 1
        return Town(self.town, near and sentence.paragraph == self.town_in.paragraph)


def _mark_one(
    document: Document,
    published: date,
    tables: Tables,
    book: PlaceBook,
    scene: Scene,
    parts: tuple[Sentence, list[ActorMention], list[PlaceMention], frozenset[int]],
    state: _State,
) -> Marked:
    sentence, actors, raw_places, names = parts
    words, focus = sentence.words, scene.votes
    meant = (p for p in raw_places if not _hits(p, words))
    chosen = [choose(p, words, scene, tables, sentence.index) for p in meant]
    if any(w.low == "capital" for w in words):
        told = next((c for p in chosen if p and (c := _capital(p, book))), state.capital)
        top = whose_capital(words, told, state.country, focus, tables, book)
        chosen += the_capital(words, top, book, chosen)
    places = [
        sharpen(as_spot(p, words, tables), document.clean, sentence.start, book)
        for p in chosen
        if p is not None
    ]
    places = _directed(_without_overlap(_this_side(places, focus, book)), words, book)
    places = beside_their_parent(within_areas(places, words), words, book)
    places = in_its_town(places, words, state.told.town, focus)
    taken = names | {k for a in actors for k in range(a.first, a.last)}
    places += unlisted(words, places, taken, state.town_for(sentence), tables, book)
    back = referred(words, places, state.told, tables)
    places += [sharpen(p, document.clean, sentence.start, book) for p in back]
    places.sort(key=lambda p: p.first)
    named = [p for p in places if _no_verb(p, words) and not p.doubt.endswith(TOLD_BEFORE)]
    place_words = {k for p in named for k in range(p.first, p.last)}  # not "captured the town"
    triggers = find_triggers(sentence, tables, names | frozenset(place_words))
    places = _under_label(with_roles(places, words, triggers, tables), words)
    state.remember_town(_town(places), sentence)
    state.remember_capital(places, book)
    state.told.remember(places, book)
    actors = _all_actors(sentence, actors, places, tables, focus, state)
    numbers = find_numbers(words, tables)
    begin = words[0].start if words else sentence.start
    dates = find_dates(document.clean, begin, sentence.end, published, state.month) if words else []
    months = [d for d in dates if d.first is not None and names_month(d)]
    state.month = months[-1].first if months else state.month
    clocks = find_clock(document.clean, begin, sentence.end) if words else []
    return Marked(
        sentence,
        tuple(places),
        tuple(actors),
        tuple(dates),
        tuple(clocks),
        tuple(numbers),
        tuple(triggers),
    )


def _under_label(places: list[PlaceMention], words: Sequence[Word]) -> list[PlaceMention]:
    # "Taiz - A boy was shot dead in Al-Rawda": the entry's place, or what holds the one it names.
    if not places or places[0].first or places[0].place.layer == "country":
        return places
    top = places[0]
    if top.last >= len(words) or words[top.last].text not in {"-", "\u2013", "\u2014"}:
        return places
    if words[top.last].start == words[top.last - 1].end:
        return places  # "Aden-based"
    named = any(p.role in {"loc", "object"} for p in places[1:])
    return [replace(top, role="parent" if named else "loc"), *places[1:]]


def _hits(place: PlaceMention, words: Sequence[Word]) -> bool:
    # "Rockets Hit Erbil Airport": no town, unless "in" or a comma stands before it.
    prior = words[place.first - 1] if place.first else None
    verb = prior is not None and prior.key and prior.low not in PLACERS | {"of", "from", "to"}
    return place.text == "Hit" and bool(verb)


def _no_verb(place: PlaceMention, words: Sequence[Word]) -> bool:
    # A name of several words, or "near Hit": no act in it.
    prior = words[place.first - 1].low if place.first else ""
    return place.last - place.first > 1 or (prior in PLACERS and words[place.first].capital)


def _town(places: Sequence[PlaceMention]) -> PlaceMention | None:
    known = [
        p
        for p in places
        if not p.is_area
        and p.place.country
        and p.place.population >= 0
        and p.role in {"loc", "object", "parent"}
    ]
    return known[-1] if known else None


def _this_side(
    places: Sequence[PlaceMention], focus: Counter[str], book: PlaceBook
) -> list[PlaceMention]:
    # "the Syrian border" in a report about Jordan lies in Jordan.
    done = []
    for mention in places:
        other = next((c for c, _ in focus.most_common(4) if c != mention.place.country), None)
        country = book.country(other) if other and mention.doubt == AT_BORDER else None
        done.append(
            mention
            if country is None
            else replace(
                mention,
                place=country,
                name=f"near {mention.text}",
                lon=country.lon,
                lat=country.lat,
            )
        )
    return done


def _without_overlap(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    kept: list[PlaceMention] = []
    for mention in sorted(places, key=lambda p: (p.first, p.first - p.last)):
        if not kept or mention.first >= kept[-1].last:
            kept.append(mention)
    return kept


_PARTS = vocabulary(
    "northern southern eastern western central north south east west northeastern",
    "northwestern southeastern southwestern",
    "northeast northwest southeast southwest",
)


def _directed(
    places: Sequence[PlaceMention], words: Sequence[Word], book: PlaceBook
) -> list[PlaceMention]:
    # "eastern Syria" is a part of a country, "southern Israel" a district that is called so;
    # "southern Red Sea" stays that sea.
    done = []
    for mention in places:
        before = words[mention.first - 1] if mention.first else None
        hyphen = before is not None and before.text == "-"
        if (
            before is None
            or hyphen
            or before.low not in _PARTS
            or mention.place.layer not in {"country", "sea", "city"}
            or mention.precision == "relative"
        ):
            done.append(mention)
            continue
        text = f"{before.text} {mention.text}"
        changed = replace(mention, first=mention.first - 1, start=before.start, text=text)
        if mention.place.layer == "country":
            named = (c for c in book.lookup(fold(text)) if c.layer == "admin1")
            part = next((c for c in named if c.country == mention.place.country), mention.place)
            changed = replace(changed, precision="admin1", name=text, place=part)
        elif mention.place.layer == "sea":
            changed = replace(changed, name=text)
        else:
            changed = replace(changed, precision="exact")
        done.append(changed)
    return done


def _all_actors(
    sentence: Sentence,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    tables: Tables,
    focus: Counter[str],
    state: _State,
) -> list[ActorMention]:
    words = sentence.words
    found = _with_states(actors, places, words, tables, state)
    taken = {k for a in found for k in range(a.first, a.last)}
    for at, word in enumerate(words):
        if at in taken or word.low not in state.nouns:
            continue
        army = _whose_army(words, at, places, focus, state)
        here = [a for a in found if a.kind == "group" and a.last <= at]
        group = max(here, key=lambda a: a.first) if here else state.group
        generic = generic_actor(words, at, tables, group, army)
        band = band_of(words, at, state.groups, tables)
        if band is not None:
            found.append(band)
        elif generic is not None and not _owned_by_other(words, at, generic.first, taken):
            found.append(owner_of(generic, words, found, tables))
            taken |= set(range(generic.first, generic.last))
        elif generic is None and (own := first_person(words, at, found, state.author, tables)):
            found.append(own)
    state.author = state.author or next((a for a in actors if speaks_for_itself(a)), None)
    found.sort(key=lambda a: a.first)
    for actor in found:
        if actor.kind == "group" and actor.name not in _FORCES:
            state.group = actor
            state.groups[actor.home or ""] = actor
        state.army = actor.home if named_army(actor, words) or abroad(actor, words) else state.army
    return found


def _force_nouns(tables: Tables) -> frozenset[str]:
    # Only these can be "the army", "the group", "our men"; all other words are passed over.
    pairs = {pair.split()[-1] for pair in tables.words["army_pair"]}
    listed = tables.words["generic_army"] | tables.words["generic_group"]
    return listed | pairs | ARMS | BANDS | MEN | {"coalition", "regime", "militias"}


def _with_states(
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    words: Sequence[Word],
    tables: Tables,
    state: _State,
) -> list[ActorMention]:
    found = list(actors)
    for place in places:
        actor = as_state(place, words, tables)
        owned = any(place.last < a.first <= place.last + 2 for a in actors)
        twice = any(a.first == place.first and a.martial for a in actors)
        if actor is not None and not twice and not (owned and words[place.last].low == "'s"):
            found.append(actor)
            found = [a for a in found if a.martial or a.first != place.first]  # "The U.S., with"
        if place.role in {"loc", "object", "parent"} and place.place.country:
            state.country = place.place.country
    return found


def _whose_army(
    words: Sequence[Word],
    at: int,
    places: Sequence[PlaceMention],
    focus: Counter[str],
    state: _State,
) -> str | None:
    here = _in_country(words, at, places)
    if here is not None:
        return here
    if state.issuer is not None:
        return state.issuer.home  # a statement of that army speaks of itself
    army = state.country or next(iter(c for c, _ in focus.most_common(1)), None)
    army = "IL" if army == "PS" else army
    coalition = words[at].low == "coalition"
    return army if coalition else army_meant(army, state.army, state.armies)


_FORCES = frozenset({"Peshmerga", "Syrian Democratic Forces", "Popular Mobilization Forces"})


def _in_country(words: Sequence[Word], at: int, places: Sequence[PlaceMention]) -> str | None:
    # "the army in Israel".
    if at + 2 >= len(words) or words[at + 1].low != "in":
        return None
    held = (p for p in places if p.first == at + 2 and p.place.layer == "country")
    return next((p.place.country for p in held), None)


def _owned_by_other(words: Sequence[Word], at: int, first: int, taken: set[int]) -> bool:
    owner = first > 1 and words[first - 1].low in {"'s", "'"} and first - 2 in taken
    if owner:
        return True  # "Israel's air force"
    if at and words[at - 1].low in {"and", "with"}:
        return False  # "between the army and rebels"
    return any(k in taken for k in range(max(0, at - 2), at)) or (
        at + 2 < len(words) and words[at + 1].low == "of" and at + 2 in taken
    )
