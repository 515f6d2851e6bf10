"""Who did it: subject, by-phrase, possessive or nationality before an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.armed import fights, group_at, speaker
from dashboard.extract.by_phrases import accused_of, by_phrase
from dashboard.extract.doers import OBLIQUE, may_act
from dashboard.extract.lexicon import ANY_ATTACK, vocabulary
from dashboard.extract.noun_agents import noun_agents
from dashboard.extract.relatives import before_relative, relative_at
from dashboard.extract.senders import answered_fire, from_ground_of, sent_by, whose_missiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger


_OPENS_CLAUSE = vocabulary(
    "while but that when after before because whereas which who said says claimed reported",
    "confirmed announced where",
)


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
    return _groups_word(frame, tables, topic)


def _groups_word(frame: Frame, tables: Tables, topic: ActorMention | None) -> list[ActorMention]:
    # "A Houthi spokesman said that a ship had been attacked": a group tells of its own deeds.
    words = frame.marked.words
    first = frame.triggers[0].first
    lows = [w.low for w in words[:first]]
    sea = {w.low for w in words[frame.first : frame.last]} & tables.words["ship"]
    if not sea or frame.main.family not in {"strike", "attack", "launch"}:
        return []
    if not set(lows) & tables.words["say_strong"] or {"it", "UKMTO"} & set(lows[:1]):
        return []
    told = [a for a in frame.marked.actors if a.last <= first and a.how != "demonym"]
    if lows[:1] in (["he"], ["they"]) or (not told and "he" in lows):
        return [topic] if topic is not None and topic.kind == "group" else []
    voices = _VOICES & set(lows)
    return [a for a in told if a.kind == "group" and (voices or speaker(a, frame.marked, tables))][
        :1
    ]


_VOICES = vocabulary("spokesman spokesperson leader statement commander")


def _agent_of(
    trigger: Trigger, frame: Frame, tables: Tables, topic: ActorMention | None
) -> list[ActorMention]:
    by = accused_of(trigger, frame) or by_phrase(trigger, frame, tables)
    by = by or from_ground_of(trigger, frame)
    if by:
        return by
    if trigger.noun:
        return _taking_part(trigger, frame) or noun_agents(trigger, frame, tables)
    if any(
        t.noun
        and t.first < trigger.first
        and t.family in ANY_ATTACK - {"gunfire"}
        and not _between(t, trigger, frame, tables)
        for t in frame.triggers
    ):
        return []  # "five strikes destroyed": the strikes did
    if sent := _replied_with(trigger, frame, tables):
        return sent
    opens = frame.triggers[0]
    if trigger.participle and opens is not trigger and not opens.noun and opens.family != "harm":
        return []  # "a bomber rammed a bus carrying Guards, killing 27": who rammed
    if _named_dead(trigger, frame):
        return []
    return _of_a_verb(trigger, frame, tables, topic)


def _of_a_verb(
    trigger: Trigger, frame: Frame, tables: Tables, topic: ActorMention | None
) -> list[ActorMention]:
    if shot := whose_missiles(trigger, frame, tables):
        return shot
    if answered_fire(trigger, frame, tables):
        return []
    if trigger.passive and (own := _reports_success(trigger, frame, tables)):
        return own
    if trigger.passive or trigger.text.lower() in {
        "died",
        "die",
        "dies",
        "dying",
        "perished",
        "perish",
    }:
        return []
    if _of_an_act(trigger, frame, tables):
        return []  # "an ambush that killed": the ambush did
    if trigger.family == "burst" and not _has_object(trigger, frame, tables):
        return sent_by(trigger, frame, tables) or _weapon_owner(trigger, frame, tables)
    return (
        sent_by(trigger, frame, tables)
        or _subject(trigger, frame, tables, topic)
        or _speakers_own(trigger, frame, tables)
    )


def _named_dead(trigger: Trigger, frame: Frame) -> bool:
    # "gave the number of injured as 26": those who were hurt, no act.
    before = {w.low for w in frame.marked.words[max(0, trigger.first - 1) : trigger.first]}
    return trigger.family == "harm" and bool(before & {"of", "the", "many", "those"})


def _taking_part(noun: Trigger, frame: Frame) -> list[ActorMention]:
    # "British jets took part in strikes on Hodeidah with the Americans".
    lows = [w.low for w in frame.marked.words]
    for at in range(max(0, noun.first - 6), noun.first - 1):
        if lows[at : at + 2] == ["part", "in"] and not {"no", "not", "nor"} & set(lows[:at]):
            held = [a for a in frame.marked.actors if a.last <= at]
            both = [a for a in frame.marked.actors if a.first > at and "with" in lows[at : a.first]]
            return [a for a in held[-1:] + both if a.kind != "body"]
    return []


def _replied_with(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    # "The Houthis replied before dawn with two missiles aimed at the airport".
    words = frame.marked.words
    left = [w.low for w in words[max(0, trigger.first - 5) : trigger.first]]
    if "with" not in left:
        return []
    replied = next((k for k, w in enumerate(words[: trigger.first]) if w.low in _REPLIED), None)
    if replied is None:
        return []
    held = [a for a in frame.marked.actors if a.last <= replied]
    return [a for a in held[-1:] if fights(a, frame.marked, tables)]


_REPLIED = vocabulary("replied responded answered retaliated countered")


def _of_an_act(verb: Trigger, frame: Frame, tables: Tables) -> bool:
    words, at = frame.marked.words, verb.first - 1
    while at > 0 and words[at].low in tables.words["auxiliary"]:
        at -= 1
    relative = at > 0 and words[at].low in {"that", "which"}
    return relative and any(t.noun and t.last == at for t in frame.marked.triggers)


def _between(noun: Trigger, verb: Trigger, frame: Frame, tables: Tables) -> bool:
    # "Explosions were heard as warplanes of X attacked": another subject stands between.
    words = frame.marked.words
    lows = [w.low for w in words[noun.last : verb.first]]
    held = [a for a in frame.marked.actors if noun.last <= a.first and a.last <= verb.first]
    if not held:
        return False
    before = words[held[-1].first - 1].low
    gap = {w.low for w in words[held[-1].last : verb.first]}
    # "In a night raid on Atmeh American special forces killed": they did.
    verbal = tables.words["force"] | tables.words["have"] | tables.words["be"] | {"-"}
    model = held[-1].how == "demonym" and held[-1].martial and len(gap) <= MODEL  # "Iraqi F-16s"
    next_to = (gap <= verbal or model) and before not in OBLIQUE | {"of"}
    return next_to or bool({"as", "when", "after"} & set(lows))


MODEL = 4  # words: "F - 16 s"


def _speakers_own(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    # "Fighter jets are hitting launchers, the Israeli military says": its own jets.
    words = frame.marked.words
    subject = {w.low for w in words[max(0, trigger.first - 6) : trigger.first]}
    told = [a for a in frame.marked.actors if speaker(a, frame.marked, tables)]
    military = [a for a in told if a.kind != "body" and _SERVICES & set(a.text.lower().split())]
    flown = subject & _CRAFT or {"f", "-", "s"} <= subject  # "F-16s struck"
    others = any(
        a.last <= trigger.first and not speaker(a, frame.marked, tables)
        for a in frame.marked.actors
    )
    return military[:1] if flown and not others else []


def _reports_success(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    # "In Sanaa, the coalition's spokesman said, an arms depot had been destroyed": by those who
    # say so, where it was the enemy's and abroad.
    words = frame.marked.words
    if trigger.text.lower() not in _SUCCESS or not _TARGETED & set(frame.before(12)):
        return []
    lands = {p.place.country for p in frame.places}
    for actor in frame.marked.actors:
        near = {w.low for w in words[actor.last : actor.last + 4]} | set(actor.text.lower().split())
        says = near & tables.words["say_strong"] and near & (_SERVICES | _VOICES | _COMMANDS)
        if says and actor.kind in {"state", "group"} and lands and actor.home not in lands:
            return [actor]
    return []


_COMMANDS = vocabulary("coalition ministry")
_SUCCESS = vocabulary("destroyed eliminated neutralised neutralized dismantled")
_TARGETED = vocabulary(
    "depot depots launcher launchers headquarters tunnel tunnels positions cell cells targets boat",
    "boats drones missiles workshop workshops sites store stores terrorists militants fighters",
)
_SERVICES = vocabulary("army military forces force navy guards idf centcom command pentagon police")
_CRAFT = vocabulary(
    "jets warplanes planes aircraft helicopters troops units commandos gunboats officers policemen"
)


def _has_object(trigger: Trigger, frame: Frame, tables: Tables) -> bool:
    # "detonated explosive devices": somebody does it.
    after = {w.low for w in frame.marked.words[trigger.last : trigger.last + 4]}
    return bool(after & (tables.words["weapon_ground"] | {"charge", "charges", "vest"}))


def _weapon_owner(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    return [
        a
        for a in frame.marked.actors
        if a.how in {"demonym", "name"}
        and a.last <= trigger.first
        and _next_is_weapon(frame.marked, a, tables)
    ][-1:]


def _next_is_weapon(marked: Marked, actor: ActorMention, tables: Tables) -> bool:
    weapons = tables.words["projectile"] | tables.words["weapon_sea"]
    return any(w.low in weapons for w in marked.words[actor.last : actor.last + 3])


def _subject(
    trigger: Trigger, frame: Frame, tables: Tables, topic: ActorMention | None
) -> list[ActorMention]:
    words = frame.marked.words
    begin = _subject_start(trigger, frame)
    held = [a for a in frame.marked.actors if begin <= a.first and a.last <= trigger.first]
    if trigger.family != "intercept":  # "they had heard air defences firing"
        held = [a for a in held if not a.text.lower().startswith("air defen")]
    found = [a for a in held if may_act(a, frame.marked, trigger, tables)]
    at = relative_at(trigger, frame, tables)
    if at is not None:
        return before_relative(at, held, frame, beside=not found)
    if found:
        lead = _nearest_subject(found, trigger, frame, tables)
        group = [a for a in group_at(frame.marked, lead.first, 0) if a.last <= trigger.first]
        return group or [lead]
    pronoun = [
        words[k].low
        for k in range(max(begin, trigger.first - 7), trigger.first)
        if (words[k].low in _PRONOUNS or (words[k].low == "his" and words[k + 1].low in _HIS_MEN))
        and not (words[k].low == "it" and _doing(words[k - 1]))
        and not {"when", "because"} & {w.low for w in words[k + 1 : trigger.first]}
    ]  # not "hit a house, setting it on fire"
    if trigger.family == "impact" and set(pronoun) & {"it", "they"}:
        return []  # "They landed outside the fence": the rockets
    if pronoun:
        told = [a for a in frame.marked.actors if a.last <= trigger.first and a.kind != "body"]
        said = [a for a in told if a in held or a.first < begin]
        if pronoun == ["his"]:  # not "the leader of Ethiopia's north said that his forces"
            return [topic] if topic is not None and topic.kind == "group" else []
        if said:
            return [said[0]] if len(said) == 1 else [_speaking(said, frame.marked, tables)]
        return [topic] if topic is not None else []
    return _participle_subject(trigger, frame, tables)


def _doing(word: Word) -> bool:
    return word.low.endswith("ing") and word.low not in {"morning", "evening"}


_HOURS = vocabulary("dark dusk dawn daybreak midnight sunset sunrise nightfall noon midday") | {","}
_PRONOUNS = vocabulary("it they its their he she we")
_HIS_MEN = vocabulary("men forces fighters troops soldiers unit")


def _nearest_subject(
    found: Sequence[ActorMention], trigger: Trigger, frame: Frame, tables: Tables
) -> ActorMention:
    # "The Houthis took responsibility, and the coalition bombed": the second clause's own subject.
    last, words = found[-1], frame.marked.words
    gap = {w.low for w in words[last.last : trigger.first]}
    verbal = tables.words["auxiliary"] | tables.words["adverb"]
    between = {w.low for w in words[found[0].last : last.first]}
    if not gap <= verbal:
        return found[0]
    relative = next((a for a in found[1:] if _opens_relative(a, words)), None)
    if relative is not None:
        return relative
    return last if "and" in between and between & _VERBS_OF_TALK else found[0]


def _opens_relative(actor: ActorMention, words: Sequence[Word]) -> bool:
    # "Israel called it a response to the rockets that Hamas and others had fired".
    left = [w.low for w in words[max(0, actor.first - 2) : actor.first]]
    return bool({"that", "which"} & set(left if left[-1:] == ["the"] else left[-1:]))


_VERBS_OF_TALK = vocabulary("took claimed denied said blamed accused condemned responsibility")


def _speaking(said: list[ActorMention], marked: Marked, tables: Tables) -> ActorMention:
    return next((a for a in reversed(said) if speaker(a, marked, tables)), said[0])


def _and_clause(words: Sequence[Word], first: int, last: int) -> int:
    joins = (k for k in range(first + 1, last - 1) if words[k].text == ",")
    return next((k + 2 for k in joins if words[k + 1].low == "and"), 0)


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
        if word.low in {"claimed", "claims"} and words[at + 1].low == "to":
            continue
        commas = [k for k in range(at + 1, trigger.first) if words[k].text == ","]
        if word.low == "if" and commas:
            return commas[0] + 1  # "if the militia is to be believed, tanks shelled its fighters"
        if word.low == "where" and (joined := _and_clause(words, at, trigger.first)):
            return joined  # "hit Koya, where the party has its base, and drones struck a camp"
        aside = at and words[at - 1].text == "," and word.low in {"while", "which", "who", "when"}
        if aside and any(w.text == "," for w in words[at + 1 : trigger.first]):
            continue  # "the frigate, while giving protection, destroyed"
        if word.low in {"before", "after"} and words[at + 1].low in _HOURS:
            continue  # "jets, which had never bombed the group before, dropped", "after dark"
        if word.text in {";", ":", "\u2014"} or word.low in _OPENS_CLAUSE:
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
