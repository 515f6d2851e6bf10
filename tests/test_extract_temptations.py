"""Short texts without an event that tempt a reader of keywords, each of our own making."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.extract import read_report

FRIDAY = dt.date(2024, 2, 9)

TEMPTING = (
    "The Damascus stock index was hit by a wave of selling on Monday as traders fired off orders.",
    "In London and Paris, ministers condemned the attacks on shipping.",
    "In Cairo, the foreign minister denounced strikes on civilian infrastructure.",
    "Marchers in Berlin on Saturday protested against the bombing of hospitals.",
    "The navy will hold live-fire exercises off Hodeidah next week, firing missiles at a mock frigate.",
    "A film about the battle of Mosul, in which a car bomb destroys a market, opened in Baghdad on Friday.",
    "A court in Koblenz sentenced a man to life for torture.",
    "The mayor of Haifa warned that rockets could hit the port.",
    "Iran threatened on Monday to strike Haifa if it was attacked.",
    "The Houthis said they would target ships in the Red Sea.",
    "Australian fast bowlers blew away England in Sharjah on Tuesday.",
    "The singer bombed in Beirut on Saturday night, critics said.",
    "A storm struck Benghazi on Tuesday and killed 40 people.",
    "An earthquake shook Aleppo on Monday, levelling houses.",
    "Lightning struck a farmhouse near Taiz on Sunday, killing a shepherd.",
    "A gas cylinder exploded in a restaurant in Amman on Friday, killing two cooks.",
    "A bus plunged into a ravine near Sanaa on Thursday, killing 14 people.",
    "Mourners in Beirut buried a commander on Friday.",
    "Ceremonies in Halabja marked the anniversary of the gas attack on Saturday.",
    "The Battle of Alamein museum reopened in Cairo on Monday.",
    "He was born in Aleppo and covered the war for Reuters before he moved to Ankara.",
    "The US Strike Group sailed from Norfolk on Monday.",
    "The Security Council voted on Thursday to condemn attacks on merchant ships in the Red Sea.",
    "The European Union launched a naval mission in the Red Sea.",
    "Insurers raised premiums for ships bound for Eilat after weeks of tension.",
    "Turkey's opposition attacked the government over inflation in Ankara on Tuesday.",
    "Critics fired a broadside at the ministry in Tehran on Monday over its budget.",
    "Doctors in Khartoum went on strike on Sunday over pay.",
    "Police in Istanbul arrested 20 people on Monday on suspicion of links to Islamic State.",
    "Authorities in Basra foiled a plot to bomb a shrine on Friday.",
    "Sappers in Mosul defused a bomb under a bridge on Monday.",
    "The army denied on Tuesday that it had bombed Nyala.",
    "The United States has authorised strikes in Syria, officials said on Thursday.",
    "President Biden ordered strikes on targets in Iraq.",
    "If Israel attacked Isfahan, Tehran would respond, the minister said.",
    "The exports of Basra collapsed; shares in Dubai crashed on Monday.",
    "An explosion of colour greeted visitors to the Sharjah art fair.",
    "Hackers attacked a bank in Tehran on Monday and seized the data of a million customers.",
    "Customs officers seized 300 kilos of cocaine in the port of Beirut on Wednesday.",
    "Bulldozers demolished an illegal restaurant in Amman on Monday, the municipality said.",
    "The invasion of locusts has reached Hodeidah, farmers said on Monday.",
    "A heart attack killed the governor of Marib on Sunday.",
    "A chef from Aleppo conquered Berlin with kebabs last year.",
    "Two trains collided near Alexandria on Friday, killing 40 people.",
    "Prices exploded in Sanaa last month.",
    "The striker fired Al-Ahli into the final in Jeddah on Saturday.",
    "Her novel captured Baghdad in the last days before the invasion.",
    "Talks in Doha collapsed on Monday after Israel rejected a truce.",
    "Ships diverted from the Red Sea to avoid attacks are bunkering in Durban.",
    "Somalia's parliament in Mogadishu was stormed by emotion on Tuesday as members voted.",
    "Kuwait shot down the proposal at the summit in Riyadh.",
    "It was the worst drought to hit Hasakah in 70 years.",
    "A wave of strikes paralysed Tunis airport on Monday, unions said.",
    "Tehran's mayor came under fire on Monday for the state of the metro.",
    "The minister launched a blistering attack on the press in Ankara on Monday.",
    "A rocket carrying three satellites was launched from Semnan on Saturday.",
    "Saudi Arabia and Iran clashed at the OPEC meeting in Vienna on Thursday.",
    'The Wagner opera "The Siege of Aleppo" opened in Dubai on Friday.',
    "Russia's fleet practised firing cruise missiles in the Black Sea on Tuesday, the ministry said.",
    "Galatasaray's striker shot down Fenerbahce hopes with two late goals in Istanbul on Sunday.",
    "The Egyptian pound was hammered in Cairo on Monday after the central bank raised rates.",
    "A fire destroyed a warehouse in Dubai on Wednesday; investigators blamed faulty wiring.",
    "An airliner crashed near Shiraz on Friday, killing all 66 on board.",
    "Lebanon's cabinet agreed in Beirut on Thursday to deploy the army to the south.",
    "The International Court of Justice in The Hague heard arguments on Friday over the war in Gaza.",
    "The UN envoy warned in Geneva that an assault on Rafah would be a catastrophe.",
    "The sapper's memoir of Fallujah reached the shops in London last week.",
    "Israel's chess team crushed Iran's in Budapest on Tuesday.",
    "A minute's silence was held in Halabja on Saturday for the victims of 1988.",
    "The frigate Hessen left Wilhelmshaven on Thursday for the Red Sea.",
    "The Pentagon said it had no evidence that a strike took place in Aden.",
    "Yemen's Houthis staged a military parade in Sanaa on Thursday, showing off new missiles.",
    "The army in Cairo unveiled a drone that can fly for 30 hours.",
    "Tehran tested a new ballistic missile on Sunday, state television said.",
    "Heavy rain flooded camps in Idlib on Tuesday, destroying 300 tents.",
    "Two fishermen drowned off Gaza on Monday when their boat capsized.",
    "A ship ran aground near Suez on Wednesday and blocked the canal for hours.",
    "The tanker's engine failed off Oman on Friday; tugs are on the way.",
    """The rapper's song "Bombs over Baghdad" was played at a wedding in Erbil.""",
    "Traders in Basra said a blast of cold air had killed their tomatoes.",
    "The minister fired the governor of Kirkuk on Tuesday.",
    "Staff fired by the airline protested at Beirut airport on Monday.",
    "Thousands stormed the shops in Kuwait City on Friday when the sales began.",
    "The Ukrainian parliament in Kyiv voted on Tuesday to lower the age of the draft.",
    "Poland's farmers blockaded a border crossing near Medyka on Friday over imports.",
    "The Red Crescent evacuated 40 patients from Khan Younis on Monday.",
    "Police in Aden fired water cannon at a demonstration over power cuts.",
    "Residents of Marib fear an attack.",
    "Fighters from Homs were buried in Tartus on Wednesday.",
    "The aid ship sailed from Larnaca for Gaza on Tuesday.",
    "The grenade in the museum in Erbil turned out to be a toy.",
    "The cyclone battered the port of Salalah on Friday.",
    "Volunteers in Mosul cleared mines left by Islamic State.",
    "Sudan's army chief visited troops in Omdurman on Saturday.",
)


@pytest.mark.parametrize("text", TEMPTING)
def test_what_tempts_is_no_event(text: str) -> None:
    found = read_report(text, FRIDAY)["events"]
    assert [(e["event_type"], e["place_name"]) for e in found] == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Jets bombed in the hills near Tyre on Monday.", "air_drone_strike"),
        ("Police fired at a crowd in Basra on Monday, killing two.", "other_attack"),
        ("A commander was killed in Homs on Monday when a drone struck.", "air_drone_strike"),
        ("The navy launched missiles at Hodeidah on Monday.", "shelling_missile"),
        ("Troops stormed a house in Jenin on Monday.", "other_attack"),
        ("The army condemned the bombing of a market in Marib on Monday.", "other_attack"),
        ("Iran downed a drone over Hormuz on Monday.", "interception"),
    ],
)
def test_what_is_told_in_the_same_words_is_one(text: str, event_type: str) -> None:
    found = read_report(text, FRIDAY)["events"]
    assert [e["event_type"] for e in found] == [event_type]


PEACE = (
    "The growers of Kerman fear the rivals from across the sea, who sell their nuts for less and "
    "spend more on praising them. In the spring the traders of Yazd met to talk about the price, "
    "and nobody in the hall could remember a harvest that was as small as this one. The wells are "
    "drying up, the young leave for the towns, and the old men on the benches say that it was "
    "always so. Then {} The ministry promised cheap loans, and the talks about the tariff go on "
    "in the autumn, when the new season begins."
)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("the Americans invaded China, captured Germany and bombed the rest of the market.", 0),
        ("a cargo was seized in Bandar Abbas, and frost struck Anar in April.", 0),
        ("a drone killed two guards at a warehouse in Sirjan on Monday.", 1),
    ],
)
def test_where_nothing_speaks_of_war_an_act_needs_two_plain_signs(told: str, number: int) -> None:
    assert len(read_report(PEACE.format(told), FRIDAY)["events"]) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Prices exploded in Sanaa last month.", 0),
        ("Her novel captured Baghdad in the last days before the flood.", 0),
        ("A loud explosion was heard in Karaj on Monday morning.", 1),
        ("A farmer was shot near Nablus on Tuesday.", 1),
    ],
)
def test_a_place_alone_does_not_make_a_weak_word_violent(text: str, number: int) -> None:
    assert len(read_report(text, FRIDAY)["events"]) == number
