"""Quarrels in words: a cabinet under fire for a law, a battle over a budget, shares hit by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


def quarrel(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "the opposition attacked the government over inflation", "a battle over the budget".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    quarrel
        True there, and for "came under fire for the metro", "caught in the crossfire of a row".
    """
    main, words = frame.main, frame.marked.words
    if main.text.lower().endswith("crossfire"):
        traded = {w.low for w in words[: main.first]} & _TRADED
        return bool(_QUARRELS & {w.low for w in words[main.last : main.last + 4]} | traded)
    if _of_money(frame, tables):
        return True
    if main.noun and main.family == "clash" and _over_a_matter(words[main.last : main.last + 6]):
        return True
    if (
        main.noun
        or frame.triggers[-1] is not main
        or main.family not in {"attack", "gunfire", "strike", "clash"}
    ):
        return False
    if main.family == "clash" and any(a.martial for a in frame.marked.actors):
        return False
    left = {w.low for w in words[max(0, main.first - 7) : main.first]}
    if main.family == "attack" and _PARLIAMENT & left and not main.passive:
        return True  # "Opposition lawmakers attacked the purchase as too costly"
    after = [w.low for w in words[main.last : main.last + 12]]
    if "under fire" in main.text.lower() and left & _OFFICE and {"for", "over"} & set(after):
        return True  # "The governor came under fire in Basra for the state of the roads"
    after = after[:6]
    cause = next((k for k, low in enumerate(after) if low in {"over", "for"}), -1)
    if cause < 0 or any(main.last <= p.first < main.last + cause + 2 for p in frame.places):
        return False  # "attacked the town", "fought for Palmyra"
    lows = {w.low for w in words}
    signs = (*("weapon_air", "weapon_shell", "weapon_ground", "weapon_sea", "killed", "injured"),)
    counted = {w.low for w in words[main.last + cause + 1 : main.last + cause + 3]} & _SPAN
    return not counted and not any(lows & tables.words[kind] for kind in signs)


def _of_money(frame: Frame, tables: Tables) -> bool:
    # "Traders attacked the Lebanese pound", "Dockers downed tools", "opened fire on prices".
    main = frame.main
    after = frame.after(4)
    if _PLAY & set(after[:3]) and {t.text.lower() for t in frame.triggers} & {"killed", "shot his"}:
        return True  # "shot his team to the final", "an ambush that killed the game"
    if main.noun or after[:1] == ["tools"]:
        return not main.noun
    lows = {w.low for w in frame.marked.words}
    if {"bomb", "bombs"} & lows or lows & (
        tables.words["weapon_air"] | tables.words["weapon_shell"] | tables.words["killed"]
    ):
        return False
    if main.family == "impact" and _QUOTED & lows:
        return True  # "Wheat futures rose on that day; they fell on Friday"
    if main.family == "gunfire" and _PRICED & set(after[:2]):
        return True
    return main.family == "attack" and not main.passive and bool(_MONEY & set(after))


def _over_a_matter(after: Sequence[Word]) -> bool:
    # "a battle over the budget", "clashes in parliament about the pension reform".
    lows = [w.low for w in after]
    over = next((k for k, low in enumerate(lows) if low in {"over", "about", "for"}), -1)
    return over >= 0 and bool(_MATTERS & set(lows[over + 1 :]))


_MATTERS = vocabulary(
    "budget tax taxes pay wages bill law reform reforms pension pensions title nomination",
    "presidency leadership succession seat seats contract contracts inheritance subsidies quota",
    "quotas tariffs prices fees rights ownership constitution appointment appointments",
)
_PRICED = vocabulary("prices tariffs taxes inflation waste spending fees budgets")
_PLAY = vocabulary("team game match tie contest side")
_QUOTED = vocabulary("futures shares stocks crude brent yields bonds")
_MONEY = vocabulary("pound lira rial riyal dinar currency rouble ruble shekel peg")
_TRADED = vocabulary("shares stocks producers investors traders airlines banks exporters currency")
_PARLIAMENT = vocabulary(
    "lawmakers lawmaker opposition critics politicians senators senator deputies mps unions",
    "columnists newspapers candidate candidates commentators economists bishops congressman",
)
_OFFICE = vocabulary(
    "governor minister mayor president premier speaker cabinet coach chairman director"
)
_QUARRELS = vocabulary("quarrel dispute debate row politics argument rivalry feud")
_SPAN = vocabulary(
    "a hours days weeks months minutes years two three four five six seven eight nine ten several",
)
