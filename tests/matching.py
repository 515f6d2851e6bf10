"""
What counts as the same event, place, day, actor, source and claim: the rules of the scorer.

**Alignment.** A proposal and a gold event *may* be the same event when both hold:

1. they are compatible: their types belong to one family (`FAMILIES`), or they name an actor in
   common, in whatever role;
2. they are anchored together: their sentences overlap, or place and date are both right. A right
   date alone, or a right place on another day, is no anchor.

Among the pairs allowed the assignment with the highest total weight is taken (Hungarian method,
exact; scipy is no dependency). A pair weighs 1, plus 4 for a right place, 3 for a right date, 2
for the right type, 1 for the right perpetrators and up to 1 for overlapping sentences. Events are
put into an order of their own content first, so the order in the files never matters.

**Right or wrong.**

- Place: a point within 25 km of a point (an area is never right for it); for an area the same
  area: equal area_id, or without one on either side the same country or the same name.
- Date: the intervals overlap and the proposed one is less than three times as wide (days,
  both ends counted). An open start is infinitely wide. A closed date
  where the text gives none passes by this rule; `dates_invented` counts those.
- Perpetrator, target: equal sets of names. For interceptions and clashes the parties are one
  unordered set, used for both. A name that is in the actor table must be that name; any other
  may have more words ("Russia", "Russia (armed forces)") or be one of the actor's `also` in gold.
  "Unidentified" is nobody.
- Claims: kind, low and high equal, and the source matches. Two sources match when both are the
  author's voice (null, "", "author", "narrator"), when both are names of one actor of the table,
  or when, without stop words, the words of one contain those of the other or they share at least
  half of all their words. "Up to N" (no low) equals 0 to N. The scope is not compared.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Event = dict[str, Any]

ACTOR_TABLE = Path(__file__).resolve().parents[1] / "data" / "actors.csv"
NEAR_KM = 25.0
TOO_WIDE = 3
HALF = 0.5
AREAS = frozenset({"admin1", "country", "water_body"})
UNORDERED = frozenset({"interception", "armed_clash"})
FAMILIES = (
    frozenset(
        {
            "air_drone_strike",
            "shelling_missile",
            "attack_on_shipping",
            "armed_clash",
            "explosion",
            "violence_against_civilians",
            "other_attack",
        }
    ),
    frozenset({"interception", "air_drone_strike", "shelling_missile", "attack_on_shipping"}),
    frozenset({"seizure", "attack_on_shipping"}),
    frozenset({"strategic_development", "explosion", "other_attack", "protest", "riot"}),
)
AUTHOR = frozenset({"", "author", "authors voice", "the author", "narrator"})
NOBODY = frozenset({"", "unidentified", "unknown"})
AREA_WORDS = frozenset({"governorate", "province", "region", "district", "state", "the", "of"})
FORCE_WORDS = frozenset({"armed", "forces", "army", "military", "government", "the", "of"})
STOP_WORDS = frozenset(
    {"a", "an", "the", "of", "in", "at", "by", "from", "for", "to", "and", "on", "its", "their"}
)


def fold(text: object) -> str:
    """Make names comparable: no case, no marks, no apostrophes, single spaces between words."""
    plain = unicodedata.normalize("NFKD", str(text or "")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", re.sub(r"['’‘ʼʻ`.]", "", plain)))


@cache
def _actor_names() -> dict[str, str]:
    """Every folded name and alias of the actor table with its folded canonical name."""
    names: dict[str, str] = {}
    with ACTOR_TABLE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for name in (row["name"], *row["aliases"].split("|")):
                names.setdefault(fold(name), fold(row["name"]))
    names.pop("", None)
    return names


def distance_km(one: Event, other: Event) -> float:
    """Great-circle distance of two events in kilometres; infinite if one has no coordinates."""
    values = [one.get("lat"), one.get("lon"), other.get("lat"), other.get("lon")]
    if any(value is None for value in values):
        return math.inf
    lat1, lon1, lat2, lon2 = (math.radians(float(value or 0)) for value in values)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


def place_right(gold: Event, proposed: Event) -> bool:
    """Say whether a proposal stands at the gold's place (see the module's rule)."""
    wanted, given = gold.get("place_precision"), proposed.get("place_precision")
    if wanted not in AREAS:
        if wanted == "unknown" or given == "unknown":
            return wanted == given
        return given not in AREAS and distance_km(gold, proposed) <= NEAR_KM
    if given not in AREAS:
        return False
    if gold.get("area_id") and proposed.get("area_id"):
        return bool(gold["area_id"] == proposed["area_id"])
    if wanted == "country":
        return given == "country" and gold.get("country") == proposed.get("country")
    return given == wanted and bool(_area_names(gold) & _area_names(proposed))


def _area_names(event: Event) -> set[str]:
    """Return the names of an area without words such as "governorate"."""
    texts = (event.get("place_name"), event.get("place_text"))
    names = (" ".join(w for w in fold(text).split() if w not in AREA_WORDS) for text in texts)
    return {name for name in names if name}


def _interval(event: Event) -> tuple[float, float]:
    """Give first and last day as ordinals; an open side is infinite."""
    start, end = event.get("date_start"), event.get("date_end")
    first = dt.date.fromisoformat(start).toordinal() if start else -math.inf
    last = dt.date.fromisoformat(end).toordinal() if end else math.inf
    return first, last


def date_right(gold: Event, proposed: Event) -> bool:
    """Say whether the intervals overlap and the proposed one is not three times as wide."""
    (first, last), (begin, end) = _interval(gold), _interval(proposed)
    if begin > last or first > end:
        return False
    width = last - first + 1
    return math.isinf(width) or end - begin + 1 < TOO_WIDE * width


def same_actor(gold: Event, proposed: Event) -> bool:
    """Compare two actors: exactly if the gold's name is in the actor table, else by words."""
    return any(_same_name(name, proposed["name"]) for name in (gold["name"], *_also(gold)))


def _also(actor: Event) -> list[str]:
    """Return other names that gold accepts for an actor which is not in the table."""
    return list(actor.get("also") or [])


def _same_name(gold: str, proposed: str) -> bool:
    one, other = fold(gold), fold(proposed)
    if one == other or one in _actor_names():
        return one == other
    few, many = sorted(
        ({w for w in name.split() if w not in FORCE_WORDS} for name in (one, other)), key=len
    )
    return bool(few) and few <= many


def _actors(event: Event, roles: Iterable[str]) -> list[Event]:
    """Actors in some roles, each name once, nobody left out."""
    wanted = set(roles)
    found = {fold(a["name"]): a for a in event.get("actors") or [] if a["role"] in wanted}
    return [found[key] for key in sorted(found) if key not in NOBODY]


def actors_right(gold: Event, proposed: Event, role: str) -> bool:
    """Say whether the sets of names in a role are equal; parties of a clash are one set."""
    roles = ("perpetrator", "target") if gold.get("event_type") in UNORDERED else (role,)
    wanted, given = _actors(gold, roles), _actors(proposed, roles)
    if len(wanted) != len(given):
        return False
    return len(assign([[float(same_actor(w, g)) for g in given] for w in wanted])) == len(wanted)


def same_source(gold: object, proposed: object) -> bool:
    """Say whether two texts name one source of a claim (see the module's rule)."""
    one, other = fold(gold), fold(proposed)
    if one in AUTHOR or other in AUTHOR:
        return one in AUTHOR and other in AUTHOR
    known = _actor_names()
    bare = [re.sub(r"^(the|a|an) ", "", name) for name in (one, other)]
    if known.get(bare[0], bare[0]) == known.get(bare[1], bare[1]):
        return True
    left, right = ({w for w in name.split() if w not in STOP_WORDS} for name in (one, other))
    if not left or not right:
        return False
    return left <= right or right <= left or len(left & right) >= HALF * len(left | right)


def same_claim(gold: Event, proposed: Event) -> bool:
    """Say whether two casualty claims agree in kind, numbers and source."""
    if gold.get("kind") != proposed.get("kind") or _range(gold) != _range(proposed):
        return False
    return same_source(gold.get("source"), proposed.get("source"))


def _range(claim: Event) -> tuple[object, object]:
    """Low and high; "up to N" begins at 0."""
    low, high = claim.get("low"), claim.get("high")
    return (0 if low is None and high is not None else low), high


def sentence_overlap(one: Event, other: Event) -> float:
    """Share of the characters of both events' sentences that both have, 0 to 1."""
    left, right = (
        {i for start, end in event.get("sentences") or [] for i in range(start, end)}
        for event in (one, other)
    )
    return len(left & right) / len(left | right) if left and right else 0.0


def compatible(gold: Event, proposed: Event) -> bool:
    """Say whether two events share a family of types or an actor."""
    one, other = gold.get("event_type"), proposed.get("event_type")
    if one == other or any(one in family and other in family for family in FAMILIES):
        return True
    roles = ("perpetrator", "target", "claimed_by", "attributed_to")
    given = _actors(proposed, roles)
    return any(same_actor(actor, g) for actor in _actors(gold, roles) for g in given)


def weight(gold: Event, proposed: Event) -> float:
    """Weigh a pair for the assignment; 0 if the two may not be aligned."""
    overlap = sentence_overlap(gold, proposed)
    place, date = place_right(gold, proposed), date_right(gold, proposed)
    if not compatible(gold, proposed) or not (overlap or (place and date)):
        return 0.0
    total = 1.0 + 4 * place + 3 * date + 2 * (gold.get("event_type") == proposed.get("event_type"))
    total += actors_right(gold, proposed, "perpetrator") + overlap
    return total * (HALF if gold.get("optional") else 1.0)


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """
    Pair rows with columns one to one so that the sum of the weights is the highest possible.

    Parameters
    ----------
    weights
        n rows of m weights, all at least 0.

    Returns
    -------
    pairs
        Row and column of each pair that weighs more than 0, in the order of the rows.

    Notes
    -----
    Hungarian method with potentials (Kuhn 1955, Munkres 1957), one spare column a row.
    """
    n, m = len(weights), len(weights[0]) if weights else 0
    row_price, column_price = [0.0] * (n + 1), [0.0] * (n + m + 1)
    holder = [0] * (n + m + 1)
    for row in range(1, n + 1):
        holder[0], column = row, 0
        least, came = [math.inf] * (n + m + 1), [0] * (n + m + 1)
        done = [False] * (n + m + 1)
        while holder[column]:
            done[column], here = True, holder[column]
            for j in range(1, n + m + 1):
                if not done[j]:
                    cost = -weights[here - 1][j - 1] if j <= m else 0.0
                    cost -= row_price[here] + column_price[j]
                    if cost < least[j]:
                        least[j], came[j] = cost, column
            follow = min((j for j in range(1, n + m + 1) if not done[j]), key=least.__getitem__)
            step = least[follow]
            for j in range(n + m + 1):
                if done[j]:
                    row_price[holder[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            column = follow
        while column:
            holder[column] = holder[came[column]]
            column = came[column]
    pairs = [(holder[j] - 1, j - 1) for j in range(1, m + 1) if holder[j]]
    return sorted((i, j) for i, j in pairs if weights[i][j] > 0)


def _content(event: Event) -> str:
    """Put an event into words without its ids, to sort by."""
    kept = {k: v for k, v in event.items() if k not in {"id", "group", "links"}}
    kept["links"] = sorted(str(link.get("span")) for link in event.get("links") or [])
    for key in ("actors", "casualties"):
        kept[key] = sorted(json.dumps(x, sort_keys=True) for x in event.get(key) or [])
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, default=str)


def align(gold: list[Event], proposed: list[Event]) -> list[tuple[Event, Event]]:
    """Pair gold events with proposals one to one, best total weight first."""
    rows, columns = sorted(gold, key=_content), sorted(proposed, key=_content)
    weights = [[weight(g, p) for p in columns] for g in rows]
    return [(rows[i], columns[j]) for i, j in assign(weights)]
