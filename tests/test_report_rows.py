"""From proposals to rows: the interchange format, corrections, and rows that pass every check."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.areas import Areas
from dashboard.events import event_table, restated
from dashboard.extract import read_report
from dashboard.records import read
from dashboard.reports import (
    DATASET,
    Kept,
    Known,
    Link,
    Party,
    Placed,
    Proposal,
    Report,
    Toll,
    corrected,
    kept,
    report_of,
    settled,
    written,
)
from dashboard.schema import (
    AREA_PRECISIONS,
    DATE_PRECISIONS,
    EVENT_FILE,
    EVENTS,
    FILES,
    PLACE_PRECISIONS,
    POINT_PRECISIONS,
)

if TYPE_CHECKING:
    from dashboard.records import Records

DATA = Path(__file__).resolve().parent.parent / "data"
DAY = dt.date(2024, 2, 9)
TEXT = (
    "A drone strike hit a depot in Homs on Monday, killing two people, medics said. "
    "The Houthis fired missiles at a tanker in the Red Sea on Tuesday in response to the strike."
)
HOSTILE = "<script>x</script>${y}`'\"\u202eabc\x00\n=1+1"


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas.load(DATA)


@pytest.fixture(scope="module")
def known(records: Records, areas: Areas) -> Known:
    return Known(records.actors, records.event_types, records.regions, areas)


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(read_report(TEXT, DAY, publisher="Desk"), TEXT)


def proposal(**changes: Any) -> Proposal:  # noqa: ANN401 - fields of any kind
    made = Proposal(
        id="e1",
        group="g1",
        place_name="Baghdad",
        place_text="Baghdad",
        place_span=(0, 7),
        lon=44.4,
        lat=33.34,
        country="IQ",
        place_precision="city",
        precision_m=15000.0,
        area_id=None,
        date_start=dt.date(2024, 2, 7),
        date_end=dt.date(2024, 2, 7),
        date_precision="day",
        date_spans=((10, 20),),
        time_local=None,
        event_type="air_drone_strike",
        type_span=(30, 36),
        status="happened",
        veracity="asserted",
        parties=(),
        tolls=(),
        links=(),
        sentences=((0, 40),),
        confidence=0.9,
        reasons=(),
    )
    return replace(made, **changes)


# Any proposal at all becomes rows that the checks of a data folder accept.

days = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
words = st.one_of(st.text(max_size=30), st.just(HOSTILE))
counts = st.one_of(st.none(), st.integers(0, 10**6))


@st.composite
def tolls(draw: st.DrawFn) -> dict[str, Any]:
    low, high = draw(counts), draw(counts)
    if low is None and high is None:
        low = 1
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    kind = draw(st.sampled_from(["killed", "injured", "casualties", "missing", "captured"]))
    scope = draw(st.sampled_from(["row", "group"]))
    return {"kind": kind, "low": low, "high": high, "source": draw(words), "scope": scope}


@st.composite
def events(draw: st.DrawFn, name: str) -> dict[str, Any]:
    first, last = sorted([draw(days), draw(days)])
    roles = st.sampled_from(["perpetrator", "target", "party"])
    actor = st.one_of(st.sampled_from(["Houthis", "Israel", "KH"]), words.filter(str.strip))
    pointed = draw(st.booleans())
    return {
        "id": name,
        "group": draw(st.sampled_from(["g1", "g2"])),
        "place_name": draw(words),
        "lat": draw(st.floats(-90, 90)) if pointed else None,
        "lon": draw(st.floats(-180, 180)) if pointed else None,
        "country": draw(st.sampled_from([None, "IQ", "YE", "QQ"])),
        "place_precision": draw(st.sampled_from(PLACE_PRECISIONS)),
        "precision_m": draw(st.one_of(st.none(), st.floats(0, 1e6))),
        "area_id": draw(st.sampled_from([None, "IQ", "YE-HU", "sea-red-sea", "nowhere"])),
        "date_start": draw(st.sampled_from([None, first.isoformat()])),
        "date_end": last.isoformat(),
        "date_precision": draw(st.sampled_from(DATE_PRECISIONS)),
        "event_type": draw(st.sampled_from(["air_drone_strike", "seizure", "unheard_of"])),
        "status": draw(st.sampled_from(["happened", "series", "background"])),
        "veracity": draw(st.sampled_from(["asserted", "claimed", "disputed"])),
        "actors": [
            {"name": f"x{draw(actor)}" if draw(st.booleans()) else "Houthis", "role": draw(roles)}
            for _ in range(draw(st.integers(0, 3)))
        ],
        "casualties": draw(st.lists(tolls(), max_size=3)),
        "links": [{"type": "retaliation_for", "to": draw(st.sampled_from(["e1", "e2", "e9"]))}],
        "confidence": draw(st.floats(0, 1)),
        "reasons": draw(st.lists(words, max_size=2)),
        "summary": draw(words),
    }


def as_folder(rows: Kept, records: Records, folder: Path) -> Path:
    """Write the rows as a data folder, beside the tables that they refer to."""
    tables: dict[str, pd.DataFrame] = {table.name: getattr(records, table.name) for table in FILES}
    cited = rows.sources["source_id"].iloc[0]
    tables |= {
        "events": rows.events[EVENT_FILE.names],
        "event_actors": rows.event_actors,
        "event_sources": pd.DataFrame(
            {"event_id": rows.events["event_id"], "source_id": cited}, dtype="str"
        ),
        "claims": rows.claims,
        "links": rows.links,
        "article_events": records.article_events.iloc[:0],
    }
    for name in ("actors", "sources", "datasets"):
        tables[name] = pd.concat([tables[name], getattr(rows, name)])
    for name, table in tables.items():
        shown = table.map(lambda v: ("yes" if v else "") if isinstance(v, bool) else v)
        shown.to_csv(folder / f"{name}.csv", index=False, date_format="%Y-%m-%d")
    target = folder / "areas.geojson"
    if not target.exists():
        target.symlink_to(DATA / "areas.geojson")
    return folder


@settings(max_examples=20)
@given(first=events("e1"), second=events("e2"), salt=st.sampled_from(["", "ab12"]))
def test_every_proposal_becomes_rows_that_pass_the_checks(
    first: dict[str, Any],
    second: dict[str, Any],
    salt: str,
    known: Known,
    records: Records,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    content = {"text_id": HOSTILE, "published": "2024-02-09", "events": [first, second]}
    content |= {"publisher": HOSTILE, "url": "javascript:alert(1)"}
    read_back = report_of(json.loads(json.dumps(content)))
    rows = kept(read_back, read_back.proposals, known, salt=salt)
    assert len(rows.events) == 2
    checked = read(as_folder(rows, records, tmp_path_factory.mktemp("rows")))
    assert list(checked.events["event_id"]) == list(rows.events["event_id"])
    assert list(rows.events.columns) == EVENTS.names
    assert not set(rows.events["event_id"]) & set(records.events["event_id"])
    assert rows.events["region"].notna().all()
    assert rows.events["place_precision"].isin(PLACE_PRECISIONS).all()
    pointed = rows.events["lon"].notna()
    assert (pointed == rows.events["lat"].notna()).all()
    assert not (pointed & ~rows.events["place_precision"].isin(POINT_PRECISIONS)).any()
    areal = rows.events["place_precision"].isin(AREA_PRECISIONS)
    assert (areal == rows.events["area_id"].notna()).all()
    assert set(rows.events["area_id"].dropna()) <= {area.area_id for area in known.areas}
    assert rows.sources["url"].isna().all()
    texts = " ".join(
        str(v) for t in (rows.events, rows.claims, rows.actors) for v in t.to_numpy().ravel()
    )
    assert not {"\u202e", "\x00", "\n"} & set(texts)


def test_what_the_reader_reads_comes_through_unchanged(report: Report) -> None:
    assert len(report.proposals) >= 2
    assert report_of(json.loads(json.dumps(written(report)))).proposals == report.proposals


def test_tolls_follow_from_the_claims(known: Known) -> None:
    said = (
        Toll("killed", 3, 3, "medics"),
        Toll("killed", 5, None, "the ministry"),
        Toll("injured", None, 40),
        Toll("missing", 2, 2),
    )
    report = Report("r", DAY, publisher="Desk")
    rows = kept(report, [proposal(tolls=said)], known)
    event = rows.events.iloc[0]
    assert (event["fatalities_low"], event["fatalities_high"]) == (3, 5)
    assert event["fatalities_open"]
    assert (event["injured_low"], event["injured_high"]) == (40, 40)
    assert list(rows.claims["claimant"]) == ["medics", "the ministry", "Desk", "Desk"]
    assert list(rows.claims["field"]) == ["fatalities", "fatalities", "injured", "missing"]
    assert set(rows.claims["source_id"]) == set(rows.sources["source_id"])
    silent = kept(report, [proposal()], known).events.iloc[0]
    assert pd.isna(silent["fatalities_low"])


def test_a_toll_of_a_whole_operation_is_not_added_twice(known: Known) -> None:
    shared = (Toll("killed", 12, 12, scope="group"),)
    both = [proposal(tolls=shared), proposal(id="e2", place_name="Basra", lon=47.8, lat=30.5)]
    rows = kept(Report("r", DAY), both, known)
    assert list(rows.events["toll_scope"]) == ["operation_total", "in_parent"]
    assert rows.events["parent_event_id"].iloc[1] == rows.events["event_id"].iloc[0]
    assert rows.events["fatalities_best"].iloc[0] == 12
    alone = kept(Report("r", DAY), both[:1], known)
    assert list(alone.events["toll_scope"]) == ["own"]
    first = alone.ids["e1"]
    later = kept(Report("r", DAY), both[1:], replace(known, before=[(both[0], first)]))
    assert list(later.events["toll_scope"]) == ["in_parent"]
    assert list(later.events["parent_event_id"]) == [first]


def test_an_area_is_an_area_and_no_date_is_no_day(known: Known) -> None:
    area = proposal(
        lon=None, lat=None, place_precision="admin1", area_id="YE-HU", country="YE", date_start=None
    )
    event = kept(Report("r", DAY), [area], known).events.iloc[0]
    assert pd.isna(event["lon"])
    assert pd.notna(event["label_lon"])
    assert (event["country"], event["admin1"]) == ("Yemen", "Al Hudaydah")
    assert event["date_precision"] == "unknown"
    assert "no date" in event["notes"]


@pytest.mark.parametrize("precision", ["city", "unknown"])
def test_what_was_never_placed_is_no_area(precision: str, known: Known) -> None:
    lost = proposal(lon=None, lat=None, place_precision=precision, area_id="IQ-BG")
    event = kept(Report("r", DAY), [lost], known).events.iloc[0]
    assert event["place_precision"] == "unknown"
    assert pd.isna(event["area_id"])
    assert event["country"] == "Iraq"


def test_a_point_gets_the_names_of_where_it_lies(known: Known) -> None:
    event = kept(Report("r", DAY), [proposal(country="YE")], known).events.iloc[0]
    assert (event["country"], event["admin1"], event["region"]) == ("Iraq", "Baghdad", "baghdad")


def test_actors_are_known_by_any_of_their_names(known: Known) -> None:
    named = (
        Party("KH", "target"),
        Party("Kataib Hezbollah", "target"),
        Party("Band of Nobody", "perpetrator"),
    )
    rows = kept(Report("r", DAY), [proposal(parties=named, veracity="claimed")], known)
    assert list(rows.event_actors["actor_id"]) == ["kataib-hezbollah", "report-band-of-nobody"]
    assert list(rows.actors["name"]) == ["Band of Nobody"]
    assert rows.events["perpetrators"].iloc[0] == "Band of Nobody"
    assert rows.events["attribution"].iloc[0] == "claimed"


def test_links_lead_from_answer_to_cause_and_to_nobody_else(known: Known) -> None:
    both = [proposal(), proposal(id="e2", links=(Link("e1"), Link("gone"), Link("e2")))]
    rows = kept(Report("r", DAY), both, known)
    [link] = rows.links.to_dict("records")
    assert (link["event_id"], link["relation"]) == (rows.ids["e2"], "responds_to")
    assert link["other_event_id"] == rows.ids["e1"]


def test_links_lead_to_and_from_what_became_an_event_before(known: Known) -> None:
    cause, answer = proposal(), proposal(id="e2", links=(Link("e1"),))
    before = [(cause, "earlier"), (proposal(id="e3", links=(Link("e1"), Link("e2"))), "latest")]
    rows = kept(Report("r", DAY), [answer], replace(known, before=before))
    pairs = rows.links[["event_id", "other_event_id"]].to_numpy().tolist()
    assert pairs == [["latest", rows.ids["e2"]], [rows.ids["e2"], "earlier"]]
    assert list(rows.ids) == ["e2"]


def test_a_known_event_gains_claims_and_its_toll_follows(known: Known, records: Records) -> None:
    event_id = "2024-02-07-baghdad-mashtal"
    every = event_table(records)
    before = every[every["event_id"] == event_id].reset_index(drop=True)
    high = int(before["fatalities_high"].iloc[0])
    told = proposal(tolls=(Toll("killed", high + 4, high + 4, "a doctor"),))
    rows = kept(Report("r", DAY), [told], known, same={"e1": event_id}, salt="ab")
    assert rows.events.empty
    assert set(rows.claims["event_id"]) == {event_id}
    assert not set(rows.claims["claim_id"]) & set(records.claims["claim_id"])
    whole = restated(every, records.claims, rows.claims)
    others = every["event_id"] != event_id
    assert whole[others].equals(every[others])
    after = whole[~others].reset_index(drop=True)
    assert after["fatalities_high"].iloc[0] == high + 4
    assert after["fatalities_low"].iloc[0] == before["fatalities_low"].iloc[0]
    assert after["source_ids"].iloc[0].startswith(before["source_ids"].iloc[0])
    assert after["source_ids"].iloc[0].endswith(rows.sources["source_id"].iloc[0])
    same = ["place_name", "date_start", "event_type", "summary", "lon", "dataset"]
    assert after[same].equals(before[same])


def test_a_toll_that_follows_from_no_claim_is_not_overruled(known: Known, records: Records) -> None:
    event_id = "2024-02-07-baghdad-mashtal"
    events = event_table(records).set_index("event_id").loc[[event_id]].reset_index()
    rows = kept(
        Report("r", DAY), [proposal(tolls=(Toll("killed", 99, 99),))], known, same={"e1": event_id}
    )
    after = restated(events, records.claims.iloc[:0], rows.claims)
    assert after["fatalities_high"].equals(events["fatalities_high"])
    assert after["source_ids"].iloc[0].endswith(rows.sources["source_id"].iloc[0])


def test_a_report_read_twice_gives_no_id_twice(known: Known) -> None:
    report = Report("r", DAY, text=TEXT)
    ids = [
        set(kept(report, [proposal()], known, salt=s).events["event_id"]) for s in ("a", "b", "")
    ]
    assert len(set.union(*ids)) == 3
    assert ids[2] == set(kept(report, [proposal()], known).events["event_id"])


@pytest.mark.parametrize(
    ("precision", "area_id", "country", "expected"),
    [
        ("admin1", "IL", "IL", ("country", "IL")),  # "southern Israel"
        ("country", None, "YE", ("country", "YE")),
        ("admin1", "YE-HU", "YE", ("admin1", "YE-HU")),
        ("water_body", "sea-of-nowhere", None, ("unknown", None)),
    ],
)
def test_an_area_is_called_what_the_rows_call_it(
    precision: str,
    area_id: str | None,
    country: str | None,
    expected: tuple[str, str | None],
    known: Known,
) -> None:
    told = proposal(place_precision=precision, area_id=area_id, country=country, lon=None, lat=None)
    p = settled(told, known.areas)
    assert (p.place_precision, p.area_id) == expected
    row = kept(Report("r", DAY), [told], known).events.iloc[0]
    assert row["place_precision"] == p.place_precision
    assert settled(proposal(), known.areas) == proposal()


def test_a_place_set_by_hand_is_not_what_the_report_calls_it(known: Known) -> None:
    told = proposal(place_text="the port")
    (note,) = kept(Report("r", DAY), [told], known).events["notes"]
    assert "The report calls the place “the port”." in note
    moved = corrected(told, place=Placed("Tartus", 35.9, 34.9, "SY", "city", 8000.0))
    (note,) = kept(Report("r", DAY), [moved], known).events["notes"]
    assert "calls the place" not in note
    assert "Corrected by hand: place." in note
    through = report_of(written(Report("r", DAY, proposals=(moved,))))
    assert through.proposals == (moved,)
    assert kept(through, through.proposals, known).events["notes"].tolist() == [note]


def test_nobody_can_say_that_anything_was_set_by_hand() -> None:
    content = written(Report("r", DAY, proposals=(proposal(),)))
    content["events"][0]["by_hand"] = ["place", "<b>", 7, None]
    assert report_of(content).proposals[0].by_hand == {"place"}


def test_the_dataset_says_what_it_is(known: Known) -> None:
    rows = kept(Report("r", DAY), [proposal()], known)
    assert list(rows.datasets["dataset"]) == [DATASET] == list(rows.events["dataset"].unique())
    assert "not reviewed" in rows.datasets["note"].iloc[0]
    assert rows.datasets["access_date"].isna().all()  # the day of publication is another one


def test_a_number_for_a_whole_operation_is_not_one_event_s(known: Known) -> None:
    told = [proposal(tolls=(Toll("killed", 9, 9, "medics", "group"),))]
    for same in ({"e1": "2024-02-07-baghdad-mashtal"}, {"e1": "report-of-before"}):
        assert list(kept(Report("r", DAY), told, known, same=same).claims["scope"]) == ["operation"]
    assert list(kept(Report("r", DAY), told, known).claims["scope"]) == ["row"]
