"""Who "the army", "the group" or "government shelling" is, from the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.actors import COALITIONS, mention_of
from dashboard.extract.armies import is_of_another
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


def generic_actor(
    words: Sequence[Word],
    at: int,
    tables: Tables,
    latest_group: ActorMention | None,
    army: str | None,
) -> ActorMention | None:
    """
    Say who "the army" or "the group" is.

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the noun.
    tables
        Rule tables.
    latest_group
        The armed group named last before it.
    army
        Country code of the country that the passage is about.

    Returns
    -------
    actor
        None where the words before it say that it is somebody else's, or nobody fits.
    """
    word, before = words[at], words[at - 1] if at else None
    definite = before is not None and (
        before.low in {"the", "its", "their"}
        or (before.low == "same" and words[at - 2].low in {"the", "that", "this"})
    )
    force = _named_force(words, at, tables, army, definite=definite)
    if force is not None:
        return force
    if word.low == "militias" and latest_group is not None and latest_group.home == "IQ":
        name = "Iran-aligned militias (unspecified)"
        return mention_of(words, at, at + 1, name, "group", "IQ", "generic")
    ruled = before is not None and before.low in {"government", "regime"}
    if ruled and word.low in ARMS and army and army in tables.states:
        last = at if word.low in _ACTS else at + 1  # "government shelling": the act is no party
        return mention_of(words, at - 1, last, tables.states[army][1], "state", army, "generic")
    theirs = latest_group is not None and latest_group.home == "SY"
    bare = before is None or before.low in _BARE or (definite and latest_group is None)
    if word.low == "rebels" and army == "SY" and bare and not theirs:
        return mention_of(words, at, at + 1, "Syrian rebels", "group", "SY", "generic")
    if not definite and not ruled:
        return None
    armed = word.low in tables.words["generic_army"] and not is_of_another(words, at)
    if armed and army and army in tables.states:
        return mention_of(words, at, at + 1, tables.states[army][1], "state", army, "generic")
    rebels = word.low in {"rebels", "insurgents"} and latest_group is not None
    if rebels and latest_group is not None and latest_group.name in _NO_REBELS:
        return None
    if word.low in tables.words["generic_group"] and latest_group is not None:
        return mention_of(
            words, at, at + 1, latest_group.name, latest_group.kind, latest_group.home, "generic"
        )
    return None


_ACTS = vocabulary("shelling bombardment airstrikes airstrike raids strikes air")
ARMS = _ACTS | vocabulary(
    "guns artillery jets warplanes helicopters tanks drones aircraft planes shells batteries",
    "gunners mortars rockets barrage",
)
_BARE = vocabulary(
    "and between with by , as when that morning monday tuesday wednesday thursday friday"
)
_NO_REBELS = frozenset({"Hezbollah (Lebanon)", "Hamas", "Palestinian armed groups (other)"})


def _named_force(
    words: Sequence[Word], at: int, tables: Tables, army: str | None, *, definite: bool
) -> ActorMention | None:
    # "security forces", "the coalition", "army helicopters": forces that need no article.
    low, before = words[at].low, words[at - 1] if at else None
    if army is None:
        return None
    after = {w.low for w in words[at + 1 : at + 3]} & tables.words["force"]
    if low == "coalition" and (definite or after) and army in COALITIONS:
        return mention_of(words, at, at + 1, COALITIONS[army], "state", army, "generic")
    if army not in tables.states:
        return None
    name = tables.states[army][1]
    if low == "regime" and definite and after:  # "the regime's helicopters"
        return mention_of(words, at, at + 1, name, "state", army, "generic")
    if before is not None and f"{before.low} {low}" in tables.words["army_pair"]:
        return mention_of(words, at - 1, at + 1, name, "state", army, "generic")
    owned = before is not None and before.capital
    if low == "army" and not definite and after and not owned:
        return mention_of(words, at, at + 1, name, "state", army, "generic")
    return None
