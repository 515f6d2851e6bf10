"""Which of several acts told just before a number counts, where its sentence says no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.events import Draft

NEAR = 4  # sentences
NAMED, ARMED, AT_HOME = 4, 2, 1  # points
_SHIPS = vocabulary("ship vessel tanker carrier freighter")
_OF_TYPE = {
    "attack_on_shipping": _SHIPS,
    "seizure": _SHIPS,
    "air_drone_strike": vocabulary("raid airstrike strike bombing drone missile bomb"),
    "shelling_missile": vocabulary("rocket shell shelling missile barrage salvo mortar fire"),
    "armed_clash": vocabulary("clash fighting battle firefight gunbattle"),
}
_OF_FAMILY = {
    "sink": _SHIPS,
    "gunfire": vocabulary("gunman gunmen shooting shooter shot attacker"),
    "bomb": vocabulary("explosion blast bombing bomb bomber"),
    "blast": vocabulary("explosion blast bomb"),
    "burst": vocabulary("explosion blast bombing bomb bomber"),
}
_AT_THING = {
    "worshippers": vocabulary("mosque church temple shrine cathedral synagogue"),
    "passengers": vocabulary("bus train ferry minibus"),
    "sailors": _SHIPS,
    "seafarers": _SHIPS,
    "pupils": vocabulary("school"),
    "students": vocabulary("school university college"),
    "patients": vocabulary("hospital clinic"),
    "traders": vocabulary("market bazaar"),
    "shoppers": vocabulary("market bazaar mall"),
    "prisoners": vocabulary("prison jail"),
    "inmates": vocabulary("prison jail"),
    "detainees": vocabulary("prison jail"),
    "mourners": vocabulary("funeral"),
}
_ARMS = frozenset[str]().union(*_OF_TYPE.values(), *_OF_FAMILY.values())
_PLACES = frozenset[str]().union(*_AT_THING.values())


def act_meant(told: Sequence[Draft], marked: Marked, *, named: bool = False) -> Draft | None:
    """
    Read "The rockets wounded a woman", "The Lebanese health ministry said four had died".

    Parameters
    ----------
    told
        The events of the report so far.
    marked
        A sentence that counts the harm of one of them, and names none.
    named
        Not by whose land it is: where the act is named, "four died in the raid".

    Returns
    -------
    act
        The only one told in the last sentences whose weapon, place or land the sentence names;
        None where that is none or several of them.
    """
    here = marked.sentence.index
    near = [
        d
        for d in told
        if d.place is not None
        and any(
            0 < here - f.marked.sentence.index <= NEAR and not f.marked.sentence.heading
            for f in d.frames
        )
    ]
    if len(near) < 2 or any(d.group for d in near):
        return None
    things, lands = _things(marked), set() if named else _lands(marked)
    names = {p.place.name for p in marked.places if _lives_there(marked, p.first)}
    points = [_points(d, things, lands, names) for d in near]
    best = max(points)
    return near[points.index(best)] if best and points.count(best) == 1 else None


def _points(draft: Draft, things: set[str], lands: set[str], names: set[str]) -> int:
    place = draft.place
    if place is None:
        return 0
    families = {t.family for f in draft.frames for t in f.triggers}
    words = _OF_TYPE.get(draft.event_type, frozenset())
    armed = set(words).union(*(_OF_FAMILY.get(family, ()) for family in families))
    near = {w.low for f in draft.frames for w in f.marked.words[f.first : f.last]}
    armed |= (_ARMS | _PLACES) & near
    points = NAMED * (place.place.name in names) + ARMED * bool(things & armed)
    return points + AT_HOME * (place.place.country in lands)


def _things(marked: Marked) -> set[str]:
    # "the rockets", "in the air raid": what did the harm.
    lows = [w.low for w in marked.words]
    found = {
        low.removesuffix("s")
        for at, the in enumerate(lows)
        if the == "the"
        for low in lows[at + 1 : at + 3]
    }
    return found.union(*(_AT_THING[low] for low in lows if low in _AT_THING))


def _lives_there(marked: Marked, at: int) -> bool:
    # "Police in Quetta said": not a ministry's seat, nor a hospital to which people are brought.
    return bool(_LOCALS & {w.low for w in marked.words[max(0, at - 2) : at]})


_LOCALS = vocabulary("police residents mayor villagers firefighters neighbours neighbors")


def _lands(marked: Marked) -> set[str]:
    # "Israel's ambulance service", "the health ministry in Beirut": one land, of who counts.
    if any(w.low in {"our", "forces", "force"} for w in marked.words):
        return set()  # "No casualties to our forces": they may have gone abroad
    homes = {a.home for a in marked.actors if a.kind in {"state", "body"} and a.home}
    homes |= {p.place.country for p in marked.places if p.place.country}
    return {h for h in homes if h} if len(homes) == 1 else set()
