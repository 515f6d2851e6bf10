"""Who did it and who it was aimed at, by how the words stand around an act."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.agents import agents_of
from dashboard.extract.allies import joiner, with_allies
from dashboard.extract.armed import fights, speaker
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.retaliation import cause_opens

if TYPE_CHECKING:
    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables

MUTUAL = frozenset({"clash", "intercept"})
GAZA = "Palestinian armed groups (other)"
UNNAMED = frozenset({"Iran-aligned militias (unspecified)", "Unidentified", GAZA})


@dataclass(frozen=True, slots=True)
class Party:
    """
    A party with its part in an act.

    Attributes
    ----------
    name
        Canonical name.
    role
        perpetrator or target.
    start, end
        The words that say so, in the raw text.
    """

    name: str
    role: str
    start: int
    end: int


def parties_of(frame: Frame, tables: Tables, topic: ActorMention | None) -> list[Party]:
    """
    Find who did it and who it was aimed at.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.
    topic
        The party that "it" or "they" stands for, from the sentence before; None where unclear.

    Returns
    -------
    parties
        Without repetition; empty where the text leaves both open.
    """
    if frame.main.family in MUTUAL:
        return _all_sides(frame, tables, topic)
    agents = _not_answering(agents_of(frame, tables, topic), frame) or joiner(frame)
    agents = [a for a in with_allies(agents, frame, tables) if a.name != "Unidentified"]
    agents += _repelled(frame, tables)
    found = [Party(by_force(a.name), "perpetrator", a.start, a.end) for a in agents]
    return list({(p.name, p.role): p for p in reversed(found)}.values())[::-1]


def _repelled(frame: Frame, tables: Tables) -> list[ActorMention]:
    # "The army repelled a Houthi attack", "the Houthis' attack was repelled": both fought.
    if all(t.family != "repel" for t in frame.triggers):
        return []
    near = range(frame.first, frame.last)
    held = [a for a in frame.marked.actors if a.first in near and a.kind in {"group", "state"}]
    return [a for a in held if _attacks(a, frame) and fights(a, frame.marked, tables)]


def _attacks(actor: ActorMention, frame: Frame) -> bool:
    words = frame.marked.words
    after = {w.low for w in words[actor.last : actor.last + 4]}
    before = [w.low for w in words[max(0, actor.first - 4) : actor.first]]
    by = set(before[-2:]) & {"by", "of", "from"} and (_ATTEMPTS | _HELD_OFF) & set(before)
    return bool(by or _ATTEMPTS & after)


_HELD_OFF = vocabulary("repelled repulsed foiled off back thwarted rebuffed")
_ATTEMPTS = vocabulary("attack attacks assault assaults attempt offensive advance incursion raid")


def by_force(name: str) -> str:
    """
    Give the force of a president who orders a strike: it is done through the country's forces.

    Parameters
    ----------
    name
        Canonical name of a party.

    Returns
    -------
    name
        That of the force; unchanged for all others.
    """
    return _FORCES.get(name, name)


_FORCES = MappingProxyType(
    {
        "United States (president)": "United States (CENTCOM)",
        "Syria (government)": "Syria (armed forces)",
    }
)


def _all_sides(frame: Frame, tables: Tables, topic: ActorMention | None) -> list[Party]:
    low, high = _domain(frame)
    inside = [
        a for a in frame.marked.actors if low <= a.first < high and fights(a, frame.marked, tables)
    ]
    inside = [a for a in inside if not _are_dead(a, frame) and not _only_backs(a, frame)]
    sides = [a for a in inside if not speaker(a, frame.marked, tables)]
    sides = sides or [a for a in inside if a.kind != "body"]
    if not sides and frame.main.family == "intercept":
        said = [a for a in frame.marked.actors if speaker(a, frame.marked, tables)]
        sides = [a for a in said[:1] if a.kind in {"state", "group"}]
    if frame.main.family == "intercept" and all(_brought_down(a, frame) for a in sides):
        sides = [*sides, *_own_defences(frame, tables)]
    sides += [a for a in frame.marked.actors if by_itself(a, frame, tables)]
    pronoun = {"them", "they"} & {w.low for w in frame.marked.words[low : frame.last]}
    if len({a.name for a in sides}) == 1 and topic is not None and pronoun:
        sides.append(topic)
    found: dict[str, Party] = {}
    for actor in sides:
        down = _brought_down(actor, frame)
        after = {w.low for w in frame.marked.words[actor.last : actor.last + 3]}
        name = "Civilians" if down and after & {"airliner", "airliners"} else actor.name
        role = "target" if down else "perpetrator"
        found.setdefault(name, Party(name, role, actor.start, actor.end))
    return list(found.values())


def _only_backs(actor: ActorMention, frame: Frame) -> bool:
    # "the Giants Brigades, which the Emirates pay, fought it in Shabwah".
    words = frame.marked.words
    before = {w.low for w in words[max(0, actor.first - 2) : actor.first]}
    after = {w.low for w in words[actor.last : actor.last + 2]}
    return bool(before & {"which", "that", "whom"} and after & _BACKS)


_BACKS = vocabulary("pay pays back backs arm arms fund funds support supports train trains lists")


def _are_dead(actor: ActorMention, frame: Frame) -> bool:
    # "and thirteen Syrians were killed": who died there took no part by that.
    words, people = frame.marked.words, actor.how == "demonym"
    after = [w.low for w in words[actor.last : actor.last + 2]]
    killed = after[:1] in (["were"], ["was"]) and set(after[1:]) & {"killed", "wounded", "injured"}
    killed = killed or {"died", "perished"} & set(after[:1])
    return people and bool(killed)


def _own_defences(frame: Frame, tables: Tables) -> list[ActorMention]:
    # "Moscow said that a Ukrainian missile had been shot down": by those who say so.
    return [
        a
        for a in frame.marked.actors
        if a.how == "capital" and a.last <= frame.main.first and speaker(a, frame.marked, tables)
    ][:1]


def _brought_down(actor: ActorMention, frame: Frame) -> bool:
    # "shot down a Russian Su-25", "a missile fired by the Houthis was intercepted".
    main, words = frame.main, frame.marked.words
    if main.family != "intercept":
        return False
    passive = main.passive or main.text.lower().split()[0] in {"was", "were", "been"}
    object_ = (actor.last <= main.first) if passive else (actor.first >= main.last)
    after = [w.low for w in words[actor.last : actor.last + 4]]
    before = {w.low for w in words[max(0, actor.first - 4) : actor.first]}
    marked = "-" in after and after[0] in _MARKS
    said = next((k for k, low in enumerate(after) if low in _SAYS), len(after))
    flown = marked or bool(_AIRCRAFT & set(after[: min(3, said)]))
    sent = "by" in before and bool(before & _SENT)
    return object_ and (flown or sent)


_AIRCRAFT = vocabulary(
    "aircraft plane planes jet jets fighter fighters bomber bombers warplane warplanes helicopter",
    "helicopters drone drones missile missiles rocket rockets airliner uav uavs",
)
_SAYS = vocabulary("said says reported announced confirmed claimed")
_MARKS = vocabulary("su mig f mi il mq rq ka")
_SENT = vocabulary("fired launched sent flown operated")


def by_itself(actor: ActorMention, frame: Frame, tables: Tables) -> bool:
    """
    Say whether a party tells of its own part: "the army said it had repelled an attack".

    Parameters
    ----------
    actor
        The party.
    frame
        The act.
    tables
        Rule tables.

    Returns
    -------
    itself
        True where "it" or "they" follows its verb of saying.
    """
    words, first = frame.marked.words, frame.triggers[0].first
    if actor.kind not in {"state", "group"} or not actor.last <= first:
        return False
    lows = [w.low for w in words[actor.last : first] if w.low != "that"]
    if len(lows) > REACH or not speaker(actor, frame.marked, tables):
        return False
    said = next((k for k, low in enumerate(lows) if low in tables.words["say_strong"]), None)
    return said is not None and lows[said + 1 : said + 2] in (["it"], ["they"], ["its"])


REACH = 9


_ENDS = frozenset({"where", "according"})


def _domain(frame: Frame) -> tuple[int, int]:
    # The stretch of words whose parties can belong to a frame: its own, back to the last break.
    words, begin = frame.marked.words, frame.first
    first = frame.triggers[0].first
    breaks = {"while", "but", "whereas"}
    if frame.main.family != "clash":
        breaks |= {"after", "before", "following"}
    for at in range(first - 1, begin - 1, -1):
        if words[at].text in {";", "\u2014", "\u2013"} or words[at].low in breaks:
            begin = at + 1
            break
    # "was shot down near Erbil, where US troops are based": who is based there did nothing.
    ends = (k for k in range(frame.main.last, frame.last) if words[k].low in _ENDS)
    return begin, next(ends, frame.last)


def _not_answering(agents: list[ActorMention], frame: Frame) -> list[ActorMention]:
    # "The army responded to an attack on Metula": who answers did not do what is answered.
    at = cause_opens(frame) if agents else None
    return agents if at is None else [a for a in agents if a.first > at]
