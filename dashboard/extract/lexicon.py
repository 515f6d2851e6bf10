"""Small closed sets of words that the grammar needs; what a person may extend is in data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word


def vocabulary(*texts: str) -> frozenset[str]:
    """
    Make a set of words out of texts.

    Parameters
    ----------
    *texts
        Words in lower case, blanks between them.

    Returns
    -------
    words
        Each once.
    """
    return frozenset(word for text in texts for word in text.split())


HARD = frozenset({";", ":", "\u2014", "\u2013"})
LINK_WORDS = vocabulary(
    "retaliation response reprisal revenge reply answer avenge avenging retaliatory",
    "responding retaliated retaliating answered replied responded reprisals vengeance",
    "payback punishment answering retribution",
)
OWN = vocabulary("its their his our")
ACCUSING = vocabulary("blamed blames blaming accused accuses accusing accuse")
SAPPERS = vocabulary("engineers sappers deminers ordnance disposal technicians demining clearance")
REBELS = vocabulary(
    "gunmen militants fighters rebels insurgents jihadists militiamen infiltrators terrorists",
    "smugglers separatists guerrillas assailants attackers paramilitaries gang gangs enemy",
    "extremists",
)
FLYERS = vocabulary(
    "missile missiles drone drones rocket rockets uav uavs shahed shaheds projectile",
    "projectiles aerial uas quadcopter quadcopters",
)
PROVINCES = vocabulary("provinces governorates regions districts states oblasts")
TIES = vocabulary("to with by of from in against")
HARMING = vocabulary("killed killing wounded wounding injured injuring kills")
REMEMBERING = vocabulary("marks marked mark marking")
ATTACKERS = vocabulary(
    "attackers attacker assailants assailant gunmen gunman bomber bombers raiders perpetrators",
    "hijackers kidnappers culprits boarders commandos abductors shooters shooter",
)
ANY_ATTACK = vocabulary("strike air shell attack raid bomb blast killing gunfire")
PROJECTILES = vocabulary(
    "drone drones missile missiles rocket rockets projectile uav shell shells uavs"
)
APPOSED = vocabulary("a an the its his her their 's one another")


_HOURS = vocabulary(
    "dawn midnight sunrise dark noon sunset nightfall daybreak sunup midday",
)

# Quarter, street, area, town, village, camp, district, sub-district, governorate, suburb, borough.
ARABIC_KINDS = vocabulary("حي شارع منطقة مدينة قرية مخيم قضاء ناحية محافظة ضاحية بلدة")


def plain_lows(gap: Sequence[Word]) -> list[str]:
    """
    Give words in lower case, where "before dawn" and "after midnight" part no clauses.

    Parameters
    ----------
    gap
        Words between two things.

    Returns
    -------
    lows
        One a word; "at" for such a "before" or "after".
    """
    lows = [w.low for w in gap]
    for at, low in enumerate(lows[:-1]):
        if low in {"before", "after"} and (lows[at + 1] in _HOURS or lows[at + 1][:1].isdigit()):
            lows[at] = "at"
    return lows
