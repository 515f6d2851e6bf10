"""Who did it: subject, by-phrase, possessive or nationality before an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

_WORDS_8 = vocabulary(
    "in over near off from at inside",
)


_WORDS_7 = vocabulary(
    "officials spokesman military army also has forces",
)


_WORDS_6 = vocabulary(
    "on in at said against near after",
)


_WORDS_5 = vocabulary(
    "and , or jets forces warplanes aircraft - / troops the warships",
)


_WORDS_4 = vocabulary(
    ", ; : . that who which the a",
)


_WORDS_3 = vocabulary(
    "while but that when after before because whereas which who said says claimed reported",
    "confirmed announced where",
)


_WORDS_2 = vocabulary(
    "in at near on with against to for over off into by inside beyond across",
)


_WORDS_1 = vocabulary(
    "when after as that while , and by in",
)


def fights(actor: ActorMention, marked: Marked, tables: Tables) -> bool:
    """
    Say whether a party can be one that acts by force here.

    Parameters
    ----------
    actor
        The party.
    marked
        Its sentence.
    tables
        Rule tables.

    Returns
    -------
    fights
        False for monitors, for nationalities before civilians ("Yemeni workers"), for places.
    """
    if actor.kind == "body" or actor.name == "Unidentified":
        return False
    if actor.how == "demonym":
        return actor.martial
    before = marked.words[actor.first - 1].low if actor.first else ""
    if actor.how in {"country", "capital"} and before in _WORDS_8:
        return False
    after = marked.words[actor.last].low if actor.last < len(marked.words) else ""
    return not (after == "'s" and _office(marked.words, actor.last + 1, tables))


def _office(words: Sequence[Word], at: int, tables: Tables) -> bool:
    near = [w.low for w in words[at : at + 3]]
    if any(w in tables.words["force"] for w in near[:2]):
        return False
    return any(w in _OFFICES for w in near)


_OFFICES = vocabulary(
    "government ministry minister president parliament premier envoy ambassador foreign",
    "health interior civil spokesman spokeswoman spokesperson king prime state official",
    "officials capital leader media news television channel agency embassy consulate oil",
)


def speaker(actor: ActorMention, marked: Marked, tables: Tables) -> bool:
    """
    Say whether a party only speaks here: "CENTCOM said".

    Parameters
    ----------
    actor
        The party.
    marked
        Its sentence.
    tables
        Rule tables.

    Returns
    -------
    speaks
        True where a verb of saying follows it, or "according to" stands before.
    """
    words = marked.words
    for word in words[actor.last : actor.last + 2]:
        if word.low in tables.words["say_strong"]:
            return True
        if word.low not in _WORDS_7:
            break
    before = [w.low for w in words[max(0, actor.first - 3) : actor.first]]
    return (before[-1:] == ["to"] and "according" in before) or "according" in before


def agents_of(frame: Frame, tables: Tables, topic: ActorMention | None) -> list[ActorMention]:
    """
    Find who did an act.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.
    topic
        The party that "it" stands for, from the sentence before; None where unclear.

    Returns
    -------
    agents
        In the order of the text; empty where the text leaves it open.
    """
    for trigger in sorted(frame.triggers, key=lambda t: t.family in {"harm", "damage"}):
        found = _agent_of(trigger, frame, tables, topic)
        if found:
            return found
    return []


def _agent_of(
    trigger: Trigger, frame: Frame, tables: Tables, topic: ActorMention | None
) -> list[ActorMention]:
    by = _by_phrase(trigger, frame, tables)
    if by:
        return by
    if trigger.noun:
        return _before_noun(trigger, frame, tables)
    if trigger.passive or trigger.text.lower() in {
        "died",
        "die",
        "dies",
        "dying",
        "perished",
        "perish",
    }:
        return []
    if trigger.family == "burst":
        return _weapon_owner(trigger, frame, tables)
    return _subject(trigger, frame, tables, topic)


def _by_phrase(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    words = frame.marked.words
    stop = min(len(words), trigger.last + 30)
    for at in range(trigger.last, stop):
        low = words[at].low
        if low == "by":
            return [
                a for a in _group_at(frame.marked, at + 1, 7) if fights(a, frame.marked, tables)
            ]
        if low in {"while", "but", ";", "after", "before", "when"}:
            break
        if (
            low in {"fired", "launched", "blamed"}
            and at + 1 < len(words)
            and words[at + 1].low in {"from", "on"}
        ):
            break
    return _blamed(frame, trigger, tables)


def _blamed(frame: Frame, trigger: Trigger, tables: Tables) -> list[ActorMention]:
    words = frame.marked.words
    for at in range(len(words) - 1):
        low, after = words[at].low, words[at + 1].low
        if low in {"blamed", "attributed"} and at >= trigger.last:
            return [
                a
                for a in _group_at(frame.marked, at + 2, 4)
                if fights(a, frame.marked, tables) or a.how in {"country", "demonym"}
            ][:1]
        if low == "blamed" and after not in {"on", "for"}:
            held = [a for a in _group_at(frame.marked, at + 1, 3) if a.kind != "body"]
            if held and any(w.low == "for" for w in words[at : trigger.first]):
                return held[:1]
    return []


def _group_at(marked: Marked, first: int, reach: int) -> list[ActorMention]:
    # Parties that start within `reach` words, with those joined to them by "and" or a comma.
    found: list[ActorMention] = []
    for actor in marked.actors:
        if actor.first < first:
            continue
        if not found:
            if actor.first - first <= reach and not any(
                w.low in _WORDS_6 for w in marked.words[first : actor.first]
            ):
                found.append(actor)
            continue
        between = {w.low for w in marked.words[found[-1].last : actor.first]}
        if between and between <= _WORDS_5 and len(between) <= 4:
            found.append(actor)
        else:
            break
    return found


def _before_noun(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    # Party before a noun: "Israeli strike", "Hamas' attack", "the Houthis' repeated attacks
    # on".
    words = frame.marked.words
    found: list[ActorMention] = []
    limit = trigger.first
    for actor in reversed(frame.marked.actors):
        if actor.last > limit:
            continue
        gap = [w.low for w in words[actor.last : limit]]
        plain = len(gap) <= 6 and not any(
            g in tables.words["preposition"]
            or g in tables.words["say"]
            or g in _WORDS_4
            or g in tables.words["be"] | tables.words["have"]
            for g in gap
            if g != "and"
        )
        joined = bool(found) and set(gap) <= {"and", ",", "-", "or", "/"}
        if (plain and not found) or joined:
            if (
                fights(actor, frame.marked, tables)
                or actor.how == "demonym"
                or "'s" in gap
                or "'" in gap
            ):
                found.append(actor)
            limit = actor.first
        else:
            break
    if found:
        return found[::-1]
    return _light_subject(trigger, frame, tables)


_DOING = vocabulary(
    "replied responded retaliated answered countered launched launch launches launching",
    "conducted conducts carried mounted began began resumed continued continues continue",
    "intensified stepped persisted waged staged unleashed ordered kept escalated delivered",
    "made expanded renewed executed undertook",
)


def _light_subject(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    # "X claimed responsibility for", "X was behind": the party of a noun that has none before
    # it.
    words = frame.marked.words
    doing = [
        a
        for a in frame.marked.actors
        if a.last <= trigger.first and fights(a, frame.marked, tables)
    ]
    gap = {w.low for w in words[doing[-1].last : trigger.first]} if doing else set()
    if (
        doing
        and gap & _DOING
        and not gap & tables.words["say"]
        and trigger.first - doing[-1].last <= 9
    ):
        return doing[-1:]
    for actor in frame.marked.actors:
        following = [w.low for w in words[actor.last : actor.last + 5]]
        if "responsibility" in following and (
            "claimed" in following or "claims" in following or "confirmed" in following
        ):
            return [actor]
        if "behind" in following and "was" in following:
            return [actor]
    before = [w.low for w in words[max(0, trigger.first - 3) : trigger.first]]
    if before[-2:] in (["claimed", "the"], ["claims", "the"], ["for", "the"]):
        claimant = [
            a
            for a in frame.marked.actors
            if a.last <= trigger.first and a.kind in {"group", "state"}
        ]
        said = any(w.low in {"claimed", "claims", "responsibility"} for w in words[: trigger.first])
        return claimant[-1:] if said else []
    if before and before[-1] in {"their", "its", "his"}:
        held = [a for a in frame.marked.actors if a.last <= trigger.first and a.kind != "body"]
        return held[:1]
    del tables
    return []


def _weapon_owner(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    return [
        a
        for a in frame.marked.actors
        if a.how in {"demonym", "name"}
        and a.last <= trigger.first
        and _next_is_weapon(frame.marked, a, tables)
    ][-1:]


def _next_is_weapon(marked: Marked, actor: ActorMention, tables: Tables) -> bool:
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"] | tables.words["weapon_sea"]
    return any(w.low in weapons for w in marked.words[actor.last : actor.last + 3])


def _subject(
    trigger: Trigger, frame: Frame, tables: Tables, topic: ActorMention | None
) -> list[ActorMention]:
    words = frame.marked.words
    begin = _subject_start(trigger, frame)
    held = [a for a in frame.marked.actors if begin <= a.first and a.last <= trigger.first]
    found = [a for a in held if _may_act(a, frame.marked, trigger, tables)]
    if found:
        lead = found[0]
        group = [a for a in _group_at(frame.marked, lead.first, 0) if a.last <= trigger.first]
        return group or [lead]
    pronoun = [
        w.low
        for w in words[max(begin, trigger.first - 7) : trigger.first]
        if w.low in {"it", "they", "its", "he", "she", "we"}
    ]
    if pronoun:
        said = [a for a in frame.marked.actors if a.last <= trigger.first and a.kind != "body"]
        if said:
            return [said[0]] if len(said) == 1 else [_speaking(said, frame.marked, tables)]
        return [topic] if topic is not None else []
    return _participle_subject(trigger, frame, tables)


def _speaking(said: list[ActorMention], marked: Marked, tables: Tables) -> ActorMention:
    return next((a for a in reversed(said) if speaker(a, marked, tables)), said[0])


def _participle_subject(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    if not trigger.participle and frame.triggers[0] is trigger and trigger.first - frame.first > 0:
        return []
    held = [
        a
        for a in frame.marked.actors
        if a.last <= trigger.first and fights(a, frame.marked, tables)
    ]
    return held[:1] if trigger.participle else []


def _subject_start(trigger: Trigger, frame: Frame) -> int:
    words = frame.marked.words
    for at in range(trigger.first - 1, -1, -1):
        word = words[at]
        if word.text in {";", ":", "\u2014"} or word.low in _WORDS_3:
            if (
                word.low in {"which", "who", "that"}
                and at >= 1
                and not (
                    at
                    and words[at - 1].low
                    in {"said", "says", "claimed", "reported", "confirmed", "announced"}
                )
            ):
                continue
            return at + 1
    return 0


def _may_act(actor: ActorMention, marked: Marked, trigger: Trigger, tables: Tables) -> bool:
    words = marked.words
    if not fights(actor, marked, tables):
        return False
    if actor.how == "demonym" and not actor.martial:
        return False
    at = actor.first - 1
    while at >= 0 and (
        words[at].low in tables.words["determiner"]
        or words[at].low in tables.words["directions"]
        or (words[at].low.endswith("ly") and words[at].low != "reportedly")
    ):
        at -= 1
    before = words[at].low if at >= 0 else ""
    if before == "of" and at >= 1:
        return words[at - 1].low in tables.words["force_head"]
    if before == "from":
        return at >= 1 and words[at - 1].low in tables.words["force_head"]
    if before in _WORDS_2:
        return False
    if _object_of_other(actor, marked, trigger):
        return False
    return not _says_then(actor, marked, trigger, tables)


def _object_of_other(actor: ActorMention, marked: Marked, trigger: Trigger) -> bool:
    for other in marked.triggers:
        between = {w.low for w in marked.words[other.last : actor.first]}
        if (
            other is not trigger
            and not other.noun
            and other.last <= actor.first
            and actor.first - other.last <= 2
            and not other.passive
            and not between & _WORDS_1
        ):
            return True
    return False


def _says_then(actor: ActorMention, marked: Marked, trigger: Trigger, tables: Tables) -> bool:
    # "CENTCOM said Houthis fired": the sayer is not the doer when another subject follows.
    words = marked.words
    said = any(w.low in tables.words["say_strong"] for w in words[actor.last : actor.last + 2])
    if not said:
        return False
    follow = words[actor.last : trigger.first]
    others = any(a.first >= actor.last and a.last <= trigger.first for a in marked.actors)
    subject = [
        w
        for w in follow
        if w.key
        and w.low not in tables.words["say"]
        and w.low not in tables.words["have"]
        and w.low not in {"it", "they", "that"}
    ]
    return others or len(subject) > 3
