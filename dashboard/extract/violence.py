"""Whether a weak word stands among signs of violence, or in a figure of speech."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.figures import figurative
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.retaliation import cause_opens
from dashboard.extract.ships import domain

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

_SIGNS = ("weapon", "ship", "warship", "hurt", "facility", "force")
_OTHER_SIGNS = vocabulary(
    "claimed militia targets positions rubble damage damaged arsonists saboteurs settlers",
    "attackers mob rioters assailants pipeline convoy patrol motorcade",
)


_OF_WEAPONS = vocabulary(
    "launch impact damage clash attack strike seize intercept",
)


def violent(frame: Frame, tables: Tables, *, again: bool = False) -> bool:
    """
    Say whether a weak word stands among signs of violence.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.
    again
        Whether an event was told before, that the text may go on with.

    Returns
    -------
    violent
        False for "shares were hit", "the film bombed", "struck a deal".
    """
    strengths = {t.entry.strength for t in frame.triggers}
    sent = {w.low for w in frame.marked.words[frame.main.last : frame.main.last + 1]}
    if again and frame.main.family == "launch" and not frame.main.noun and sent & {"it", "them"}:
        return True  # "said that Russia had fired them"
    lows = [w.low for w in frame.marked.words]
    lows += [f"{a} {b}" for a, b in pairwise(lows)]
    if figurative(frame, tables, lows) or (not frame.main.noun and _unarmed(frame, tables)):
        return False
    if _for_certain(frame, tables, again=again):
        return True
    if frame.main.entry.base == "capture" and _takes_people(frame, tables):
        return False
    near = _around(frame)
    if frame.main.family == "intercept" and frame.main.passive:
        near += [w.low for w in frame.marked.words[: frame.main.first]]
    signs: tuple[str, ...] = _SIGNS
    if again and frame.main.family == "strike" and not frame.main.noun:
        signs = (*_SIGNS, "civilian")  # "came back and struck a bakery"
    own = {w for t in frame.triggers for w in t.text.lower().split()}
    beside = set(near) - own
    actors = [
        a
        for a in frame.marked.actors
        if frame.first <= a.first < frame.last and a.martial and a.kind != "body"
    ]
    if "weak" in strengths:
        signed = beside & _OTHER_SIGNS or any(beside & tables.words[kind] for kind in signs)
        return bool(signed or actors) or _loud(frame, tables, again=again)
    if again_damaged(frame, set(near), tables, again=again):
        return True
    return _aux_alone(frame, tables, beside, actors=bool(actors))


def _for_certain(frame: Frame, tables: Tables, *, again: bool) -> bool:
    strengths = {t.entry.strength for t in frame.triggers}
    return (
        (frame.main.family == "sink" and _named_ship(frame))
        or any(_by_its_words(t) for t in frame.triggers)
        or _destroys_targets(frame)
        or _since_they_began(frame)
        or bool(frame.places and cause_opens(frame) is not None)
        or _by_its_object(frame, tables, again=again)
        or "strong" in strengths
        or ("weak" in strengths and _harms(frame))
    )


def _since_they_began(frame: Frame) -> bool:
    # "A carrier was set on fire and three sailors died, the first deaths since the Houthis began
    # attacking ships": one more of these.
    lows = [w.low for w in frame.marked.words]
    since = next((k for k in range(frame.main.last, len(lows)) if lows[k] == "since"), len(lows))
    after = set(lows[since : since + 8])
    began = bool({"began", "started"} & after)
    later = (t for t in frame.marked.triggers if since < t.first < since + 8)
    harmed = any(t.family == "harm" for t in frame.triggers)
    return began and harmed and any(t.family in {"attack", "strike", "air", "shell"} for t in later)


def _destroys_targets(frame: Frame) -> bool:
    # "The ministry said that they had destroyed 20 targets in Metina".
    main, words = frame.main, frame.marked.words
    after = {w.low for w in words[main.last : main.last + 3]}
    active = not main.noun and not main.passive
    return active and main.entry.base in {"destroy", "hit", "strike"} and bool(after & _TARGETS)


_TARGETS = vocabulary("targets hideouts")


def _by_its_words(trigger: Trigger) -> bool:
    # "blew himself up", "took the village of": said of nothing else.
    said = trigger.text.lower().split()
    himself = trigger.family == "burst" and {"himself", "herself", "themselves"} & set(said)
    return bool(himself) or (trigger.family == "takeover" and said[-1:] == ["of"] and len(said) > 3)


def _by_its_object(frame: Frame, tables: Tables, *, again: bool) -> bool:
    # "they had captured Vuhlehirsk", "Hodeidah was struck on the same night", "missiles were
    # stopped over the town", "fought for Shuqra, and 50 were killed", "fought with the police".
    main, words = frame.main, frame.marked.words
    towns = [p for p in frame.places if p.place.layer == "city" and p.role == "object"]
    if main.entry.base == "capture" and not main.passive:
        men = tables.words["force"] | tables.words["generic_group"] | {"they", "separatists"}
        armed = bool(men & {w.low for w in words[max(0, main.first - 14) : main.first]})
        armed = armed or any(a.martial and a.last <= main.first for a in frame.marked.actors)
        return armed and any(p.first == main.last for p in towns)
    if main.family == "strike" and main.passive and again:
        return any(0 <= main.first - p.last <= 1 for p in towns)
    if main.noun and main.family == "clash":
        return bool({w.low for w in words[main.last : main.last + 2]} & _RAGES)
    if main.entry.base == "stop" and main.passive:
        flown = tables.words["projectile"]
        return bool(flown & {w.low for w in words[max(frame.first, main.first - 14) : main.first]})
    if main.noun and main.entry.base in {"raid", "attack"}:
        # "The raid on the village of Burin came two days after".
        on = [w.low for w in words[main.last : main.last + 1]] == ["on"]
        return on and any(0 < p.first - main.last <= ON and not p.is_area for p in frame.places)
    if main.entry.base == "abduct":
        return bool(frame.places) and not main.participle
    if main.entry.base == "fight" and not main.noun:
        after = [w.low for w in words[main.last : main.last + 8]]
        harmed = any(t.family == "harm" for t in frame.triggers)
        faced = {"with", "against"} & set(after) and tables.words["force"] & set(after)
        return bool(faced) or (harmed and "for" in after)
    return False


_RAGES = vocabulary("raged rages erupted flared broke resumed intensified raging escalated")


def again_damaged(frame: Frame, near: set[str], tables: Tables, *, again: bool) -> bool:
    """
    Say whether a frame tells what else an attack told before has damaged.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    near
        Words of its stretch.
    tables
        Rule tables.
    again
        Whether an event was told before.

    Returns
    -------
    damaged
        True for "a school in Gedera was badly damaged", at a place of its own.
    """
    things = tables.words["facility"] | tables.words["civilian"] | {"building", "buildings"}
    points = any(p.role in {"loc", "object"} and not p.is_area for p in frame.places)
    damage = {t.family for t in frame.triggers} <= {"damage"} and frame.main.passive
    return again and damage and points and bool(near & things)


def _loud(frame: Frame, tables: Tables, *, again: bool) -> bool:
    # "an explosion was heard in Karaj", "a farmer was shot near Qusra", and after other acts
    # "five strikes near Raqqa": a place beside it is enough; what exploded may be prices,
    # unless it is a noun or somebody was hurt.
    again_told, again = again, again and (frame.main.noun or frame.main.family == "raid")
    struck = any(_does(a, b, frame) for a, b in pairwise(frame.triggers))
    struck = struck or (again_told and _it_was(frame))
    if not frame.places or not (frame.main.family in _LOUD or again or struck):
        return False
    hurt = tables.words["hurt"]
    burst = frame.main.family in {"blast", "burst"} and not frame.main.noun
    return not burst or any(w.low in hurt for w in frame.marked.words)


def _it_was(frame: Frame) -> bool:
    # "after it was hit 50 miles west of Aden": what was told of before.
    words, main = frame.marked.words, frame.main
    subject = {w.low for w in words[max(0, main.first - 3) : main.first]}
    return main.passive and bool(subject & {"it", "she", "they"})


def _does(noun: Trigger, verb: Trigger, frame: Frame) -> bool:
    # "raids hit Homs", "strikes approved by the president hit Homs".
    gap = [w.low for w in frame.marked.words[noun.last : verb.first]]
    return noun.noun and not verb.noun and len(gap) <= NEAR and not {",", "and"} & set(gap)


NEAR = 6  # words
ON = 5
_LOUD = frozenset({"gunfire", "bomb", "blast", "burst"})


def _unarmed(frame: Frame, tables: Tables) -> bool:
    # "launched a naval mission", "fired the governor", "bombed in Beirut": nothing flies.
    words, main = frame.marked.words, frame.main
    base = main.entry.base
    after = [w.low for w in words[main.last : main.last + 4]]
    lows = {w.low for w in words}
    if base == "fire" and " ".join(after[:2]) in _HARMLESS:
        return not lows & (tables.words["killed"] | {"live", "shots"})  # of the crowd, some hurt
    if base not in {"launch", "fire", "bomb"} or len(frame.triggers) > 1:
        return False
    if base == "fire" and "shots" in after[:2]:  # "approached a yacht and fired shots"
        ships = tables.words["ship"] - {"crew"}
        return not any(w.low in ships for w in words[: main.first])
    around = [w.low for w in words[max(0, main.first - 12) : main.first]] + after
    around += [w.low for w in words[main.last + 4 : main.last + 12]]
    if " ".join(after[:2]) in _HARMLESS or set(after[:3]) & {"salute", "salutes"}:
        return True
    if base == "bomb" and (main.passive or after[:1] not in (["in"], ["at"], ["on"], ["."])):
        return False
    if base == "fire" and set(after) & {"at", "on", "into", "toward", "towards", "upon"}:
        return False
    armed = any(a.martial and a.last <= main.first for a in frame.marked.actors)
    return not any(low in tables.words[k] for low in around for k in FLIES) and not (
        armed and base == "bomb"
    )


_HARMLESS = frozenset(
    {"water cannon", "tear gas", "water pistols", "fireworks at", "fireworks over", "blanks at"}
)
FLIES = ("weapon_air", "weapon_shell", "weapon_ground", "weapon_sea", "warship", "light_object")


def _named_ship(frame: Frame) -> bool:
    # "The Aegean Pride, still burning, sinks": a name of two words is no share price.
    words = frame.marked.words[max(0, frame.main.first - 8) : frame.main.first]
    return any(a.low == "the" and b.capital and b.key for a, b in pairwise(words))


def _harms(frame: Frame) -> bool:
    return any(t.family == "harm" for t in frame.triggers)


def _takes_people(frame: Frame, tables: Tables) -> bool:
    # "detained nine men", "one fighter had been captured": a claim about people, no act of its
    # own.
    if any(p.role == "object" for p in frame.places):
        return False
    first, last = domain(frame)
    lows = {w.low for w in frame.marked.words[first:last]} | frame.carried
    return not lows & (
        tables.words["ship"]
        | tables.words["facility"]
        | {"town", "city", "village", "cargo", "weapons"}
    )


def _aux_alone(frame: Frame, tables: Tables, near: set[str], *, actors: bool) -> bool:
    families, weapons = {t.family for t in frame.triggers}, tables.words["weapon"]
    entered = {w.low for w in frame.marked.words[frame.main.last : frame.main.last + 4]}
    if frame.main.text.lower().startswith("enter") and "airspace" in entered:
        return False
    if frame.main.entry.base in {"stop", "free"}:
        return _ship_stopped(frame, tables)
    if frame.main.text.lower().startswith("neutrali") and near & _CHARGES:
        return False
    if families - {"incident"} == {"harm"}:
        if frame.main.participle and not (actors or near & weapons):
            return False  # "a bus fell into a ravine, killing nine": the cause is no act
        return (
            frame.main.passive
            or actors
            or bool(near & weapons)
            or (bool(frame.marked.numbers) and bool(frame.places))
        )
    if families <= {"incident"}:
        return bool(near & tables.words["ship"]) or any(
            p.precision == "relative" for p in frame.places
        )
    ships = tables.words["ship"] - {"crew", "carrier"}
    if families <= {"damage", "impact"} and near & ships and frame.main.passive:
        return True
    if families == {"damage"} and not frame.main.passive and actors and near & _MATERIEL:
        return True
    if families & _OF_WEAPONS:
        return bool(near & weapons) or (
            (actors or bool(near & _TROOPS))
            and bool(families & {"clash", "seize", "intercept", "attack"})
        )
    return False


def _ship_stopped(frame: Frame, tables: Tables) -> bool:
    # "stopped a freighter and took it to port": a ship and a sign that it was made to go.
    words, main = frame.marked.words, frame.main
    ships = tables.words["ship"] - {"crew"}
    men = {w.low for w in words[max(0, main.first - 5) : main.first]} & _MEN
    if men and main.text.lower().endswith(" over") and _settled(frame):
        return True  # "masked men had also taken over the nearby villages of Qatiya and Iqtiya"
    if {"pirates", "hijackers"} & {w.low for w in words[max(0, main.first - 6) : main.first]}:
        return any(w.low in ships for w in words[main.last : main.last + 7])
    afloat = any(p.precision == "relative" and "nautical" in p.text for p in frame.places)
    if afloat and main.passive and {"she", "it"} & {w.low for w in words[: main.first]}:
        return True  # "she had been taken 380 nautical miles east of Socotra"
    object_ = words[frame.first : main.first] if main.passive else words[main.last : main.last + 7]
    after = {w.low for w in words[main.last : main.last + 26]}
    tried = {w.low for w in words[max(0, main.first - 4) : main.first]} & _TRIED
    if tried and any(w.low in ships for w in object_):
        return True
    if any(p.role == "object" for p in frame.places) and main.text.lower() in _ENTERS:
        left = [w.low for w in words[max(0, main.first - 4) : main.first]]
        troops = set(left) & _TROOPS or bool(set(pairwise(left)) & _ARMED_MEN)
        return bool(troops) or any(a.martial and a.kind != "body" for a in frame.marked.actors)
    navy = {w.low for w in words[: main.first]} & _NAVY
    if "searched" in after and any(w.low in ships | _SMALL for w in object_):
        return True  # "stopped and searched a speedboat"
    if navy and after & _SMUGGLED and any(w.low in ships for w in object_):
        return True  # "a destroyer stopped a dhow with 70 tonnes of fertiliser"
    led = {"to", "toward", "towards", "for", "under", "into"} & after and after & _LED
    held = main.text.lower() in _HELD or main.text.lower().endswith(" over")
    return any(w.low in ships for w in object_) and bool(led or held)


def _settled(frame: Frame) -> bool:
    after = {w.low for w in frame.marked.words[frame.main.last : frame.main.last + 5]}
    return bool(after & {"town", "towns", "village", "villages", "city", "district", "hospital"})


_MEN = vocabulary("men gunmen fighters militants rebels jihadists insurgents militiamen troops")
_SMALL = vocabulary("speedboat skiff boat dhow craft")
_NAVY = vocabulary("navy destroyer frigate warship coastguard marines cutter")
_SMUGGLED = vocabulary("tonnes weapons rifles missile parts ammunition explosives fertiliser")
_TRIED = vocabulary("tried attempted attempting trying sought tries")
_LED = vocabulary(
    "port took taken led turn escorted waters anchorage retaliation response crew cargo custody",
    "arrest diverted sailed harbour harbor towed commandos guards navy coastguard",
)
_CHARGES = vocabulary("bomb bombs device devices mine mines explosive explosives charge charges")
_ARMED_MEN = frozenset({("armed", "men"), ("masked", "men")})
_TROOPS = vocabulary(
    "forces troops soldiers tanks fighters gunmen armour armor infantry insurgents rebels",
    "militants militiamen jihadists paramilitaries",
)
_ENTERS = frozenset(
    {
        *("took", "taken", "take", "takes", "taking", "enter", "enters", "entered"),
        *("took over", "taken over", "takes over", "taking over"),
    }
)
_MATERIEL = vocabulary(
    "radar radars launcher launchers station stations depot depots boat boats vehicle vehicles",
    "tank tanks position positions bunker bunkers tunnel tunnels tower towers truck trucks system",
    "systems headquarters workshop workshops cache caches outpost outposts site sites facility",
    "facilities warehouse warehouses missile missiles drone drones vessel vessels",
)
_HELD = vocabulary("detained detains diverted diverts commandeered waylaid escorted")


def _around(frame: Frame) -> list[str]:
    words = frame.marked.words
    first, last = frame.first, frame.last
    lows = [w.low for w in words[first:last]]
    pairs = [f"{a} {b}" for a, b in pairwise(lows)]
    lows = [*lows, *frame.carried]
    return [*lows, *pairs, *(f"{a} {b}" for a, b in zip(pairs, lows[2:], strict=False))]
