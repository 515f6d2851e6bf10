"""Whether two mentions can be one act: by day, place, parties and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.events import near_by, same_place
from dashboard.extract.lexicon import ANY_ATTACK, vocabulary
from dashboard.extract.timing import TAKEN, overlap

if TYPE_CHECKING:
    from dashboard.extract.events import Draft

NEAR_SENTENCES = 4
MUTUAL = frozenset({"armed_clash", "interception"})  # both sides act
SALVOS = frozenset({"air_drone_strike", "shelling_missile"})
ATTACKS = frozenset(
    {
        "air_drone_strike",
        "shelling_missile",
        "other_attack",
        "attack_on_shipping",
        "strategic_development",
    }
)


def compatible(held: Draft, draft: Draft, *, loose: bool = False, near: bool = False) -> bool:
    """
    Say whether two mentions can be one act: day, place, parties and kind.

    Parameters
    ----------
    held
        An event told before.
    draft
        A mention.
    loose
        Also where both stand in one sentence, as for a title.
    near
        Also where the places only lie near each other.

    Returns
    -------
    compatible
        True where nothing sets them apart.
    """
    if (
        held.event_type == "interception"
        and draft.place is None
        and draft.frames[0].main.family == "launch"
    ):
        return close_to(held, draft) and overlap(held.when, draft.when)
    if not overlap(held.when, draft.when):
        return False
    if _on_another_day(held, draft):
        return False
    if held.place and draft.place and not same_place(held.place, draft.place):
        main = draft.frames[0].main
        named = near or (main.definite and main.noun) or the_weapon(draft)
        if not (named and (near_by(held.place, draft.place) or part_told(held, draft))):
            return False
    ones, others = held.perpetrators, draft.perpetrators
    definite = draft.frames[0].main.definite and draft.place is not None
    definite = definite or confirmed(draft)
    if ones and others and not ones & others and not _umbrella(ones, others) and not definite:
        return False
    if not _family_fits(held, draft):
        return False
    return loose or not told_apart(held, draft)


def _on_another_day(held: Draft, draft: Draft) -> bool:
    # "attacked a post in Tank ... On Sunday a man was shot dead in Bajaur": a day of its own, and
    # a place that only lies in the same province.
    when, told, main = draft.when, held.when, draft.frames[0].main
    if when is None or told is None or when.reason or told.reason != TAKEN or main.definite:
        return False
    one, two = held.place, draft.place
    other = one is not None and two is not None and one.name != two.name
    return bool(other and when.first and told.first and when.last < told.first)


def part_told(held: Draft, draft: Draft) -> bool:
    """
    Read "a base in eastern Syria ... The attack hit the al-Omar base in Deir al-Zor".

    Parameters
    ----------
    held
        An event told before, in a named part of a country.
    draft
        A mention at a point of that country.

    Returns
    -------
    told
        True where the point may lie in that part.
    """
    area, place = held.place, draft.place
    if area is None or place is None or held.group or held.plural:
        return False
    part = area.precision == "admin1" and area.place.layer == "country"
    smaller = not place.is_area or (place.area_id is not None and place.precision == "admin1")
    inside = smaller and area.place.country == place.place.country
    return part and inside and close_to(held, draft)


def the_weapon(draft: Draft) -> bool:
    """
    Read "A drone killed three in northern Syria. The drone hit a car in Qamishli".

    Parameters
    ----------
    draft
        A mention.

    Returns
    -------
    meant
        True where its subject points back at what struck or who attacked.
    """
    main, words = draft.frames[0].main, draft.marked.words
    left = [w.low for w in words[max(0, main.first - 2) : main.first]]
    return not main.noun and left[:1] == ["the"] and left[1] in _ONE_WEAPON


_ONE_WEAPON = vocabulary(
    "drone missile rocket shell bomb device mine strike airstrike raid attack blast explosion",
    "warplane jet plane aircraft bomber attacker gunman gunmen attackers assailants assault",
)


_UMBRELLA = frozenset(
    {
        "Islamic Resistance in Iraq",
        "Iran-aligned militias (unspecified)",
        "US-led coalition",
        "Unidentified",
        "Drug smugglers",
    }
)


def _umbrella(ones: set[str], others: set[str]) -> bool:
    return bool((ones | others) & _UMBRELLA)


def _family_fits(held: Draft, draft: Draft) -> bool:
    if held.event_type == draft.event_type:
        return True
    families = {t.family for f in held.frames for t in f.triggers}
    new = {"harm" if t.shot else t.family for t in draft.frames[0].triggers}
    if held.event_type != draft.event_type and _struck_weapons(draft):
        return False
    if "impact" in new and held.event_type == "interception" and _landed_elsewhere(held, draft):
        return False
    if new <= {"harm", "damage", "incident", "impact", "light"} or families <= {
        "harm",
        "damage",
        "incident",
    }:
        return True
    if {held.event_type, draft.event_type} <= ATTACKS:
        if _missiles_of_it(held, draft):
            return True
        if (
            held.stated
            and draft.stated
            and draft.event_type != "strategic_development" != held.event_type
        ):
            return draft.frames[0].main.definite and bool(new & ANY_ATTACK)
        return not (new & {"sink"}) or bool(families & {"sink"})
    if {held.event_type, draft.event_type} <= {"armed_clash", "other_attack"}:
        fought = _ended_in_fight(draft) or _came_to_a_fight(held, draft)
        meant = any(t.noun and t.definite for t in draft.frames[0].triggers)
        return meant or confirmed(draft) or fought  # "repelled the assault"
    if {held.event_type, draft.event_type} <= {"seizure", "attack_on_shipping", "other_attack"}:
        it = _boards_it(draft)
        return it or draft.frames[0].main.definite or new <= {"incident", "attack"}
    return False


def _missiles_of_it(held: Draft, draft: Draft) -> bool:
    # "air strikes killed 12 at a wedding in Hajja. Two missiles struck a tent in Bani Qais".
    frame = draft.frames[0]
    near = 0 < frame.marked.sentence.index - held.frames[-1].marked.sentence.index <= 2  # sentences
    flown = held.event_type == "air_drone_strike" and draft.event_type == "shelling_missile"
    hit = {t.family for t in frame.triggers} <= {"strike", "impact", "harm", "damage"}
    told = not frame.main.noun and not frame.main.novel and not frame.dates
    return near and flown and hit and told and not draft.perpetrators


def _boards_it(draft: Draft) -> bool:
    # "attacked a container ship. The crews had come within 20 metres and tried to board it".
    frame = draft.frames[0]
    after = [w.low for w in frame.marked.words[frame.main.last : frame.main.last + 1]]
    return after in (["it"], ["her"]) and not frame.places and not frame.dates


def _landed_elsewhere(held: Draft, draft: Draft) -> bool:
    # "fired Patriot missiles. In Saudi Arabia two were hurt when a missile landed in Jizan".
    lows = {w.low for w in draft.marked.words}
    fallen = lows & {"debris", "remnants", "fragments", "wreckage", "shrapnel", "pieces"}
    return held.place is None and draft.place is not None and not fallen


def _struck_weapons(draft: Draft) -> bool:
    # "On Tuesday U.S. forces destroyed four missiles": not what a ship suffered that day.
    frame = draft.frames[0]
    main, words = frame.main, frame.marked.words
    if main.family != "damage" or main.passive or main.participle or not frame.dates:
        return False
    after = {w.low for w in words[main.last : main.last + 6]}
    return bool(after & _ARMS) and bool(frame.places)


_ARMS = frozenset({"missile", "missiles", "drone", "drones", "launcher", "launchers", "radars"})


def confirmed(draft: Draft) -> bool:
    """
    Read "The army confirmed a firefight there": the one that was told of.

    Parameters
    ----------
    draft
        A mention.

    Returns
    -------
    confirmed
        True where the act is what somebody owns up to.
    """
    main, words = draft.frames[0].main, draft.marked.words
    before = {w.low for w in words[max(0, main.first - 3) : main.first]}
    return main.noun and bool(before & {"confirmed", "acknowledged", "admitted"})


def _came_to_a_fight(held: Draft, draft: Draft) -> bool:
    # "raided a hideout in Kech. During an exchange of fire the men were shot dead".
    frame, before = draft.frames[0], held.frames[-1]
    raided = {t.family for f in held.frames for t in f.triggers} & {"raid", "ambush"}
    near = 0 < frame.marked.sentence.index - before.marked.sentence.index <= 2  # sentences
    fight = frame.main.family == "clash" and frame.main.noun and not frame.main.novel
    return bool(raided) and near and fight and not frame.places and not frame.dates


def _ended_in_fight(draft: Draft) -> bool:
    # "All three were killed in an exchange of fire": those who had attacked.
    frame = draft.frames[0]
    killed = frame.triggers[0].family == "harm" and frame.triggers[0].passive
    subject = {w.low for w in frame.marked.words[max(0, frame.triggers[0].first - 5) :][:4]}
    own = bool(frame.places or frame.dates)
    return killed and frame.main.family == "clash" and not own and bool(subject & _THOSE)


_THOSE = frozenset({"all", "both", "they", "attackers", "gunmen", "assailants"})


def told_apart(held: Draft, draft: Draft) -> bool:
    """
    Say whether one sentence tells two acts, joined by a word of time or cause.

    Parameters
    ----------
    held
        An event told before.
    draft
        A mention.

    Returns
    -------
    apart
        False where they stand in two sentences.
    """
    frame, other = draft.frames[0], held.frames[-1]
    if frame.marked is not other.marked:
        return False
    if not frame.places and not frame.dates:
        gap = frame.marked.words[other.triggers[-1].last : frame.triggers[0].first]
        shot = all(t.shot for t in frame.triggers) or [w.low for w in gap[-2:]] == [";", "one"]
        if shot and any(w.text == ";" for w in gap):
            return False  # "stormed the camp; two people were shot dead"; "rockets fell; one hit"
    if (
        frame.main.family in {"burst", "blast", "gunfire", "bomb"}
        and not frame.places
        and not frame.dates
        and not frame.main.novel
    ):
        return False
    if {frame.main.family, other.main.family} == {"clash"} and not frame.dates:
        return False
    return not (frame.main.definite and not frame.places)


def close_to(held: Draft, draft: Draft) -> bool:
    """
    Say whether a mention follows an event within a few sentences.

    Parameters
    ----------
    held
        An event told before.
    draft
        A mention.

    Returns
    -------
    close
        True up to NEAR_SENTENCES after any mention of it.
    """
    here = draft.marked.sentence.index
    return any(0 <= here - f.marked.sentence.index <= NEAR_SENTENCES for f in held.frames)
