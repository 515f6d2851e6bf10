"""From frames to events: one record a place and an act, later mentions joined to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.errors import ReportError
from dashboard.extract.bearings import distance_km
from dashboard.extract.chains import next_door
from dashboard.extract.kinds import kind_of
from dashboard.extract.lexicon import PROVINCES, vocabulary
from dashboard.extract.naming import TOLD_BEFORE
from dashboard.extract.parties import parties_of
from dashboard.extract.sharpening import is_part
from dashboard.extract.spoken import commented_on, only_said_there, spoken_of_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.parties import Party
    from dashboard.extract.tables import Tables
    from dashboard.extract.timing import When

BEFORE = 5
_SOFT = frozenset({"harm", "clash", "blast"})  # told of again, rather than anew


SAME_PLACE_KM = 30.0


SAME_TOWN_KM = 6.0
SAME_SITE_KM = 2.5


PROVINCE_KM = 400.0  # from the middle of a province to its ends
SAME_CITY_KM = 12.0  # a district and its city


BACKGROUND_DAYS = 30


_CLAUSE_BREAKS = vocabulary(
    "said says told was were is had has from to ; while but after",
)


@dataclass(slots=True)
class Draft:
    """
    An event while mentions are still being joined to it.

    Attributes
    ----------
    frames
        Every act told that is this event, in order of the text.
    place
        Where; None until some mention says so.
    when
        When; None where no mention says so.
    parties
        Who, in the order of the text.
    event_type, stated
        The type, and whether a weapon or target says so.
    group
        Records of one act over several places share it.
    denied
        Somebody denies it.
    doubts
        Why it is doubtful.
    heading
        Only a heading tells of it so far.
    told_in
        More sentences that speak of it without naming an act.
    """

    frames: list[Frame]
    place: PlaceMention | None
    when: When | None
    parties: list[Party]
    event_type: str
    stated: bool
    group: int = 0
    denied: bool = False
    doubts: list[str] = field(default_factory=list)
    heading: bool = False
    told_in: list[Marked] = field(default_factory=list)

    @property
    def marked(self) -> Marked:
        """Give the sentence of its first mention."""
        return self.frames[0].marked

    @property
    def perpetrators(self) -> set[str]:
        """Give the names of those who did it."""
        return {p.name for p in self.parties if p.role == "perpetrator"}

    @property
    def plural(self) -> bool:
        """Say whether its mentions tell of more than one act."""
        return any(t.plural and t.family != "harm" for f in self.frames for t in f.triggers)


def placed(draft: Draft) -> PlaceMention:
    """
    Give the place of a finished event.

    Parameters
    ----------
    draft
        An event of a story that was told to its end.

    Returns
    -------
    place
        Where it happened.

    Raises
    ------
    ReportError
        If it has none, which would be a fault of the reader.
    """
    if draft.place is None:
        raise ReportError("An event without a place was proposed; please report this text.")
    return draft.place


def same_place(one: PlaceMention, other: PlaceMention) -> bool:
    """
    Say whether two mentions can be one place, or one lies in the other.

    Parameters
    ----------
    one, other
        Places of two mentions.

    Returns
    -------
    same
        True also where one is an area that holds the other.
    """
    if one.place.layer == "sea" or other.place.layer == "sea":
        if one.place.layer == other.place.layer:
            return one.place.area_id == other.place.area_id
        point = other if one.place.layer == "sea" else one
        return point.precision == "relative"
    if one.place.country != other.place.country:
        return one.precision == other.precision == "relative" and _near(one, other)
    if one.precision == "country" or other.precision == "country":
        return True
    return _same_area(one, other) if one.is_area or other.is_area else _same_point(one, other)


def _same_area(one: PlaceMention, other: PlaceMention) -> bool:
    if one.is_area and other.is_area:
        return one.place.area_id == other.place.area_id and one.name == other.name
    area, point = (one, other) if one.is_area else (other, one)
    if area.precision == "admin1" and area.place.layer == "country":
        return False  # "central Syria" may hold it or not
    held = area.place.area_id is not None and point.place.area_id == area.place.area_id
    if area.place.layer == "country" or held:
        return True
    return _near(one, other, 150.0 if point.place.area_id else PROVINCE_KM)


def _same_point(one: PlaceMention, other: PlaceMention) -> bool:
    if one.place.name == other.place.name:
        return True
    if min(one.place.population, other.place.population) < 0:
        return False  # a name that the gazetteer lacks lies where its neighbour lies
    if {one.precision, other.precision} == {"exact", "city"}:
        return _near(one, other, SAME_CITY_KM)
    if one.place.layer == other.place.layer == "site":
        return _near(one, other, SAME_SITE_KM)
    rough = {one.precision, other.precision}
    if rough == {"relative", "city"} or is_part(one) != is_part(other):
        return _near(one, other, SAME_CITY_KM)
    return _near(one, other, SAME_PLACE_KM if "relative" in rough else SAME_TOWN_KM)


def near_by(one: PlaceMention, other: PlaceMention) -> bool:
    """
    Say whether two points lie within 30 km, where "the shooting at Balad" can mean its base.

    Parameters
    ----------
    one, other
        Places of two mentions.

    Returns
    -------
    near
        False where either is an area.
    """
    return not one.is_area and not other.is_area and _near(one, other)


def _near(one: PlaceMention, other: PlaceMention, within_km: float = SAME_PLACE_KM) -> bool:
    return distance_km(one.lon, one.lat, other.lon, other.lat) <= within_km


_RANK = {
    "exact": 6,
    "site": 6,
    "relative": 5,
    "city": 5,
    "approximate": 4,
    "admin1": 3,
    "water_body": 2,
    "country": 1,
}


def finer(one: PlaceMention | None, other: PlaceMention | None) -> PlaceMention | None:
    """
    Keep the finer of two places.

    Parameters
    ----------
    one, other
        Places of two mentions of one event.

    Returns
    -------
    place
        The one that is told more precisely; `one` if they are equal.
    """
    if one is None or other is None:
        return one or other
    named = is_part(one) and other.precision == "exact" and not is_part(other)
    areas = one.precision == other.precision == "admin1"
    named = named or (areas and one.area_id is None and other.area_id is not None)
    return other if named or _RANK.get(other.precision, 0) > _RANK.get(one.precision, 0) else one


def drafts_of(
    frame: Frame,
    places: Sequence[PlaceMention],
    when: When | None,
    tables: Tables,
    topic: ActorMention | None,
) -> list[Draft]:
    """
    Make the records that a frame tells of, one a place.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    places
        Where; may be empty.
    when
        When; None where nothing says so.
    tables
        Rule tables.
    topic
        Whom "it" stands for.

    Returns
    -------
    drafts
        One a place, one without place where there is none.
    """
    event_type, stated = kind_of(frame, tables)
    parties = parties_of(frame, tables, topic)
    denied = frame.modality == "denied"
    return [
        Draft(
            [frame],
            place,
            when,
            list(parties),
            event_type,
            stated,
            denied=denied,
            heading=frame.marked.sentence.heading,
        )
        for place in (places or (None,))
    ]


def places_of(frame: Frame) -> list[PlaceMention]:
    """
    Choose where an act happened among the places that hang on it.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    places
        Several only where the text joins them ("in Taiz and Hajjah"); the finest of a chain.
    """
    located = [p for p in frame.places if p.role in {"loc", "object"}] or frame.places
    if commented_on(frame):
        located = [p for p in located if p.first > frame.main.first or not p.is_area]
    own = [p for p in located if not p.doubt.endswith(TOLD_BEFORE)]
    soft = all(t.family in _SOFT for t in frame.triggers)
    soft = soft and not any(d.first is not None for d in frame.dates)
    located = own if own or soft else located
    if not located:
        return []
    groups: list[list[PlaceMention]] = []
    words = frame.marked.words
    for mention in sorted(located, key=lambda p: p.first):
        before = groups[-1][-1] if groups else mention
        between = [w.low for w in words[before.last : mention.first]]
        acts = any(before.last <= t.first < mention.first for t in frame.triggers)
        joined = bool(set(between) & {"and", ",", "or", "&", "but"}) and len(between) <= 7
        if groups and joined and not acts:
            groups[-1].append(mention)
        else:
            groups.append([mention])
    if len(groups) > 1 and only_said_there(groups[0], frame):
        groups = groups[1:]
    if len(groups) == 1 and spoken_of_there(groups[0], frame):
        return []
    merged = _between(groups, frame)
    if merged is not None:
        return [merged]
    best = _stopped_over(groups, frame) or min(
        groups, key=lambda g: (_set_apart(frame, g), _group_rank(g), _distance(frame, g))
    )
    later = groups[groups.index(best) + 1 :]
    for number, group in enumerate(later):
        listed = len(group) > 1 or any(
            "and" in _gap(frame, a, b) for a, b in pairwise([best, *later[number:]])
        )
        if not _also_hit(frame, best[-1], group[0], listed=listed):
            break
        best = [*best, *group]
    return _distinct(best, frame)


def _set_apart(frame: Frame, group: Sequence[PlaceMention]) -> bool:
    # "Underwriters in London raised the cost a day after tankers were damaged in the Gulf of Oman".
    gap = frame.marked.words[group[-1].last : frame.triggers[0].first]
    return group[0].first > 1 and any(w.low in {"after", "since"} for w in gap)


def _stopped_over(groups: Sequence[list[PlaceMention]], frame: Frame) -> list[PlaceMention] | None:
    # "fired at Eilat was shot down over the Red Sea": where it was stopped.
    main, words = frame.main, frame.marked.words
    if main.family != "intercept" or main.noun or len(groups) == 1:
        return None
    over = (g for g in groups if 0 <= g[0].first - main.last <= 3)
    above = {"over", "off", "above"} & {w.low for w in words[main.last : main.last + 1]}
    return next(over, None) if above else None


def _gap(frame: Frame, one: Sequence[PlaceMention], other: Sequence[PlaceMention]) -> list[str]:
    return [w.low for w in frame.marked.words[one[-1].last : other[0].first]]


def _also_hit(frame: Frame, last: PlaceMention, mention: PlaceMention, *, listed: bool) -> bool:
    # "attacked Kisweh and a site in Daraa province": two places under one verb.
    between = [w.low for w in frame.marked.words[last.last : mention.first]]
    if _and_at(between) or (_as_well(between) and mention.role in {"loc", "object"}):
        return True
    acts = any(last.last <= t.first < mention.first for t in frame.marked.triggers)
    if acts or len(between) > (12 if listed else 9):
        return False
    joined = between[:1] in (["and"], ["as"]) or "and" in between or (listed and "," in between)
    return joined and mention.role in {"loc", "object"} and not set(between) & _CLAUSE_BREAKS


def _as_well(between: Sequence[str]) -> bool:
    # "three radars in Yemen on Thursday, as well as one drone boat in the Red Sea".
    return "as well as" in " ".join(between) and len(between) <= 14


def _and_at(between: Sequence[str]) -> bool:
    # "at a base near Erbil, killing four people, and at Islamic State targets in Idlib".
    ends = [k for k in range(len(between) - 1) if between[k] == "and"]
    at = ends[-1] if ends else None
    return (
        at is not None
        and between[at + 1] in {"at", "against", "on"}
        and len(between) - at <= 6
        and at > 0
        and between[at - 1] == ","
    )


def _group_rank(group: Sequence[PlaceMention]) -> int:
    return -max(_RANK.get(p.precision, 0) >= 4 for p in group)


def _distance(frame: Frame, group: Sequence[PlaceMention]) -> int:
    return min(
        abs(p.first - t.first) + (BEFORE if p.first < t.first and not t.passive else 0)
        for p in group
        for t in frame.triggers
    )


def _between(groups: Sequence[Sequence[PlaceMention]], frame: Frame) -> PlaceMention | None:
    words = frame.marked.words
    for group in groups:
        if len(group) != 2:
            continue
        one, two = group
        left = {w.low for w in words[max(0, one.first - 3) : one.first]}
        road = "from" in left and bool({"road", "highway", "route", "track"} & left)
        if ("between" in left or road) and not one.is_area:
            text = f"between {one.text} and {two.text}"
            return replace(
                one,
                text=text,
                name=text,
                end=two.end,
                precision="relative",
                precision_m=15_000.0,
                lon=(group[0].lon + group[1].lon) / 2,
                lat=(one.lat + two.lat) / 2,
            )
    return None


def _distinct(group: Sequence[PlaceMention], frame: Frame) -> list[PlaceMention]:
    kept: list[PlaceMention] = []
    words, first = frame.marked.words, group[0].first
    if PROVINCES & {w.low for w in words[max(0, first - 2) : first]}:
        return list(group)  # "the provinces of Khost and Paktika": the first is a town's name too
    for mention in group:
        twin = next(
            (
                k
                for k in kept
                if same_place(k, mention)
                and not ("and" in _gap(frame, [k], [mention]) and next_door(k, mention))
                and (k.is_area != mention.is_area or k.place.name == mention.place.name)
            ),
            None,
        )
        if twin is None:
            kept.append(mention)
        elif _RANK.get(mention.precision, 0) > _RANK.get(twin.precision, 0):
            kept[kept.index(twin)] = mention
    return kept
