"""Who did it, where a title, a list, a statement's first line or the other clause says it."""

from __future__ import annotations

import re

import pytest

from tests.told import events, names

FULL = {
    "Hezbollah": "Hezbollah (Lebanon)",
    "Iran": "Iran (armed forces)",
    "Iraq": "Iraq (government)",
    "Jordan": "Jordan (armed forces)",
    "Syria": "Syria (armed forces)",
    "US": "United States (CENTCOM)",
}
TOLD = """
On Thursday a guided missile hit a house in Manara, in northern Israel, setting it on fire.
Hezbollah said it had done so; no one was at home.
= Hezbollah
%%

At least ten people were killed in air strikes on Malah in southern Syria overnight, local media
said. The raids are thought to be the work of Jordan's air force.
= Jordan
%%

A car was hit by two missiles near Kamed el-Loz in the western Bekaa on Saturday. The Israeli army
said that its aircraft had removed a man who supplied Hamas with weapons.
= Israel
%%

A roadside bomb killed two policemen near Daquq on Sunday. The bomb had been laid by Islamic
State, according to a spokesman.
= Islamic State
%%

On Thursday morning rebels retook the town of Saraqeb in Idlib province.
= Syrian rebels
%%

Hundreds of settlers drove into Turmus Ayya in the West Bank on Wednesday and set thirty houses on
fire.
= Israeli settlers
%%

Islamic State gunmen surrounded a military bus on the desert road near Mayadin in Syria after dark
on Thursday and raked it with fire.
= Islamic State
%%

The jets that hit the depot near Abu Kamal in eastern Syria on Friday were American, two officials
said.
= US
%%

A mortar bomb killed a girl in Taiz on Friday. It was fired from a hill held by the Houthis, a
doctor said.
= Houthis
%%

A container ship was struck by a missile in the Red Sea on Monday. Yahya Saree, the Houthis'
military spokesman, said the ship had ignored warnings.
= Houthis
%%

Israeli tanks shelled Khiam in southern Lebanon on Monday. Later that day two rockets landed in
Kiryat Shmona; Hezbollah claimed them.
= Israel | Hezbollah
%%

On the same day Iran sent missiles against a camp of Jaish al-Adl in the Pakistani province of
Balochistan. Two children were killed, Islamabad said.
= Iran
%%

In Gaza City, explosions were heard all night from the Zeitoun quarter, where Israeli tanks have
been shelling houses since the start of the month.
= Israel
%%

A tanker was hit by a missile in the Gulf of Aden on Wednesday. The Houthi spokesman, Yahya Saree,
said the ship had ignored warnings. Late on the same day, Saree added, his men had also launched
drones at two American destroyers in the Red Sea.
= Houthis | Houthis
%%

Turkish drones hit clinic in Sinjar, eight dead

ERBIL, Iraq, Feb 8 - Eight people were killed on Tuesday when aircraft bombed a clinic in the
village of Sikeniye, on Mount Sinjar in northwestern Iraq, a health official said.
= Turkey
%%

The gunmen attacked a post near Daquq on Saturday. On the heels of the attack Iraqi F-16s bombed a
grove in Wadi al-Shay, in Kirkuk province. Islamic State said that it had killed seven.
= Islamic State | Iraq
%%

The Centre announces the result of the attacks of the Israeli enemy on Tuesday:

In Joun, an air raid killed 15 people.

In Tefahta, artillery shelling led to three wounded.
= Israel | Israel
%%

Armed men in black uniforms boarded the tanker St Nikolas in the Gulf of Oman on Thursday. In the
evening Iran's navy said that she was in its hands.
= Iran
%%

Jets, "probably Israeli", attacked bases of Iranian militias near Mayadin in Syria on Monday
night, the Observatory said.
= Israel
%%

Artillery fire killed at least ten people in the Syrian town of Ariha in Idlib on Wednesday. The
Observatory said government batteries posted near Saraqeb had done the firing.
= Syria
%%

Israeli troops and Hezbollah men fought at close quarters in the Lebanese village of Maroun al-Ras
on Wednesday, the army and residents said.
= Hezbollah + Israel
%%

Turkish jets strike Dohuk

DUHOK, Feb 8 - Three farmers died on Tuesday when warplanes bombed orchards near Amadiya in Iraq's
Dohuk province.
= Turkey
%%

Russian jets kill nine at Idlib market

IDLIB, Feb 8 - Nine people were killed on Wednesday in an air raid on the vegetable market of Jisr
al-Shughour, in Idlib province.
= Russia
%%

Government forces shell Idlib town

IDLIB, Feb 8 - A woman was killed in Syria on Wednesday when rockets hit her house in Sarmin, in
Idlib province.
= Syria
%%

Houthi drones and missiles struck Saudi Arabia on Friday. A fuel depot in Jeddah was set on fire
and a power station in Dhahran al-Janoub was hit.
= Houthis | Houthis
%%

IDF Spokesperson's Unit
Sunday, 25 August 2024

Early this morning about 100 fighter jets of the Air Force struck rocket launchers in southern
Lebanon. In the Gaza Strip, aircraft struck a compound in Khan Yunis from which Hamas had
operated.
= Israel | Israel
%%

Jordan Armed Forces - press statement

At noon an air-defence detachment brought down a drone at Ramtha. A sergeant was killed near
Rukban in an exchange of fire with smugglers.
= Jordan | Drug smugglers + Jordan
%%

Heavy clashes broke out on Sunday between the Syrian army and rebels near Saraqeb in Idlib.
= Syria + Syrian rebels
%%

The Israeli army said a drone that crossed from Lebanon was intercepted off Nahariya on Wednesday.
= Israel
%%

The Giants Brigades, which the Emirates pay, drove the Houthis out of Bayhan in Shabwa on Tuesday.
= Giants Brigades + Houthis
%%

A raid by Israeli undercover troops in Jenin on Tuesday turned into a gun battle in which three
Palestinians died.
= Israel
%%

In Sanaa itself, the coalition's spokesman said, an arms depot had been destroyed in the Al-Tashrifat
camp on Thursday. It was one of many raids of the Saudi-led coalition.
= Saudi-led coalition
%%

Hezbollah fired 40 rockets at Kiryat Yam on Wednesday. It called the salvo revenge for Tuesday's raid
on Haret Hreik, which killed four.
= Hezbollah | nobody
%%

Two Israeli soldiers were killed in Rafah on Sunday by an anti-tank missile, the army said. It
accused Hamas of a breach of the truce.
= Hamas
%%

Islamic State claimed an ambush near Hawija in Iraq. It came four days after three Iraqi soldiers
died when an explosive device destroyed their car at Tarmiyah, north of Baghdad.
= Islamic State | nobody
%%

About 20 rockets were fired at Israeli posts near Majdal Shams on the Golan Heights on Thursday. A
spokesman said the Quds Force of Iran's Revolutionary Guards was behind the launch.
= IRGC Quds Force
%%

On Wednesday a cruise missile struck the arrivals hall of Abha airport in Saudi Arabia. The Houthis
of Yemen said that one was theirs.
= Houthis
%%

An air raid hit a camp for the displaced in Hodeidah on Friday. Medics there said that 12 people had
perished under the bombs of the Saudi-led coalition.
= Saudi-led coalition
%%

Five Turkish soldiers were killed on Monday by Syrian government artillery at Taftanaz.
= Syria
%%
"""


def _cases() -> list[tuple[str, list[set[str]]]]:
    found = []
    for case in TOLD.strip().removesuffix("%%").split("%%\n"):
        text, _, doers = case.strip().rpartition("\n= ")
        each = [{FULL.get(d, d) for d in one.split(" + ")} for one in doers.split(" | ")]
        text = re.sub(r"(?<=[^\n]{60})\n(?=[^\n])", " ", text)  # lines that are broken only here
        found.append((text, [one - {"nobody"} for one in each]))
    return found


@pytest.mark.parametrize(("text", "doers"), _cases())
def test_who_did_it(text: str, doers: list[set[str]]) -> None:
    assert [names(e) for e in events(text)] == doers


def test_who_is_dressed_like_soldiers_is_no_army() -> None:
    told = events(
        "A shepherd was kidnapped near Khanaqin in Iraq on Monday by men in army uniform."
    )
    assert [names(e) for e in told] == [set()]


def test_who_had_not_done_the_firing_did_not() -> None:
    told = events(
        "Shells killed ten people in the Syrian town of Ariha on Wednesday. The ministry said that "
        "government batteries had not done the firing."
    )
    assert [names(e) for e in told] == [set()]
