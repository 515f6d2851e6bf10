"""Armed groups by other names: ones that the actor table lacks, "the Guards" of a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.actors import ActorMention
from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

LONGEST = 6  # words
_HEADS = vocabulary(
    "brigade brigades battalion battalions front hawks falcons lions guardians militia army",
    "movement resistance vanguards regiment mujahideen jihad martyrs",
)
_NO_GROUP = vocabulary(
    "red cross crescent salvation football olympic royal air national united home western eastern",
    "northern southern labour democratic islamic",
)
_LINKS = vocabulary("of 's - al el the for")


def unlisted_groups(
    words: Sequence[Word], taken: Iterable[int], tables: Tables
) -> list[ActorMention]:
    """
    Find the names of armed groups that stand in no table.

    Parameters
    ----------
    words
        Words of a sentence.
    taken
        Numbers of words that belong to a known party.
    tables
        Rule tables.

    Returns
    -------
    groups
        Under the name that the text gives them: capital words with "Brigade", "Front", "Army"
        among them, or whatever follows "calling itself".
    """
    used = set(taken)
    found: list[ActorMention] = []
    at = 0
    while at < len(words):
        end = _run(words, at, used, tables)
        if end > at and (
            _called(words, at) or _headed(words, at, end) or _apposed(words, at, end, tables)
        ):
            held = words[at:end]
            name = written(held)
            found.append(
                ActorMention(at, end, held[0].start, held[-1].end, name, name, "group", None)
            )
        at = max(at + 1, end)
    return found


def _run(words: Sequence[Word], at: int, used: set[int], tables: Tables) -> int:
    # Capital words from here, with "of" and "'s" between them.
    article = words[at].low in {"the", "a", "an"}
    if article or not words[at].capital or not words[at].key or at in used:
        return at
    end, last = at, at
    while end < len(words) and end - at < 2 * LONGEST and end not in used:
        word = words[end]
        if word.capital and word.key and word.low not in tables.words["say"]:
            last = end + 1
        elif word.low not in _LINKS:
            break
        end += 1
    return last


def _called(words: Sequence[Word], at: int) -> bool:
    before = [w.low for w in words[max(0, at - 4) : at]]
    before = before[:-1] if before[-1:] == ["the"] else before
    return before[-2:] in (["calling", "itself"], ["calls", "itself"], ["styling", "itself"])


def _apposed(words: Sequence[Word], at: int, end: int, tables: Tables) -> bool:
    # "A little-known militia, the Abna al-Haq, said", "the militant group Saraya al-Areen",
    # "The Lions of Nablus, a group based in the city, said", "a faction known as Liwa al-Thair".
    lows = {w.low for w in words[at:end]}
    if lows & _NO_FIGHTERS or not 1 < end - at <= 2 * LONGEST:
        return False
    before = [w.low for w in words[max(0, at - REACH) : at] if w.low != "the"]
    if set(before) & _PEACEFUL:
        return False
    named = before[-2:] in (["known", "as"], ["identified", "as"]) or before[-1:] == ["called"]
    if named and _GROUPS & set(before[-5:]):
        return True
    after = [w.low for w in words[end : end + REACH]]
    says = set(after[:2]) & tables.words["say_strong"]
    if before[-1:] and before[-1] in _GROUPS and set(before[-3:]) & _ARMED:
        return True
    told = after[:1] == [","] and set(after[1:3]) & (tables.words["say_strong"] | {"called"})
    if before[-1:] == [","] and _GROUPS & set(before) and (told or says):
        opens = max(k for k, low in enumerate(before) if low in _GROUPS)
        if _of_people(before[max(0, opens - 3) :], tables):
            return False  # "the movement's spokesman, Mohammed Abdul-Salam, said"
        return bool({"a", "an"} & set(before[:opens])) and "," not in before[opens:-1]
    head = next((k for k in range(2, min(7, len(after))) if after[k] in _GROUPS), None)
    opens = after[:2] in ([",", "a"], [",", "an"]) and head is not None
    if not opens or set(after) & _PEACEFUL or _of_people(after, tables):
        return False
    return "," not in after[1:7] or not (_WITHIN | {","}) & set(after[1:head])


def _of_people(lows: Sequence[str], tables: Tables) -> bool:
    kinds = (tables.words["person"], tables.words["person_singular"], {"'s", "'", "head"})
    return any(low in kind for low in lows for kind in kinds)


_WITHIN = vocabulary("of in the for by from near with")


REACH = 10
_GROUPS = vocabulary("group militia faction outfit front cell organisation organization movement")
_ARMED = vocabulary("armed militant militia rebel jihadist insurgent separatist extremist shadowy")
_PEACEFUL = vocabulary(
    "rights aid monitoring advocacy human charity relief humanitarian media news political",
    "research medical parliamentary opposition civil watchdog think analysis energy",
    "company monitor monitors consultancy shipping trade labour student security tracking",
)
_NO_FIGHTERS = vocabulary(
    "watch monitor observatory network international rights amnesty council party committee red",
    "company maritime shipping university institute centre center agency ministry",
)


def _headed(words: Sequence[Word], at: int, end: int) -> bool:
    lows = [w.low for w in words[at:end] if w.key]
    if not 1 < len(lows) <= LONGEST or set(lows) <= _NO_GROUP | _HEADS:
        return False
    article = at > 0 and words[at - 1].low in {"the", "by", "and"}
    headed = lows[-1] in _HEADS or (lows[0] in _HEADS and "of" in {w.low for w in words[at:end]})
    return article and headed


_BACKED = (
    *([v, "by"] for v in ("backed", "supported", "armed", "funded", "trained", "sponsored")),
    *([v, "with"] for v in ("allied", "aligned", "affiliated")),
    *([v, "to"] for v in ("loyal", "close", "linked", "allied", "beholden")),
)
_BANDS = vocabulary(
    "militiamen militias militia fighters groups group factions faction gunmen militants forces"
)
_CLIENTS = vocabulary("proxies proxy allies clients militias")
PROXIES = "Iran-aligned militias (unspecified)"


def proxies_of_iran(words: Sequence[Word], taken: Iterable[int]) -> list[ActorMention]:
    """
    Find "militiamen backed by Iran", "Tehran's proxies": armed groups that are not named.

    Parameters
    ----------
    words
        Words of a sentence.
    taken
        Numbers of words that belong to a known party.

    Returns
    -------
    groups
        One for each time.
    """
    used = set(taken)
    found = []
    for at, word in enumerate(words):
        if word.text not in {"Iran", "Tehran"} or at in used:
            continue
        lows = [w.low for w in words[max(0, at - 3) : at + 4]]
        begin, end = at, at + 1
        if at > 2 and lows[1:3] in _BACKED and lows[0] in _BANDS:
            begin = at - 3
        elif lows[-3:-2] == ["'s"] and lows[-2] in _CLIENTS:
            end = at + 3
        else:
            continue
        named = [k for k in range(end, min(end + 3, len(words))) if k in used]
        if named and words[end].text == ",":
            continue  # "a militia close to Iran, Kataib Hezbollah"
        first, last = words[begin], words[end - 1]
        text = written(words[begin:end])
        found.append(ActorMention(begin, end, first.start, last.end, text, PROXIES, "group", None))
    return found


CORPS = "Islamic Revolutionary Guard Corps"


def short_names(
    words: Sequence[Word], actors: Sequence[ActorMention], corps: ActorMention | None
) -> list[ActorMention]:
    """
    Find "the Guards" in a report that has named the Revolutionary Guards.

    Parameters
    ----------
    words
        Words of a sentence.
    actors
        Those found in it.
    corps
        The corps as named before; None before it is.

    Returns
    -------
    mentions
        One for each time.
    """
    if corps is None:
        return []
    taken = {k for a in actors for k in range(a.first, a.last)}
    return [
        replace(
            corps,
            first=at,
            last=at + 1,
            start=word.start,
            end=word.end,
            text=word.text,
        )
        for at, word in enumerate(words)
        if word.text == "Guards" and at and at not in taken and words[at - 1].low == "the"
    ]
