"""Did it happen: plans, threats, hypotheses, negations, denials and drills told from acts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.chances import at_risk_of, chance_of, only_thought
from dashboard.extract.hypothetical import (
    DRILLS,
    as_a_noun,
    clause_start,
    in_a_drill,
    one_such,
    ready_for,
    should_be,
    thought_of,
    to_be_done,
    untrue,
    would,
)
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.negations import made_safe, none_of, object_is_none, without_proof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

REAL = ("real", "")
NEAR = 5
FAR = 9
_NEGATIONS = vocabulary(
    "not n't never no nobody nothing neither without none",
)
_SAID_TO_HAVE = vocabulary(
    "claim claimed claims claiming said reported believed thought known understood alleged",
    "appears appear appeared seems confirmed",
)
_OPENS_CLAUSE = vocabulary(
    "after following in by and that which when said since over",
)
_GUARDING = vocabulary(
    "defend protect guard warn warned precaution defence protection insurance protected",
    "insure insured",
)
_DENYING = vocabulary(
    "denied denies deny denying denial rejected rejects dismissed refuted disputed disputes",
)


def modality_of(
    words: Sequence[Word], first: int, last: int, *, noun: bool, head: int, tables: Tables
) -> tuple[str, str]:
    """
    Say whether what a trigger tells happened, by the words around it.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        The trigger's words.
    noun
        Whether it is a noun.
    head
        First word of its noun phrase; `first` for a verb.
    tables
        Rule tables.

    Returns
    -------
    modality, reason
        real, unreal, negated or denied; and the word that says so, empty for real.
    """
    if _conditional(words, first, tables):
        return "unreal", "if"
    if without_proof(words, first):
        return "negated", "no evidence"
    if untrue(words, first, last, tables):
        return "denied", "false"
    if noun and made_safe(words, last):
        return "negated", "made safe"
    thought = only_thought(words, first, tables)
    if thought:
        return "unreal", thought
    if in_a_drill(words, first):
        return "unreal", "drill"
    if should_be(words, first, tables) or at_risk_of(words, first):
        return "unreal", "should"
    named = noun or as_a_noun(words, first)
    found = _of_noun(words, first, head, tables) if named else _of_verb(words, first, tables)
    if found != REAL:
        return found
    denial = _denial(words, first, tables)
    if denial:
        return denial
    return _speech(words, first, last, noun=noun, tables=tables)


def _conditional(words: Sequence[Word], first: int, tables: Tables) -> bool:
    begin = max(clause_start(words, first), first - 14)
    for at in range(begin, first):
        low = words[at].low
        if low == "case" and at and words[at - 1].low in {"worst", "best"}:
            return True
        if low in {"who", "what", "why"} and {w.low for w in words[max(0, at - 3) : at]} & _UNSURE:
            return True
        if low == "any" and at and words[at - 1].low == "before":
            return True  # "be asked before any missile is launched"
        if low in {"any", "anyone", "whoever"} and would(words[:first], tables):
            return True
        if words[first].low == "on" and would(words[max(begin, first - 5) : first], tables):
            return True  # "a single drone could set the sea on fire"
        if (
            low in {"if", "unless", "lest", "whether"}
            and not (
                at + 1 < len(words)
                and words[at + 1].low in {"confirmed", "any", "so"}
                and low == "if"
            )
            and not (low == "if" and at and words[at - 1].low == "as")  # "as if to show"
            and "believed" not in {w.low for w in words[at : at + 8]}
        ):
            return True
    return False


_DISARMED = vocabulary(
    "discovered defused neutralised neutralized foiled thwarted dismantled averted disarmed",
)
_UNSURE = vocabulary("know knows known unclear unknown ask asks asked asking wonder wondered")


def _of_verb(words: Sequence[Word], first: int, tables: Tables) -> tuple[str, str]:
    at = first - 1
    steps = 0
    if at >= 0 and words[at].low == "you":
        return "unreal", "you"
    while at >= 0 and steps < NEAR:
        low = words[at].low
        if low in tables.words["modal"]:
            return "unreal", low
        if low in _NEGATIONS and steps < 4:
            return "negated", low
        if low == "one" and at and words[at - 1].low == "no":
            return "negated", "no one"
        if low == "to":
            return _infinitive(words, at, tables)
        if not _auxiliary(low, tables) and not (low == '"' and steps == 0):
            break
        at -= 1
        steps += 1
    if none_of(words, at) or object_is_none(words, first):
        return "negated", "no"
    if _goes_on_to(words, first, at, tables) or _yet_to_come(words, first):
        return "unreal", "to"
    return _gerund(words, first, at, tables)


def _yet_to_come(words: Sequence[Word], first: int) -> bool:
    # "warned people to leave before it strikes".
    near = {w.low for w in words[max(0, first - 3) : first]}
    return words[first].low.endswith("s") and "before" in near


def _goes_on_to(words: Sequence[Word], first: int, at: int, tables: Tables) -> bool:
    # "described how they were to drive a van from Adana and open fire": still to be done.
    if words[at].low not in {"and", "or", ","} and words[first - 1].low not in {"and", "or", ","}:
        return False
    lows = [w.low for w in words[:first]]
    begin = clause_start(words, first)
    to = any(a in tables.words["be"] and b == "to" for a, b in pairwise(lows[begin:]))
    return to and words[first].low in {"open", "blow", "shoot", "kill", "attack", "fire", "storm"}


def _auxiliary(low: str, tables: Tables) -> bool:
    return (
        low in tables.words["be"]
        or low in tables.words["have"]
        or low in tables.words["adverb"]
        or low.endswith("ly")
        or low in {"did", "do", "does", "and", "or"}
    )


def _infinitive(words: Sequence[Word], at: int, tables: Tables) -> tuple[str, str]:
    claims = at + 1 < len(words) and words[at + 1].low == "have"
    for back in range(at - 1, max(-1, at - 4), -1):
        low = words[back].low
        if claims and low in _SAID_TO_HAVE:
            return REAL
        if low == "on" and words[back - 1].low in {"went", "gone", "goes"}:
            return REAL  # "went on to bomb"
        if low in tables.words["real_infinitive"]:
            supposed = low == "attempt" and _modal_after(words, at + 1, tables)
            supposed = supposed or _modal_before(words, back, tables)
            return ("unreal", supposed) if supposed else REAL  # "An attempt to seize it would cost"
        if low in tables.words["unreal_verb"]:
            return "unreal", low
    return "unreal", "to"


def _modal_before(words: Sequence[Word], at: int, tables: Tables) -> str:
    # "pirates may try to hijack slow vessels", "could again attempt to seize".
    for word in reversed(words[max(0, at - 2) : at]):
        if word.low in tables.words["modal"]:
            return word.low
        if word.low not in tables.words["adverb"]:
            break
    return ""


def _gerund(words: Sequence[Word], first: int, at: int, tables: Tables) -> tuple[str, str]:
    if not words[first].low.endswith("ing") or at < 0:
        return REAL
    after = [w.low for w in words[first + 1 : first + 8]]
    if ("one", "day") in pairwise(after):
        return "unreal", "one day"  # "boasted of seizing Baghdad one day"
    before = " ".join(w.low for w in words[max(0, first - 7) : first])
    if " to show " in before and any(said in before for said in ("said", "purport", "claim")):
        return "unreal", "said to show"
    low = words[at].low
    if low in tables.words["unreal_govern"] and low not in {"ended", "warned"}:
        return "unreal", low
    if low in {"from", "of", "against", "for", "about"} and at >= 1:
        governor = words[at - 1].low
        for back in range(at - 1, max(-1, at - 5), -1):
            if words[back].low in tables.words["unreal_govern"] or words[back].low in {
                "accused",
                "suspected",
            }:
                governor = words[back].low
                break
        if governor in {"accused", "suspected"}:
            return REAL
        if governor in tables.words["unreal_govern"] or governor in tables.words["unreal_verb"]:
            return "unreal", governor
    return REAL


def _of_noun(words: Sequence[Word], first: int, head: int, tables: Tables) -> tuple[str, str]:
    thought = "for" if ready_for(words, head) else thought_of(words, first, tables)
    thought = thought or chance_of(words, first, tables)
    if thought:
        return "unreal", thought
    found = _inside_phrase(words, first, head, tables) or _just_before(words, first, head, tables)
    if found:
        return found
    if _called_off(words, first):
        return "unreal", "called off"
    supposed = one_such(words, first, head) or to_be_done(words, head, tables)
    modal = "would" if supposed else _modal_after(words, first, tables)
    if modal:
        return "unreal", modal
    at = head - 1
    if at >= 0 and words[at].low in tables.words["determiner"]:
        at -= 1
    for back in range(at, max(0, at - NEAR) - 1, -1):
        low = words[back].low
        if not words[back].key or low in _OPENS_CLAUSE or _finite(low, tables):
            break
        if low in {"not", "never", "without"}:
            return "negated", low
        if low in tables.words["unreal_govern"] and not _real_govern(words, back):
            return "unreal", low
    return REAL


def _called_off(words: Sequence[Word], first: int) -> bool:
    # "An attack on the port has been threatened", "the raid was called off".
    after = [w.low for w in words[first + 1 : first + 13]]
    for be, done in pairwise(after):
        if be in {"been", "was", "were", "being"} and done in _UNDONE:
            return True
    return ("called", "off") in pairwise(after)


_UNDONE = vocabulary(
    "threatened foiled thwarted prevented averted planned feared cancelled canceled postponed",
    "rehearsed simulated discussed considered aborted",
)


def _inside_phrase(
    words: Sequence[Word], first: int, head: int, tables: Tables
) -> tuple[str, str] | None:
    # "no attack", "a planned attack", "would resume attacks", "to launch an attack".
    if [w.low for w in words[max(0, first - 2) : first]] == ["ruled", "out"]:
        return "negated", "ruled out"  # "the governor ruled out sabotage"
    for word in words[max(0, head - 1) : first]:
        if word.low in {"no", "without"}:
            return "negated", word.low
        if word.low in tables.words["unreal_adjective"] or word.low in tables.words["modal"]:
            return "unreal", word.low
        if word.low in tables.words["unreal_govern"] and word.low.endswith("ing"):
            return "unreal", word.low  # "of planning new attacks"
    for at in range(max(0, head - 1), first - 1):
        follower = words[at + 1]
        verb = follower.key and not follower.capital
        if words[at].low == "to" and verb and follower.low not in tables.words["determiner"]:
            return _infinitive(words, at, tables)
    return None


def _just_before(
    words: Sequence[Word], first: int, head: int, tables: Tables
) -> tuple[str, str] | None:
    # "before the explosion", "like shelling", "on strike", "a report on attacks".
    left = [w.low for w in words[max(0, head - 2) : head]]
    if "before" in left and {w.low for w in words[:head]} & _DISARMED:
        return "negated", "before"
    if left[-1:] == ["like"]:
        return "unreal", "like"
    if left[-1:] == ["on"] and words[first].low == "strike":
        return "unreal", "on strike"
    at = head - 1
    if at >= 0 and words[at].low in tables.words["determiner"]:
        at -= 1
    if at >= 1 and words[at - 1].low == "to" and _verb_of(words, at, head, tables):
        return _infinitive(words, at - 1, tables)  # "how to repel an attack"
    before = [w.low for w in words[max(0, head - 19) : head]]
    listed = before[-2:] in (["and", "of"], [",", "of"]) or (before[-1:] == ["and"])
    if before[-2:] == ["and", "of"] and _PERILS & set(before[-7:]):
        return "unreal", "danger"  # "the danger of mines and of attack stayed"
    if listed and {("warned", "of"), ("warns", "of"), ("warning", "of")} & set(pairwise(before)):
        return "unreal", "warned"  # "warned of rocket and artillery fire, of kidnapping"
    if at >= 1 and words[at].low in {"for", "against"} and words[at - 1].low in _ADVICE:
        return "unreal", words[at - 1].low
    speech = at >= 1 and words[at].low in _ABOUT
    if speech and words[at - 1].low in tables.words["topic_noun"]:
        return (
            None if words[head].low in tables.words["definite"] else ("unreal", words[at - 1].low)
        )
    return None


def _verb_of(words: Sequence[Word], at: int, head: int, tables: Tables) -> bool:
    word = words[at]
    plain = word.key and not word.capital and word.low not in tables.words["preposition"]
    told = words[head].low in tables.words["definite"] or word.low in _OF_TOLD
    return bool(plain) and not told and word.low not in tables.words["determiner"]


_OF_TOLD = vocabulary("this that avenge answer punish condemn protest investigate mark mourn")
_ADVICE = vocabulary(
    "instructions guidelines advice rules training procedures plans insurance cover drills",
)
_PERILS = vocabulary("danger dangers risk risks threat threats fear fears")
_ABOUT = vocabulary("on about into over regarding concerning")


def _modal_after(words: Sequence[Word], first: int, tables: Tables) -> str:
    # "an attack on Marib could undo": the first verb after the noun is a modal; but a strike that
    # "may have killed 20" or "would be the third" was one.
    if any(w.low in {"excluded", "ruled"} for w in words[first + 1 : first + 20]):
        return "excluded"
    lows = [w.low for w in words[first + 1 : first + 1 + REACH]]
    if "whoever" in lows and "would" in lows[lows.index("whoever") :]:
        return "whoever"  # 'strikes on Iraqi soil, "whoever carries them out", would end'
    verbs = tables.words["verbal"]
    reach = OPENING_REACH if first <= 1 else REACH
    for at, word in enumerate(words[first + 1 : first + 1 + reach], first + 1):
        if word.text == "May":
            break  # "The battle for the town began on 10 May."
        if word.low in {"could", "would", "might", "may", "will", "cannot", "should", "must"}:
            after = [w.low for w in words[at + 1 : at + 3]]
            return "" if after[:1] == ["have"] or after == ["be", "the"] else word.low
        if not word.key or word.key in tables.triggers or word.low in verbs:
            break
    return ""


REACH, OPENING_REACH = 14, 15  # words


def _finite(low: str, tables: Tables) -> bool:
    return low in tables.words["say"] and low not in tables.words["unreal_govern"]


def _real_govern(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    after = words[at + 1].low if at + 1 < len(words) else ""
    if low in {"call", "calls", "called", "calling"}:
        return after not in {"for", "on", "off"}
    if low in {"defence", "defense"}:
        return after in {"ministry", "minister", "secretary", "officials", "official", "chief"}
    if low == "against":
        return at == 0 or words[at - 1].low not in _GUARDING
    if low in {"ended", "resumed", "resume", "order", "orders"}:
        return low == "ended"
    return low == "right" and after != "to"


def _denial(words: Sequence[Word], first: int, tables: Tables) -> tuple[str, str] | None:
    begin = max(clause_start(words, first), first - 16)
    for at in range(first - 1, begin - 1, -1):
        low = words[at].low
        if low in _DENYING:
            said = any(w.low in tables.words["report_noun"] for w in words[at + 1 : first])
            return ("denied", "report") if said else ("denied", low)
        if low in {"said", "says", "but"}:
            break
    return None


_SPEECH = vocabulary(
    "vow vowed vows vowing threaten threatened threatens threatening pledge pledged promise",
    "promised promises promising plan plans planned order ordered orders authorise",
    "authorised authorize authorized urge urged urges urging consider considering demand",
    "demanded demands swear swore approve approved approves",
)


def _speech(
    words: Sequence[Word], first: int, last: int, *, noun: bool, tables: Tables
) -> tuple[str, str]:
    # Look for a drill around it, and for a threat that governs the whole clause.
    begin, end = max(clause_start(words, first), first - FAR), min(len(words), last + 6)
    around = {w.low for w in words[begin:end]}
    drill = around & DRILLS
    if drill:
        return "unreal", min(drill)
    if noun:
        for at in range(max(begin, first - 6), first):
            low = words[at].low
            if low in _SPEECH and not any(
                w.low in tables.words["boundary"] or w.low == "in" for w in words[at + 1 : first]
            ):
                return "unreal", low
    return REAL
