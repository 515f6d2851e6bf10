"""Whether a party named before a verb can be its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.armed import FACING, fights
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

OBLIQUE = vocabulary(
    "in at near on with against to for over off into by inside beyond across alongside beside",
    "towards toward behind",
)
_APART = vocabulary(
    "when after as that while , and by in",
)


def may_act(actor: ActorMention, marked: Marked, trigger: Trigger, tables: Tables) -> bool:
    """
    Say whether a party named before a verb can be who did it.

    Parameters
    ----------
    actor
        The party.
    marked
        Its sentence.
    trigger
        The verb.
    tables
        Rule tables.

    Returns
    -------
    may
        False for who is only named: the object of another verb, who speaks, whose country it is.
    """
    words = marked.words
    if not fights(actor, marked, tables):
        return False
    if actor.how == "demonym" and not actor.martial:
        return False
    at = actor.first - 1
    while at >= 0 and (
        words[at].low in tables.words["determiner"]
        or words[at].low in tables.words["directions"]
        or words[at].low in tables.words["warship"]
        or (words[at].low.endswith("ly") and words[at].low != "reportedly")
    ):
        at -= 1
    if _names_no_doer(actor, marked, at):
        return False
    before = words[at].low if at >= 0 else ""
    if before == "of" and at >= 1:
        head = words[at - 1].low
        model = any(w.low.isdigit() for w in words[max(0, at - 2) : at]) and any(
            w.text == "-" for w in words[max(0, at - 3) : at]
        )
        many = head in _MANY  # "hundreds of settlers", "F-16s of the Jordanian air force"
        return model or many or head in tables.words["force_head"]
    if before == "from":
        # "sniper fire from Houthi positions killed"
        return at >= 1 and words[at - 1].low in tables.words["force_head"] | _FIRE
    if _only_named(actor, words, before):
        return False
    if before in OBLIQUE:
        owned = before == "to" and words[at - 1].low in _TIED
        return owned or (before == "by" and words[at - 1].low in {"led", "commanded"})
    if _object_of_other(actor, marked, trigger):
        return False
    return not _says_then(actor, marked, trigger, tables)


def _only_named(actor: ActorMention, words: Sequence[Word], before: str) -> bool:
    # "Islamabad accused the Taliban of hiding those who killed", "the coalition fighting X said".
    after = {w.low for w in words[actor.last : actor.last + 2]}
    return bool(after & _ACCUSES) or before in _ACCUSES | FACING


_MANY = vocabulary(
    "hundreds dozens scores thousands crowd mob band pair handful gang column group number couple"
)
_ACCUSES = vocabulary("accused accuses blamed blames condemned denounced")
_FIRE = vocabulary("fire gunfire shelling shots bullets shrapnel bombardment")
_TIED = vocabulary("belonging belong loyal affiliated linked allied")


def _names_no_doer(actor: ActorMention, marked: Marked, before: int) -> bool:
    # "Hodeidah, Yemen": the country of a place.
    comma = before >= 0 and marked.words[before].text == "," and actor.first == before + 1
    return actor.how == "country" and comma and any(p.last == before for p in marked.places)


def _object_of_other(actor: ActorMention, marked: Marked, trigger: Trigger) -> bool:
    for other in marked.triggers:
        between = {w.low for w in marked.words[other.last : actor.first]}
        if (
            other is not trigger
            and not other.noun
            and other.last <= actor.first
            and actor.first - other.last <= 2
            and not other.passive
            and not between & _APART
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
