"""Whose "jets", "troops" or "aircraft" acted, where the sentence does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.owners import issuer
from dashboard.extract.parties import GAZA, Party, by_force
from dashboard.extract.sameness import ATTACKS
from dashboard.extract.timing import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

BACK, AHEAD = 2, 1  # sentences
_CRAFT = vocabulary(
    "jets jet warplanes warplane planes aircraft helicopters helicopter gunship gunships bombers",
    "16s 15s 35s tanks tank soldiers troops gunboats commandos bulldozers",
    "paratroopers gunners artillery marines airmen",
)
_ARMED = frozenset({"air", "strike", "raid", "shell", "launch", "intercept", "gunfire", "attack"})
_ARMED |= {"harm", "damage", "bomb", "seize"}
SUBJECT = 5  # words before the verb


def share_doers(story: Story) -> None:
    """
    Give the records of one clause, and of one sentence, the party that one of them has.

    Parameters
    ----------
    story
        All events; their parties are changed in place.

    Notes
    -----
    "The strikes hit a farm in Urman and a warehouse in Malah", "a depot in Jeddah was set on fire
    and a power station was hit": the first record may have been joined to an event told before,
    whose author is known.
    """
    for draft in story.drafts:
        if not draft.perpetrators and draft.group:
            _share(_in_the_clause(draft, story), draft)
    for draft in story.drafts:
        named = any(a.kind in {"state", "group"} for a in draft.frames[0].marked.actors)
        if not draft.perpetrators and not named and draft.frames[0].main.passive:
            _share(_earlier_in_the_sentence(draft, story), draft)


def _share(known: Draft | None, draft: Draft) -> None:
    if known is not None:
        draft.parties += [p for p in known.parties if p.role == "perpetrator"]


def _in_the_clause(draft: Draft, story: Story) -> Draft | None:
    frame = draft.frames[0]
    beside = (d for d in story.drafts if d is not draft and any(f is frame for f in d.frames))
    return next((d for d in beside if d.perpetrators), None)


def _earlier_in_the_sentence(draft: Draft, story: Story) -> Draft | None:
    # An event told before, of which an earlier clause of the sentence tells again.
    here, first = draft.frames[0].marked, draft.frames[0].main.first
    for known in story.drafts:
        before = known.frames[0].marked is not here and known.perpetrators
        again = any(f.marked is here and f.main.first < first for f in known.frames)
        if before and again and {known.event_type, draft.event_type} <= ATTACKS:
            return known if overlap(known.when, draft.when) else None
    return None


def bare_forces(story: Story, tables: Tables) -> None:
    """
    Give acts of "jets" or "soldiers" that nobody owns the state whose forces the passage is about.

    Parameters
    ----------
    story
        All events; their parties are changed in place.
    tables
        Rule tables.

    Notes
    -----
    Only a state counts, since armed groups seldom have aircraft; and only where the sentences
    around the act tell of the forces of one state: one that acted, or whose army spoke.
    """
    top = story.sentences[0] if story.sentences else None
    author = issuer(top.words, top.actors, tables) if top is not None else None
    for draft in story.drafts:
        frame = draft.frames[0]
        if draft.perpetrators:
            continue
        if (doer := _announced(story, draft)) is not None:
            name = by_force(doer.name)
            draft.parties.append(Party(name, "perpetrator", doer.start, doer.end))
            continue
        if (gaza := _of_gaza(draft)) is not None:
            draft.parties.append(gaza)
            continue
        stopped = author is not None and draft.event_type == "interception"
        if not _unowned(frame) and not stopped:
            continue
        owner = next(_owners(story, draft, frame.marked, tables), None) or author
        if owner is not None:
            name = by_force(owner.name)
            draft.parties.append(Party(name, "perpetrator", owner.start, owner.end))
            draft.doubts.append("whose forces they were is told in another sentence")
        elif (police := _police(draft, tables)) is not None:
            draft.parties.append(police)


def _of_gaza(draft: Draft) -> Party | None:
    # "Militants in Gaza fired two rockets at Ashkelon".
    for frame in draft.frames[:1]:
        for trigger in frame.triggers:
            words = frame.marked.words[max(frame.first, trigger.first - SUBJECT) : trigger.first]
            lows = [w.low for w in words]
            armed = next((k for k, low in enumerate(lows) if low in _MILITANTS), None)
            plain = not trigger.noun and not trigger.passive and trigger.family != "harm"
            if armed is None or not plain or "gaza" not in lows or "by" in lows:
                continue
            near = lows[armed + 1 : armed + 2] in (["in"], ["from"]) or lows[armed - 1] == "gaza"
            if near:
                return Party(GAZA, "perpetrator", words[armed].start, words[-1].end)
    return None


_MILITANTS = vocabulary("militants groups factions gunmen fighters palestinians")


def _announced(story: Story, draft: Draft) -> ActorMention | None:
    # "Russia answered within a day. On Monday missiles struck": who answered did it.
    marked = draft.frames[0].marked
    first = draft.frames[0].main.first
    words = marked.words
    colon = next((k for k in range(first) if words[k].text == ":"), None)
    if colon is not None:
        return _answerer(marked, colon)
    here = marked.sentence.index
    if any(a.kind in {"group", "state"} for a in marked.actors) or here == 0:
        return None
    before = story.sentences[here - 1]
    if before.sentence.heading or before.sentence.paragraph != marked.sentence.paragraph:
        return None
    told = any(f.marked is before for d in story.drafts for f in d.frames)
    if told:
        return None
    return _answerer(before, len(before.words)) or _pressing(before, draft)


def _pressing(sentence: Marked, draft: Draft) -> ActorMention | None:
    # "Hezbollah stepped up its fire on Monday.", "Israel pressed on with its campaign in Gaza.":
    # who did what the next sentence tells, if not in the land that is its own.
    land = draft.place.place.country if draft.place is not None else None
    lows = [w.low for w in sentence.words]
    for actor in sentence.actors[:1]:
        after = lows[actor.last : actor.last + 9]
        its = next((k for k, low in enumerate(after) if low in {"its", "their"}), None)
        named = actor.kind in {"group", "state"} and actor.first <= 2 and actor.home != land
        if its is None or not named or (_TALK - {"with"}) & set(after[:its]):
            continue
        if _PRESSED & set(after[:its]) and _FORCE & set(after[its + 1 :]):
            return actor
    return None


_PRESSED = vocabulary(
    "stepped pressed kept intensified widened expanded resumed continued extended renewed pushed",
    "escalated increased broadened",
)
_FORCE = vocabulary(
    "fire attacks strikes raids campaign offensive bombardment bombing assault shelling operations",
    "air assaults",
)


def _answerer(sentence: Marked, last: int) -> ActorMention | None:
    for actor in sentence.actors[:1]:
        after = [w.low for w in sentence.words[actor.last : min(last, actor.last + 5)]]
        named = actor.kind in {"group", "state"} and actor.first <= 2 and actor.last < last
        answered = _ANSWERED & set(after[:3]) or (_TOOK & set(after[:2]) and _REVENGE & set(after))
        if named and answered and not _TALK & set(after):
            return actor
    return None


_ANSWERED = vocabulary("answered replied retaliated responded")
_TOOK = vocabulary("took struck hit")
_REVENGE = vocabulary("revenge back again")
_TALK = vocabulary("not no that with condemnation saying by never")


def _unowned(frame: Frame) -> bool:
    return any(
        subject & _CRAFT or (subject & _POLICE and _acting_police(t, frame))
        for t in frame.triggers
        if (subject := _subject(t, frame))
    )


def _flies(frame: Frame) -> bool:
    return any(_subject(t, frame) & _PLANES for t in frame.triggers)


_PLANES = vocabulary("jets jet warplanes warplane planes aircraft helicopters helicopter bombers")


def _subject(trigger: Trigger, frame: Frame) -> set[str]:
    # "Warplanes bombed caves", "a helicopter gunship fired rockets": words before an active verb.
    dies = trigger.text.lower() in _DIES
    if trigger.noun or trigger.passive or dies or trigger.family not in _ARMED:
        return set()
    begin = max(frame.first, trigger.first - SUBJECT)
    words = frame.marked.words[begin : trigger.first]
    cut = max((k for k, w in enumerate(words) if w.text in {",", ";"}), default=-1)
    before = {w.low for w in words[cut + 1 :]}
    if {"anti", "-"} <= before:
        before -= {"tank", "aircraft"}  # "anti-tank missiles struck"
    named = any(
        begin + cut < a.first < trigger.first
        for a in frame.marked.actors
        if a.kind in {"state", "group"}
    )
    return set() if named or "by" in before or trigger.participle else before


def _police(draft: Draft, tables: Tables) -> Party | None:
    # "Police shot dead a protester in Basra": the state's, where it has the police there.
    country = draft.place.place.country if draft.place is not None else None
    for frame in draft.frames[:1]:
        for trigger in frame.triggers:
            subject = _subject(trigger, frame)
            if not subject & _POLICE or not _acting_police(trigger, frame):
                continue
            if country == "PS":
                country = "IL" if "border" in subject else None
            held = tables.states.get(country or "")
            word = frame.marked.words[trigger.first - 1]
            return Party(held[1], "perpetrator", word.start, word.end) if held else None
    return None


def _acting_police(trigger: Trigger, frame: Frame) -> bool:
    # Not "a gunman in police uniform shot dead", "a grenade thrown at a police station wounded".
    words = frame.marked.words
    at = max(k for k in range(trigger.first) if words[k].low in _POLICE)
    before = words[at - 1].low if at else ""
    return before not in _NO_SUBJECT and words[at + 1].low not in _THEIR_THINGS


_NO_SUBJECT = vocabulary("in at on near outside a an with against of from")
_THEIR_THINGS = vocabulary(
    "station stations post posts uniform uniforms checkpoint headquarters academy patrol vehicle",
    "car van bus convoy base barracks compound said says officer building",
)
_DIES = vocabulary("died die dies dying perished fell succumbed")
_POLICE = vocabulary("police policemen gendarmes")


def _owners(story: Story, draft: Draft, marked: Marked, tables: Tables) -> Iterator[ActorMention]:
    # Nearest first: the same sentence, those before it, then the next one.
    here = marked.sentence.index
    around = [here, *range(here - 1, here - BACK - 1, -1), *range(here + 1, here + AHEAD + 1)]
    targets = {p.name for p in draft.parties if p.role == "target"}
    for index in around:
        if not 0 <= index < len(story.sentences):
            continue
        sentence = story.sentences[index]
        if sentence.sentence.heading or _far(sentence, marked):
            continue
        held = [
            a
            for a in sentence.actors
            if a.kind == "state"
            and a.name not in targets
            and _forceful(story, a, sentence, tables, flies=_flies(draft.frames[0]))
        ]
        if len({a.name for a in held}) == 1:
            yield held[0]
        elif held:
            return


def _far(sentence: Marked, marked: Marked) -> bool:
    return abs(sentence.sentence.paragraph - marked.sentence.paragraph) > 1


def _forceful(
    story: Story, actor: ActorMention, sentence: Marked, tables: Tables, *, flies: bool
) -> bool:
    # A state that did something there, or whose army is named; who fought on the ground need not
    # be who flew.
    acted = any(
        actor.name in d.perpetrators and not (flies and d.event_type == "armed_clash")
        for d in story.drafts
        for f in d.frames
        if f.marked is sentence
    )
    lows = {w.low for w in sentence.words[actor.first : actor.last + 4]}
    if "comment" in {w.low for w in sentence.words[actor.last :]}:
        return False  # "The army did not respond to a request for comment"
    fought = any(f.marked is sentence for d in story.drafts for f in d.frames) and not acted
    army = bool(lows & (tables.words["generic_army"] | _CRAFT | {"military", "force"}))
    return acted or (army and actor.how != "country" and not (flies and fought))
