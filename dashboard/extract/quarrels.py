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
    if [w.low for w in words[main.last : main.last + 1]] == ["tools"]:
        return True  # "Dockers in Port Sudan downed tools"
    aimed = [w.low for w in words[main.last - 1 : main.last + 2]]
    if main.family == "gunfire" and "on" in aimed and _PRICED & set(aimed):
        return True  # "opened fire on prices"
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
    after = [w.low for w in words[main.last : main.last + 6]]
    cause = next((k for k, low in enumerate(after) if low in {"over", "for"}), -1)
    if cause < 0 or any(main.last <= p.first < main.last + cause for p in frame.places):
        return False
    lows = {w.low for w in words}
    signs = (*("weapon_air", "weapon_shell", "weapon_ground", "weapon_sea", "killed", "injured"),)
    counted = {w.low for w in words[main.last + cause + 1 : main.last + cause + 3]} & _SPAN
    return not counted and not any(lows & tables.words[kind] for kind in signs)


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
_PRICED = vocabulary("prices tariffs taxes critics rivals inflation waste spending fees budgets")
_TRADED = vocabulary("shares stocks producers investors traders airlines banks exporters currency")
_PARLIAMENT = vocabulary(
    "lawmakers lawmaker opposition critics politicians senators senator deputies mps unions",
    "columnists newspapers candidate candidates commentators economists bishops congressman",
)
_QUARRELS = vocabulary("quarrel dispute debate row politics argument rivalry feud")
_SPAN = vocabulary(
    "a hours days weeks months minutes years two three four five six seven eight nine ten several",
)
