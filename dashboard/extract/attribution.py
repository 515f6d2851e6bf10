"""Who did it, told in a sentence of its own: a claim of responsibility, blame, "it was them"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.tables import Tables

_ACT = vocabulary(
    "it attack attacks strike strikes raid raids bombing blast blasts operation launch them this",
    "they killing assault ambush explosion shelling shooting incident drone missile rocket rockets",
)
_DONE = vocabulary("out conducted staged launched perpetrated mounted executed done committed")
_NOT = vocabulary("no not nobody none nor never denied denies deny denying without yet")
_BLAME = vocabulary("blamed blames blaming accused accuses accusing suspects")


def attribute(story: Story, sentence: Marked, tables: Tables) -> None:
    """
    Give the act told before its party, where a sentence names one and the act has none.

    Parameters
    ----------
    story
        What was told so far; the latest event is changed in place.
    sentence
        The sentence after it, or its own.
    tables
        Rule tables.
    """
    held = story.latest
    if held is None or held.perpetrators:
        return
    lows = [w.low for w in sentence.words]
    doer = (
        _responsible(sentence, lows)
        or _behind(sentence, lows)
        or _by(sentence, lows)
        or _blamed(sentence, lows)
        or _owns_up(sentence, lows, tables)
    )
    if doer is not None and doer.kind in {"group", "state"}:
        held.parties.append(Party(doer.name, "perpetrator", doer.start, doer.end))
        if all(f.marked is not sentence for f in held.frames):
            held.told_in.append(sentence)


def _last_before(sentence: Marked, at: int) -> ActorMention | None:
    return next(
        (a for a in reversed(sentence.actors) if a.first < at and a.kind in {"group", "state"}),
        None,
    )


def _first_in(sentence: Marked, first: int, last: int) -> ActorMention | None:
    return next((a for a in sentence.actors if first <= a.first < last), None)


def _responsible(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "X claimed responsibility", "responsibility was claimed by X".
    if "responsibility" not in lows:
        return None
    at = lows.index("responsibility")
    if not {"claimed", "claim", "claims", "took", "taken", "claiming"} & set(lows) or _NOT & set(
        lows[:at]
    ):
        return None
    if "by" in lows[at:]:
        by = lows.index("by", at)
        return _first_in(sentence, by, by + 5) or _last_before(sentence, at)
    return _last_before(sentence, at)


def _behind(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "it was behind the attack".
    if "behind" not in lows or _NOT & set(lows):
        return None
    at = lows.index("behind")
    be = {"was", "were", "is", "are", "be"} & set(lows[max(0, at - 3) : at])
    return _last_before(sentence, at) if be and _ACT & set(lows[at : at + 5]) else None


def _by(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "It was carried out by X".
    by = next((k for k in range(2, len(lows)) if lows[k] == "by" and lows[k - 1] in _DONE), None)
    if by is None or not _ACT & set(lows[:by]):
        return None
    return _first_in(sentence, by, by + 5)


def _blamed(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "Washington blamed X", "accused X of the attack", "the attack was blamed on X".
    at = next((k for k, low in enumerate(lows) if low in _BLAME), None)
    if at is None or _NOT & set(lows[:at]):
        return None
    on = 2 if lows[at + 1 : at + 2] == ["on"] else 1
    if lows[at].startswith("accus"):
        of = lows.index("of", at) if "of" in lows[at:] else None
        if of is None or not (_ACT | {"being", "carrying", "firing"}) & set(lows[of : of + 6]):
            return None
    return _first_in(sentence, at + on, at + on + 4)


def _owns_up(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The Houthis said that it was them", "X claimed the attack".
    said = next((k for k, low in enumerate(lows) if low in tables.words["say_strong"]), None)
    if said is None or _NOT & set(lows):
        return None
    rest = lows[said + 1 :]
    them = rest[:4] in (["that", "it", "was", "them"], ["it", "was", "them", "."])
    claimed = lows[said] in {"claimed", "claims", "claiming"} and rest[:1] != ["to"]
    if them or (claimed and set(rest[:4]) & (_ACT - {"it", "they", "them", "this"})):
        return _last_before(sentence, said)
    return None
