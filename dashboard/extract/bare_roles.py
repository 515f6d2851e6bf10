"""The role of a place without a preposition: object of an act, subject, speaker or modifier."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.naming import TOLD_BEFORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

PLACERS = vocabulary(
    "في على قرب غرب شرق جنوب شمال in at near on over across inside outside around off above",
    "within throughout along into onto against through toward towards upon opposite beside",
    "beyond",
)


_TROOPS = vocabulary(
    "army forces troops soldiers fighters rebels militants tanks jihadists insurgents militia",
)
_OWN_MEN = vocabulary("navy army forces troops soldiers air guards guard police military")
ASIDE = 14  # words
_LEAVING = vocabulary("left leaving leaves entered entering approached approaching passing passed")


def bare_role(
    mention: PlaceMention,
    words: Sequence[Word],
    at: int,
    triggers: Sequence[Trigger],
    tables: Tables,
) -> str:
    """
    Say how a place stands that no preposition governs.

    Parameters
    ----------
    mention
        The place.
    words
        Words of its sentence.
    at
        Number of the word before it that is no part of its phrase; -1 for none.
    triggers
        Acts of the sentence.
    tables
        Rule tables.

    Returns
    -------
    role
        object, loc, weak, actor or none; see `PlaceMention`.
    """
    area_like = mention.place.layer == "country" or mention.doubt.startswith("capital")
    if at >= 0 and words[at].low in _LEAVING and not mention.is_area:
        taken = words[at].low == "entered" and {w.low for w in words[max(0, at - 3) : at]} & _TROOPS
        return "object" if taken else "weak"  # "as they left Baghdad airport"
    ends = {t.last - 1: t for t in triggers if not t.noun}
    if at in ends and ends[at].passive and mention.place.layer != "country":
        return "none"
    reached = at > 0 and words[at].low in {"reached", "engulfed"}
    if reached and any(t.noun and t.family == "clash" and t.last == at for t in triggers):
        return "object"  # "the fighting reached the town"
    object_ = at in ends and not ends[at].passive and ends[at].entry.frame in _HITS
    if object_ or _befallen(mention, words, triggers, area_like=area_like):
        return "object"
    if at >= 0 and not words[at].key and mention.first <= 2 and not area_like:
        return "loc"
    apposed = (
        mention.first > 0
        and words[mention.first - 1].text == ","
        and mention.last < len(words)
        and words[mention.last].text in {",", ".", ";", ")"}
    )
    if mention.place.layer == "country" and apposed:
        return "weak"
    if mention.place.layer == "country" or _speaks(words, mention.last, tables):
        return "actor"
    if (
        mention.place.layer == "city"
        and mention.first == 0
        and not mention.text.isupper()  # "NEW DELHI: Commandos have retaken a ship"
        and mention.last < len(words)
        and words[mention.last].text in {":", "-", "\u2014", "\u2013"}
    ):
        return "loc"
    return "none"


def _befallen(
    mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger], *, area_like: bool
) -> bool:
    # The subject of a passive, the owner of what was hit, a town under fire.
    owner = mention.place.layer == "country" and words[mention.last : mention.last + 1]
    if mention.first and words[mention.first - 1].low == "by":
        return False  # "a tanker held by Iran was boarded"
    if (
        mention.first
        and words[mention.first - 1].low in {"of", "the"}
        and not (owner and owner[0].low == "'s")  # "members of Iran's Revolutionary Guards"
        and _hit_thing(mention, words, triggers)
    ):
        return True
    following = next((t for t in triggers if t.first >= mention.last), None)
    if following is None:
        return False
    gap = [w.low for w in words[mention.last : following.first]]
    if owner and owner[0].low == "'s" and set(gap) & _OWN_MEN:
        return False  # "Commandos of Iran's navy came down on ropes"
    if following.text.lower().startswith("fell ") and following.family == "takeover" and not gap:
        return True  # "The town of Wad Madani fell to"
    if gap[:1] == [","] and gap.count(",") == 2 and len(gap) <= ASIDE:
        gap = gap[gap.index(",", 1) + 1 :]  # "Derna, on the coast, was attacked"
    told = mention.doubt.endswith(TOLD_BEFORE)  # "this town in the west was attacked"
    theirs = gap[:1] == ["'s"] and bool(_ARMS & set(gap))  # "Iran's navy"
    if following.passive and len(gap) <= (9 if told else 3) and not theirs:
        return True
    return not area_like and len(gap) <= 9 and "under" in gap


_ARMS = vocabulary("navy army military forces force guards troops soldiers police")


def _hit_thing(mention: PlaceMention, words: Sequence[Word], triggers: Sequence[Trigger]) -> bool:
    # "bombed the grain ports of Odesa region": the place of what was hit.
    verb = next(
        (t for t in reversed(triggers) if t.last <= mention.first and not t.noun and not t.passive),
        None,
    )
    if verb is None or verb.entry.frame not in _HITS or mention.first - verb.last > OF_IT:
        return False
    between = [w.low for w in words[verb.last : mention.first]]
    if len(between) > NEAR_IT and not {"outskirts", "edge", "edges", "suburbs"} & set(between):
        return False
    if set(between[-2:-1]) & _HEADS:
        return False  # "hit the convoy of the governor of Aden"
    return "of" in between and not set(between) & (
        PLACERS | {",", "and", "by", "who", "from", "to"}
    )


NEAR_IT, OF_IT = 7, 9  # words: "the outskirts of the southern Lebanese town of"
_HEADS = vocabulary("governor mayor head chief president emir sultan ruler bishop mufti commander")
_HITS = frozenset({"act", "impact", "launch", "seize", "harm"})


def _speaks(words: Sequence[Word], at: int, tables: Tables) -> bool:
    return any(
        w.low in tables.words["say"] or w.low in {"has", "had", "will", "would", "is"}
        for w in words[at : at + 2]
    )


def kept_there(words: Sequence[Word], at: int) -> bool:
    """
    Read "Russia's military, which has an airbase at Hmeimim, said".

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the preposition before a place.

    Returns
    -------
    there
        True where a party only keeps something there.
    """
    left = [w.low for w in words[max(0, at - 7) : at]]
    if left[-1:] in (["war"], ["conflict"]) and "since" in left:
        return True  # "has traded fire with Israel since the war in Gaza began"
    told = any(pair in _KEEPERS for pair in pairwise(left)) and bool(set(left) & _KEPT)
    return told and any(w.low == "," for w in words[at + 1 : at + 6])


_KEPT = vocabulary("a an its their the several some men bases troops forces soldiers two three")
_KEEPERS = frozenset({("which", "has"), ("which", "have"), ("which", "keeps"), ("which", "runs")})


def harmed_there(words: Sequence[Word], at: int) -> bool:
    """
    Read "killed three police officers in Garissa".

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the preposition before a place.

    Returns
    -------
    there
        True where those who were harmed were there, so that it is no seat of theirs.
    """
    left = [w.low for w in words[max(0, at - HARMED) : at]]
    left = left[len(left) - left[::-1].index(",") :] if "," in left else left
    between = set(left[-7:]) & {"that", "who", "said", "by", "down"}
    return bool(set(left) & _HARMED) and not between


HARMED = 11  # words
_HARMED = vocabulary(
    "killed killing wounded wounding injured injuring kidnapped abducted ambushed executed shot",
    "assassinated assassinating murdered",
)
