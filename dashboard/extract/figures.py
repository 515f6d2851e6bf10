"""Figures of speech and harmless acts: shares that sink, storms that strike, charges blown up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import SAPPERS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


_BEFALLS = vocabulary(
    "burst blast harm impact sink damage strike",
)


def _harmless(frame: Frame, tables: Tables, lows: Sequence[str]) -> bool:
    # A storm that struck, a ship boarded by salvors, charges that engineers blew up.
    words, main = frame.marked.words, frame.main
    near = words[max(0, main.first - 5) : main.first]
    subject = {w.low for w in near}
    if _weather(near, tables) and not set(lows) & tables.words["weapon_shell"]:
        return True
    if near and near[-1].low in _SKY:
        return True  # "Lightning hit an oil tank"
    if main.family == "attack" and "fire" in main.text.lower() and subject & _SPARKS:
        return True  # "Indoor fireworks had set fire to the ceiling"
    if not main.noun and {w.low for w in words[main.last : main.last + 4]} & _STRUCK_BY_CHANCE:
        return True  # "after hitting a flock of birds"
    by = [w.low for w in words[main.last : main.last + 4]]
    if main.passive and by[:1] == ["by"] and set(by) & (tables.words["nature"] | _TRAFFIC):
        after = {w.low for w in words[main.last : main.last + 6]}
        return not after & _LADEN  # "struck by lightning", "hit by a train", not by a lorry bomb
    if main.family == "launch" and subject & {"blast", "explosion"} and not frame.main.passive:
        return True  # "The blast hurled burning sacks across the street"
    if main.family == "seize" and set(lows) & _FRIENDLY:
        return True
    return main.family in {"burst", "bomb", "damage"} and bool(subject & SAPPERS)


def _weather(words: Sequence[Word], tables: Tables) -> bool:
    # "a storm hit", but not "A British Typhoon bombed": a jet has a capital and no name after it.
    for at, word in enumerate(words):
        jet = word.low in {"typhoon", "typhoons"} and word.capital
        named = at + 1 < len(words) and words[at + 1].capital
        if word.low in tables.words["nature"] and not (jet and not named):
            return True
    return False


_SKY = vocabulary("lightning sandstorm storm storms cyclone tornado hailstones earthquake quake")
_SPARKS = vocabulary(
    "fireworks firework candle candles spark sparks cigarette lightning stove heater"
)
_STRUCK_BY_CHANCE = vocabulary("birds bird flock geese iceberg reef sandbank deer rocks lamppost")
_TRAFFIC = vocabulary("train bus car lorry truck taxi tram wave waves")
_LADEN = vocabulary("bomb bombs bomber packed laden full filled rigged loaded")


_FRIENDLY = vocabulary("salvage rescuers inspectors salvors lifeboat passengers pilgrims")


_WAR = (
    *("weapon_shell", "weapon_air", "weapon_ground", "weapon_sea"),
    *("killed", "injured", "casualties", "ship", "warship"),
)


_UNITS = vocabulary("dollars percent % barrels points degrees euros dinars rials cents bpd")


def figurative(frame: Frame, tables: Tables, lows: Sequence[str]) -> bool:
    """
    Say whether an act is a figure of speech, or one that hurts nobody on purpose.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.
    lows
        Words of its sentence in lower case, and their pairs.

    Returns
    -------
    figurative
        True for "struck a deal", "oil sank below 60 dollars", "a gas cylinder exploded".
    """
    strong = any(t.entry.strength == "strong" and t.noun for t in frame.triggers)
    if strong and not set(lows) & tables.words["accident"]:
        return False
    return (
        _of_speech(frame, tables)
        or _on_computers(frame)
        or _of_illness(frame, lows)
        or _of_sanctions(frame, tables, lows)
        or _harmless(frame, tables, lows)
        or _of_money(frame, tables, lows)
        or _of_play(frame, tables, lows)
        or _by_accident(frame, tables, lows)
    )


def _on_computers(frame: Frame) -> bool:
    # "hackers attacked the website of the airport".
    words, main = frame.marked.words, frame.main
    near = {w.low for w in words[max(0, main.first - 5) : main.first]}
    near |= {w.low for w in words[:3]} & {"hackers", "hacker"}  # "Hackers calling themselves X"
    object_ = {w.low for w in words[main.last : main.last + 5]}
    return main.family in _LOOSE and bool((near | object_) & _COMPUTERS)


_COMPUTERS = vocabulary(
    "cyberattack cyber hacker hackers hacking website websites servers malware ransomware"
)


def _of_illness(frame: Frame, lows: Sequence[str]) -> bool:
    # "has died of cancer in Amman aged 78".
    died = {t.family for t in frame.triggers} <= {
        "harm",
        "attack",
    } and frame.main.family != "attack"
    return died and bool(set(lows) & _ILLS)


def _of_sanctions(frame: Frame, tables: Tables, lows: Sequence[str]) -> bool:
    # "The Treasury struck at what it called the workshop of the fleet, placing sanctions on".
    listed = bool(set(lows) & {"sanctions", "sanctioned", "treasury", "blacklist", "blacklisted"})
    hurt = set(lows) & (tables.words["hurt"])
    return listed and frame.main.family in {"strike", "attack"} and not hurt


_ILLS = frozenset(
    {
        *("of cancer", "heart attack", "natural causes", "of pneumonia", "of malaria"),
        *(
            "ran out",
            "of hunger",
            "of thirst",
            "of starvation",
            "of cold",
            "of heat",
            "heat stroke",
        ),
        *("short illness", "long illness", "of covid", "a stroke", "heart failure", "of cholera"),
    }
)


def _of_speech(frame: Frame, tables: Tables) -> bool:
    # "an explosion of colour", "struck a deal", "hit the headlines".
    words = frame.marked.words
    things = tables.words["weapon_ground"] | tables.words["facility"]
    for trigger in frame.triggers:
        after = [w.low for w in words[trigger.last : trigger.last + 5]]
        explosion = trigger.entry.base == "explosion" and after[:1] == ["of"]
        if explosion and not set(after) & (things | _CAUSES):
            return True
        joined = {*after[:4], " ".join(after[:2]), " ".join(after[1:3]), " ".join(after[2:4])}
        if joined & tables.words["figurative"] and trigger.family in _LOOSE:
            return True
        if trigger.family == "launch" and after[:1] == ["home"]:
            return True  # "fired home a rocket from 30 metres"
        if trigger.family == "launch" and joined & _WORDS_OF_QUARREL:
            return True  # "lobbed accusations like grenades"
        if _with_words(after) and not trigger.noun:
            return True  # "has bombed us with promises", "shelled our savings"
        if trigger.entry.base == "fire" and "air" in {w.low for w in words[trigger.last :][:6]}:
            in_air = " ".join(w.low for w in words[trigger.last : trigger.last + 7])
            return "in the air" in in_air or "into the air" in in_air
    return False


def _with_words(after: Sequence[str]) -> bool:
    thing = after[after.index("with") + 1 :] if "with" in after[:3] else after[:3]
    return bool(set(thing[: 2 if "with" in after[:3] else 3]) & _SAID_OR_OWED)


_SAID_OR_OWED = vocabulary(
    "promises questions letters emails messages leaflets adverts advertisements savings purse",
    "wallets compliments complaints slogans flowers confetti calls petitions requests jokes",
)
_CAUSES = vocabulary("unknown cause unclear undetermined uncertain unexplained origin")
_WORDS_OF_QUARREL = vocabulary("accusations insults threats questions barbs complaints charges")
_LOOSE = frozenset({"strike", "attack", "blast", "air", "raid"})


def _of_money(frame: Frame, tables: Tables, lows: Sequence[str]) -> bool:
    words, main, last = frame.marked.words, frame.main, frame.triggers[-1].last
    after = [w.low for w in words[last : last + 6]]
    if after[:1] and after[0][:1].isdigit() and set(after[1:5]) & _UNITS:
        return True  # "earnings hit 65,000 dollars"
    said = set(lows)
    money = said & tables.words["market"]
    subject = {w.low for w in words[max(0, main.first - 3) : main.first]}
    if main.passive and subject & _CURRENCIES:
        return True  # "The Egyptian pound was hammered"
    if main.entry.base == "land" and subject & (_CURRENCIES | _PRICED):
        return True  # "Prices fell in Doha after drones hit a refinery"
    if main.family == "sink" and money:
        return not said & (tables.words["ship"] | tables.words["warship"])
    if len(money) > 1 and not said & (tables.words["weapon_shell"] | tables.words["killed"]):
        under = {w.low for w in words[max(0, main.first - 2) : main.first]}
        if not frame.places or (main.noun and "under" in under):
            return True  # "the currency was under attack"
    if money and main.entry.base in _MOVES and not frame.marked.actors:
        near = set(lows[max(0, frame.first - 2) : last + 12])
        return not near & set().union(*(tables.words[kind] for kind in _WAR))
    return False


_PRICED = vocabulary("price prices stocks oil crude gold brent inflation exports profits sales")
_CURRENCIES = vocabulary("pound lira rouble ruble rial rupee dinar dollar shekel currency shares")


def _called_out(frame: Frame, tables: Tables) -> bool:
    # "hit by a strike of dockers", "a strike by pilots".
    words = frame.marked.words
    called = tables.words["labour"] - {"pilots", "flights"}
    for at, word in enumerate(words[:-2]):
        if word.low in {"strike", "strikes"} and at > 1 and words[at - 1].text == "'":
            return words[at - 2].low in called  # "The teachers' strike hit every school"
        if word.low in {"strike", "strikes"} and words[at + 1].low in {"of", "by"}:
            after = {w.low for w in words[at + 2 : at + 4]}
            if after & called:
                return True
    return False


_NO_GAME = vocabulary(
    "drone drones warplane warplanes mortar mortars shells shelling bomber bombers airstrike",
    "airstrikes grenade grenades gunmen artillery helicopter helicopters explosives",
)


_MOVES = frozenset({"hit", "rock", "strike", "pound", "open fire"})


def _of_play(frame: Frame, tables: Tables, lows: Sequence[str]) -> bool:
    # Two words of sport, of the arts, or of a labour dispute beside a strike; but rockets that
    # kill on a football pitch are rockets.
    said = set(lows)
    war = said & (tables.words["hurt"]) or said & _NO_GAME
    if not war and _scored(lows):
        return True
    if not war and any(len(said & tables.words[kind]) > 1 for kind in ("sport", "culture")):
        return True
    strikes = frame.main.entry.base in {"strike", "launch", "target", "light", "hit"}
    called = _called_out(frame, tables)
    return called or (strikes and len(said & tables.words["labour"]) > 1)


def _scored(lows: Sequence[str]) -> bool:
    # "crushed the visitors 3-0", "won 21 - 19".
    if not (_BEATEN | {"team", "side"}) & set(lows):
        return False
    triples = zip(lows, lows[1:], lows[2:], strict=False)
    return any(b == "-" and a.isdigit() and c.isdigit() for a, b, c in triples)


_BEATEN = vocabulary(
    "beat beaten won win lost draw drew defeat defeated crushed thrashed hammered lead led ahead",
    "overcame edged demolished routed score victory equalised goal goals champions cup",
)


def _by_accident(frame: Frame, tables: Tables, lows: Sequence[str]) -> bool:
    armed = any(a.martial and a.how != "country" for a in frame.marked.actors)
    if frame.main.family == "strike" and set(frame.before(4)) & tables.words["weapon_air"]:
        return False  # "A drone hit a bus; it overturned"
    accident = bool(set(lows) & tables.words["accident"])
    packed = set(lows) & {"packed", "laden", "rigged", "bomb", "explosives"}
    burst = frame.main.text.lower().startswith(("blew up", "blown up", "blows up"))
    befell = frame.main.family in _BEFALLS or (burst and not packed)
    return accident and not armed and befell
