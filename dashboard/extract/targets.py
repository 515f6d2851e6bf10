"""Who or what an act was aimed at: its object, or those whom it hurt."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.armed import fights, speaker
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import Party, by_itself

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

SHIPPING = "Commercial shipping"
CIVILIANS = "Civilians"
REACH = 14

_BREAK = vocabulary(
    "; : while but after when before since because whereas although though following amid as",
    "response retaliation retaliating retaliatory reply reprisal revenge answer said says",
    "according told reported who whose where if then minutes hours days again",
)
_AIM = vocabulary(
    "on at against targeting hitting into towards toward targeted of engaged hit killed destroyed",
    "struck killing wounding wounded injured injuring destroying",
)
_NEVER = vocabulary("by from with for")
_ARMED = vocabulary(
    "target targets position positions base bases post posts outpost outposts convoy convoys",
    "patrol barracks headquarters checkpoint checkpoints vehicle vehicles armoured tank tanks",
    "site sites depot depots hideout hideouts stronghold commander commanders officer officers",
    "leader leaders members member cell warehouse launchers bunkers camp camps interests",
    "facilities facility installation installations consulate policemen policeman officials",
    "contractor contractors personnel adviser advisers sailors sailor service peacekeepers",
    "peacekeeper airmen marines servicemen unit tactical serviceman embassy workshop",
)
_SOLDIERS = vocabulary(
    "soldier soldiers troops policeman policemen conscripts conscript servicemen serviceman",
    "sergeant sergeants lieutenant recruits guardsmen gendarmes",
)
_SERVICES = vocabulary("army military police")
_POSTS = vocabulary(
    "base bases post posts outpost checkpoint checkpoints patrol convoy position positions camp",
    "barracks vehicle vehicles officer officers station headquarters bus truck lorry recruits unit",
)
_VOICES = vocabulary(
    "spokesman spokeswoman spokesperson official officials ministry minister media source sources",
    "news agency television health statement",
)
_OWN = vocabulary(
    "fighters members men soldiers militants troops fighter member commanders commander militiamen",
    "patrol patrols base bases positions posts outpost vehicles convoy checkpoints headquarters",
)
_HARMED = vocabulary(
    "civilians women children girls boys family families villagers couple grandmother",
    "workers farmers students pupils schoolchildren journalists worshippers pilgrims passengers",
    "teachers doctors patients fishermen residents bystanders mourners",
    "shoppers commuters holidaymakers tourists refugees labourers medics paramedics engineers",
    "sons daughters brothers activists elders migrants aid detainees lawyer journalist hunters",
    "shepherds herders",
)
_ONE = vocabulary(
    "civilian woman child girl boy worker farmer student teacher doctor nurse shepherd fisherman",
    "resident passenger judge elder cleric teenager villager tourist",
)
_THINGS = vocabulary(
    "block market school schools hospital hospitals mosque church clinic bakery bus buses wedding",
    "funeral restaurant shop shops queue crowd bazaar university taxi lorry shelter",
    "parcels prison hall municipal storey floors cafe mall column ambulance ambulances ceremony",
)
_DWELLINGS = vocabulary(
    "house houses home homes apartment apartments flats residential neighbourhood neighborhood",
    "village villages hotel tower camp suburb",
)


def aim(story: Story, tables: Tables) -> None:
    """
    Give each event the group that it was aimed at, where the text says so.

    Parameters
    ----------
    story
        All events, told to their end; their parties are changed in place.
    tables
        Rule tables.
    """
    for draft in story.drafts:
        if draft.event_type == "armed_clash":
            _other_side(draft, tables)
            _side_in_title(story, draft)
        if draft.event_type in {"armed_clash", "interception"}:
            continue
        draft.parties = [p for p in draft.parties if p.role != "target"]
        sunk = all(f.main.family == "sink" for f in draft.frames)
        if sunk and draft.event_type == "strategic_development":
            draft.parties = []  # a ship goes down by itself
        found = _target(draft, tables)
        if found is not None:
            draft.parties.append(found)


def _other_side(draft: Draft, tables: Tables) -> None:
    # "Fighting with the rebels of X", "two soldiers fell in it": the other side of a clash.
    for frame in draft.frames:
        for actor in frame.marked.actors:
            side = _faced(actor, frame, draft, tables) or by_itself(actor, frame, tables)
            if side and len(draft.perpetrators - {actor.name}) == 1 == len(draft.perpetrators):
                draft.parties.append(Party(actor.name, "perpetrator", actor.start, actor.end))
    for find in (_party, _force):
        for frame in draft.frames:
            for trigger in frame.triggers:
                if len(draft.perpetrators) > 1 or trigger.family not in {"harm", "raid"}:
                    continue
                found = find(trigger, frame, draft, tables)
                if found is not None:
                    draft.parties.append(replace(found, role="perpetrator"))


def _side_in_title(story: Story, draft: Draft) -> None:
    # "Army fights smugglers": the title names the side that the text calls something else.
    title = next((m for m in story.sentences[:1] if m.sentence.heading), None)
    if title is None or len(draft.perpetrators) != 1:
        return
    for actor in title.actors:
        if actor.kind == "group" and actor.name not in draft.perpetrators:
            draft.parties.append(Party(actor.name, "perpetrator", actor.start, actor.end))
            return


def _faced(actor: ActorMention, frame: Frame, draft: Draft, tables: Tables) -> bool:
    words = frame.marked.words
    before = [w.low for w in words[max(0, actor.first - 4) : actor.first]]
    if before[-1:] == ["of"]:
        before = before[:-2]
    loose = tables.words["determiner"] | tables.words["force"]
    while before and before[-1] in loose:
        before.pop()
    return (
        before[-1:] in (["with"], ["against"], ["from"])
        and fights(actor, frame.marked, tables)
        and actor.name not in draft.perpetrators
        and actor.how not in {"country", "capital"}
    )


def _target(draft: Draft, tables: Tables) -> Party | None:
    told = [f for f in draft.frames if not f.marked.sentence.heading] or draft.frames
    ship = next((p for f in told if (p := _ship(f, tables)) is not None), None)
    if draft.event_type == "attack_on_shipping":
        first = told[0].main
        return ship or Party(SHIPPING, "target", first.start, first.end)
    if draft.event_type == "seizure" and ship is not None:
        return ship
    if draft.event_type == "strategic_development":
        sunk = next((f.main for f in told if any(t.family == "sink" for t in f.triggers)), None)
        return Party(SHIPPING, "target", sunk.start, sunk.end) if sunk is not None else None
    for finders in ((_party, _lodger), (_force,), (_civilians,)):
        for frame in told:
            asked = ((find, t) for find in finders for t in frame.triggers)
            found = (find(t, frame, draft, tables) for find, t in asked)
            party = next((p for p in found if p is not None), None)
            if party is not None:
                return party
    return None


def _lodger(trigger: Trigger, frame: Frame, draft: Draft, tables: Tables) -> Party | None:
    # "struck a base that hosts American troops", "facilities used by X", "where X is based".
    words = frame.marked.words
    if trigger is not frame.triggers[0]:
        return None
    for actor in frame.marked.actors:
        if actor.first <= frame.main.first or actor.name in draft.perpetrators:
            continue
        if actor.kind not in {"state", "group"}:
            continue
        before = [w.low for w in words[max(frame.main.last, actor.first - 5) : actor.first]]
        after = [w.low for w in words[actor.last : actor.last + 5]]
        used = bool(_USERS & set(pairwise(before[-4:])))
        kept = bool(_HOSTS & set(before[-4:])) and not _SHIPS & set(after)
        stays = "where" in before[-2:] and bool(_STAY & set(after))
        if used or kept or stays:
            return Party(actor.name, "target", actor.start, actor.end)
    return _holder(frame, draft, tables)


def _holder(frame: Frame, draft: Draft, tables: Tables) -> Party | None:
    # "destroyed two missiles in a Houthi-controlled area": whose they were.
    words = frame.marked.words
    for at in range(frame.main.last, len(words) - 2):
        if words[at + 1].text != "-" or words[at + 2].low not in {"controlled", "held"}:
            continue
        entry = tables.actors.get(words[at].key)
        aimed = _MATERIEL & {w.low for w in words[frame.main.last : at]}
        if entry is not None and aimed and entry.name not in draft.perpetrators:
            return Party(entry.name, "target", words[at].start, words[at].end)
    return None


_MATERIEL = vocabulary(
    "missile missiles launcher launchers drone drones radar radars vessel vessels depot depots",
    "system systems site sites positions targets boat boats uavs",
)
_HOSTS = vocabulary("hosts hosting houses housing")
_USERS = frozenset(
    {
        *(("used", "by"), ("home", "to"), ("belonging", "to"), ("operated", "by")),
        *(("occupied", "by"), ("manned", "by"), ("belonged", "to")),
    }
)
_STAY = vocabulary("stationed based deployed serve stay are is")
_SHIPS = vocabulary("ship vessel tanker")


def _ship(frame: Frame, tables: Tables) -> Party | None:
    words = frame.marked.words
    word = next((w for w in words if w.low in tables.words["ship"] and w.low != "crew"), None)
    return Party(SHIPPING, "target", word.start, word.end) if word else None


def _zones(trigger: Trigger, frame: Frame, tables: Tables) -> Iterator[tuple[int, int]]:
    # The words in which the object of a trigger stands: after it, or before a passive.
    words = frame.marked.words
    head = trigger.text.lower().split()[:2]
    under = "under" in {*head, words[trigger.first - 1].low if trigger.first else ""}
    passive = trigger.passive or under or head[0] in tables.words["be"]
    if passive or (trigger.family == "harm" and not trigger.noun):
        first = trigger.first
        while first > max(0, trigger.first - REACH) and words[first - 1].low not in _BREAK:
            first -= 1
        if passive or trigger.text.lower().startswith("die"):
            yield first, trigger.first
    if passive and trigger.family != "launch":
        return
    last = trigger.last
    while last < min(len(words), trigger.last + REACH) and words[last].low not in _BREAK:
        last += 1
    first = trigger.last
    if trigger.noun or trigger.family == "launch":
        while first < last and words[first].low not in _AIM:
            first += 1
    if first < last:
        yield first, last


def _party(trigger: Trigger, frame: Frame, draft: Draft, tables: Tables) -> Party | None:
    for first, last in _zones(trigger, frame, tables):
        for actor in frame.marked.actors:
            if first <= actor.first < last and _aimed(actor, frame, draft, tables):
                return Party(actor.name, "target", actor.start, actor.end)
        own = _own(first, last, frame, draft, tables)
        if own is not None:
            return own
    return None


def _aimed(actor: ActorMention, frame: Frame, draft: Draft, tables: Tables) -> bool:
    if actor.kind not in {"state", "group"} or actor.name in draft.perpetrators:
        return False
    if speaker(actor, frame.marked, tables):
        return False
    words = frame.marked.words
    before = words[actor.first - 1].low if actor.first else ""
    if before == "the" and actor.first > 1:
        before = words[actor.first - 2].low
    if _BEARS & {w.low for w in words[max(0, actor.first - 4) : actor.first]}:
        return False  # "bore the hallmarks of al-Shabaab"
    after = [w.low for w in words[actor.last : actor.last + 4]]
    left = {w.low for w in words[max(0, actor.first - 5) : actor.first]}
    killed = left & _KILLED and "," not in left  # "killed a Hamas official"
    if any(w in _VOICES for w in after) and not killed:
        return False
    if actor.how == "demonym":
        armed = tables.words["force"] | _ARMED
        return before not in _NEVER and any(w in armed for w in after[:3])
    if actor.how in {"country", "capital"}:
        if after[:1] == ["'s"] and after[1:2] and after[1] in tables.words["generic_army"]:
            return before not in _NEVER
        return before in {"at", "against", "targeting", "on"} and after[:1] != ["'s"]
    return before not in _NEVER


_KILLED = vocabulary(
    "killed kills killing wounded wounding injured assassinated targeted struck hit"
)
_BEARS = vocabulary("hallmark hallmarks signature fingerprints work handiwork hand hands style")


def _own(first: int, last: int, frame: Frame, draft: Draft, tables: Tables) -> Party | None:
    # "X said that eight of its fighters were killed".
    words = frame.marked.words
    for at in range(first, last - 1):
        if words[at].low in {"its", "their"} and words[at + 1].low in _OWN:
            held = [a for a in frame.marked.actors if a.last <= at and a.kind in {"group", "state"}]
            held = [a for a in held if speaker(a, frame.marked, tables)] or held[-1:]
            if held and held[0].name not in draft.perpetrators:
                return Party(held[0].name, "target", held[0].start, held[0].end)
    return None


def _force(trigger: Trigger, frame: Frame, draft: Draft, tables: Tables) -> Party | None:
    # "killed five soldiers": those of the country where it happened; "at Israel".
    country = draft.place.place.country if draft.place is not None else None
    held = tables.states.get("IL" if country == "PS" else country or "")
    if held is None or held[1] in draft.perpetrators:
        return None
    words = frame.marked.words
    guarded = _GUARDED if country in _ONE_ARMY and draft.perpetrators else frozenset()
    for first, last in _zones(trigger, frame, tables):
        for at in range(first, last):
            word, after = words[at], words[at + 1].low if at + 1 < len(words) else ""
            served = word.low in _SERVICES and after in _POSTS
            if word.low in _SOLDIERS and _of_a_party(at, frame):
                continue  # "five soldiers of the Golani Brigade"
            if word.low in _SOLDIERS or word.low in guarded or served:
                return Party(held[1], "target", word.start, word.end)
    return _whole_country(trigger, frame, held[1]) if country in _ONE_ARMY else None


def _of_a_party(at: int, frame: Frame) -> bool:
    words = frame.marked.words
    of = words[at + 1 : at + 2] and words[at + 1].low in {"of", "from"}
    return bool(of) and any(at + 2 <= a.first <= at + 3 for a in frame.marked.actors)


def _whole_country(trigger: Trigger, frame: Frame, name: str) -> Party | None:
    # "fired rockets at Israel".
    words = frame.marked.words
    for place in frame.places:
        at = words[place.first - 1].low == "at" and place.first > trigger.last
        if at and place.place.layer == "country" and trigger.family == "launch":
            return Party(name, "target", place.start, place.end)
    return None


_ONE_ARMY = frozenset({"IL", "TR", "IR", "SA", "UA", "RU"})
_GUARDED = vocabulary("base bases barracks outpost outposts garrison airbase")


def _of_fighters(draft: Draft) -> bool:
    # "More than twenty militants were killed there": the houses were theirs.
    for frame in draft.frames:
        lows = {w.low for w in frame.marked.words}
        if lows & _ARMED_DEAD and any(t.family in {"harm", "strike"} for t in frame.triggers):
            return not lows & {"civilians", "civilian"}
    return False


_ARMED_DEAD = vocabulary("terrorists terrorist militants insurgents jihadists extremists")


def _civilians(trigger: Trigger, frame: Frame, draft: Draft, tables: Tables) -> Party | None:
    series = draft.plural and trigger.family == "harm"
    if draft.event_type == "seizure" or series or _of_fighters(draft):
        return None
    # Shells at houses are meant for whoever lives there; what jets look for in one is not said.
    flown = draft.event_type == "air_drone_strike"
    meant = _HARMED | _THINGS | (frozenset() if flown else _DWELLINGS)
    meant |= _ONE if draft.event_type == "other_attack" else frozenset()
    words = frame.marked.words
    named = {k for p in frame.places for k in (p.last - 1, p.last)}  # "in Ain al-Hilweh camp"
    for first, last in _zones(trigger, frame, tables):
        for at in range(first, last):
            word, before = words[at], words[at - 1].low if at else ""
            if word.low in meant - (_DWELLINGS if at in named else frozenset()) and before not in {
                "no",
                "nor",
            }:
                return Party(CIVILIANS, "target", word.start, word.end)
    return None
