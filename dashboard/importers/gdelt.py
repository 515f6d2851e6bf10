"""GDELT's event files: tab-separated, without a header, 61 columns (2.0) or 57 and 58 (1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.importers import coordinates
from dashboard.importers.assemble import finish
from dashboard.importers.checks import refuse_known
from dashboard.importers.draft import Draft, Running
from dashboard.importers.fill import is_named, put_days, put_ids, put_places, put_types
from dashboard.importers.model import EXAMPLES, Chunk, Layout
from dashboard.importers.placing import Asked, Placed, remembered
from dashboard.importers.seen import Numbers, mixed, numbered, numbered_rows
from dashboard.importers.texts import Columns, blank, same, taken, together
from dashboard.schema import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.importers.blocks import Block
    from dashboard.importers.texts import Texts

_HEAD = (
    "globaleventid,sqldate,monthyear,year,fractiondate,"
    + ",".join(
        f"actor{n}code,actor{n}name,actor{n}countrycode,actor{n}knowngroupcode,actor{n}ethniccode,"
        f"actor{n}religion1code,actor{n}religion2code,actor{n}type1code,actor{n}type2code,"
        f"actor{n}type3code"
        for n in (1, 2)
    )
    + ",isrootevent,eventcode,eventbasecode,eventrootcode,quadclass,goldsteinscale,nummentions,"
    "numsources,numarticles,avgtone"
).split(",")
_GEO = ("type", "fullname", "countrycode", "adm1code", "lat", "long", "featureid")
_GEO_2 = ("type", "fullname", "countrycode", "adm1code", "adm2code", "lat", "long", "featureid")
WHO = ("actor1", "actor2", "action")
COLUMNS_1 = (*_HEAD, *(f"{who}geo_{part}" for who in WHO for part in _GEO), "dateadded")
COLUMNS_2 = (
    *_HEAD,
    *(f"{who}geo_{part}" for who in WHO for part in _GEO_2),
    "dateadded",
    "sourceurl",
)
BY_WIDTH = {
    len(COLUMNS_2): ("2.0", COLUMNS_2),
    len(COLUMNS_1) + 1: ("1.0, daily files", (*COLUMNS_1, "sourceurl")),
    len(COLUMNS_1): ("1.0, files up to March 2013", COLUMNS_1),
}
PLAIN = frozenset({"globaleventid"})
USED = frozenset(
    {
        "globaleventid",
        "sqldate",
        "eventcode",
        "eventrootcode",
        "nummentions",
        "numsources",
        "numarticles",
        "sourceurl",
        *(f"actor{number}{part}" for number in (1, 2) for part in ("name", "code", "type1code")),
        *(f"actiongeo_{part}" for part in ("type", "fullname", "countrycode", "lat", "long")),
    }
)
"""Columns that are read; the others are kept only with rejected rows."""
GEO_TYPES = {
    "1": "country",
    "2": "admin1",
    "3": "city",
    "4": "city",
    "5": "admin1",
}
MOST_TALK = 13
"""Highest root code of CAMEO that is talk or cooperation."""
ASSUMPTIONS = (
    (
        "every row is kept, talk and diplomacy too; a row is one mention coded by machine, and one "
        "event may stand in many rows"
    ),
    "Actor1 is taken as perpetrator and Actor2 as target, as CAMEO means it",
    "rows placed at a country or a state are shown as that area, not as pins",
)
_ID, _DAY = 0, 1
_DAY_DIGITS = 8


def recognise(columns: Sequence[str]) -> Layout | None:
    """
    Say whether a header is GDELT's, as other services export it.

    Parameters
    ----------
    columns
        Names as they stand in the file.

    Returns
    -------
    layout
        None where it is not.
    """
    names = tuple({"day": "sqldate"}.get(n, n) for n in (c.strip().casefold() for c in columns))
    if not {"globaleventid", "sqldate", "eventcode"} <= set(names):
        return None
    return Layout("gdelt", "with a header", names, assumptions=ASSUMPTIONS)


def recognise_row(cells: Sequence[str]) -> Layout | None:
    """
    Say whether a first row is GDELT's data.

    Parameters
    ----------
    cells
        Cells of the first row.

    Returns
    -------
    layout
        None where it is not.
    """
    if len(cells) not in BY_WIDTH or not cells[_ID].strip().isdigit():
        return None
    day = cells[_DAY].strip()
    if not (day.isdigit() and len(day) == _DAY_DIGITS):
        return None
    version, names = BY_WIDTH[len(cells)]
    return Layout("gdelt", version, tuple(names), 0, assumptions=ASSUMPTIONS)


def convert(block: Block, running: Running) -> Chunk:
    """
    Turn rows of GDELT into events.

    Parameters
    ----------
    block
        n rows, columns by their names in lower case.
    running
        The import.

    Returns
    -------
    chunk
        At most n events; they carry no figures of deaths, because GDELT has none.
    """
    draft = Draft.of(block)
    column = Columns(block.columns, len(block), blank)
    ids = put_ids(draft, running, column.raw("globaleventid"))
    put_days(draft, running, ("SQLDATE", ""), column("sqldate"))
    _put_types(draft, running, column)
    names = ("fullname", "countrycode", "lat", "long", "type")
    codes, distinct = together(*(column(f"actiongeo_{name}") for name in names))
    places = [
        remembered(running.places, row, lambda asked: _place(asked, running)) for row in distinct
    ]
    put_places(draft, running, codes, places)
    _put_parties(draft, running, column)
    _put_texts(draft, running, column)
    _put_sources(draft, running, column("sourceurl"), ids)
    draft.columns["dataset"] = same(running.dataset.dataset, len(block))
    draft.columns["toll_scope"] = same("own", len(block))
    days = np.asarray(draft.columns["date_start"]).astype(np.int64)
    code = column("eventcode")
    kinds = numbered(code.distinct)[code.codes]
    refuse_known(draft, running, ids, mixed((days, numbered_rows(codes, distinct), kinds)))
    return finish(draft, running)


def _put_types(draft: Draft, running: Running, column: Columns) -> None:
    codes, distinct = together(column("eventcode"), column("eventrootcode"))
    padded = [_padded(code, root) for code, root in distinct]
    lost = np.array(
        [one != code for one, (code, _) in zip(padded, distinct, strict=True)], dtype=bool
    )
    rows = np.flatnonzero(lost[codes])
    shown = [draft.where(r, f"EventCode {distinct[codes[r]][0]}") for r in rows[:EXAMPLES]]
    running.tally.add("event_code_lost_its_zero", len(rows), shown)
    found = [running.types.find_code(code) for code in padded]
    put_types(draft, running, codes, found, padded)
    talk = np.array([(code or "99")[:2] <= f"{MOST_TALK:02d}" for code in padded], dtype=bool)
    rows = np.flatnonzero(talk[codes] & draft.keep)
    running.tally.add("talk_or_cooperation", len(rows))
    draft.columns["sub_event_type"] = taken([f"CAMEO {code}" for code in padded], codes)


def _padded(code: str | None, root: str | None) -> str | None:
    """Give a code its leading zero back where a spreadsheet took it, as the root code shows."""
    if code and root and len(root) == 1 and code.startswith(root):
        return f"0{code}"
    return code


def _place(row: tuple[str | None, ...], running: Running) -> Placed:
    name, code, lat, lon, told = row
    land = running.areas.country_of_fips(code)
    parts = [part.strip() for part in (name or "").split(",") if part.strip()]
    precision = GEO_TYPES.get(told or "", "unknown")
    few = 2 if precision == "city" else 1
    admin1 = parts[-2] if len(parts) > few else None
    if precision == "admin1" and len(parts) > 1:
        admin1 = parts[0]
    asked = Asked(
        parts[0] if parts else None,
        admin1,
        land.name if land else (parts[-1] if parts else None),
        coordinates.read(lon, lat),
        precision,
    )
    return running.placer.place(asked, land)


def _put_parties(draft: Draft, running: Running, column: Columns) -> None:
    for role, who in (("perpetrator", "actor1"), ("target", "actor2")):
        codes, distinct = together(
            column(f"{who}name"), column(f"{who}code"), column(f"{who}type1code")
        )
        sides = [
            [(running.actors.find(name or code or "", (kind or "").casefold()), None)]
            if name or code
            else []
            for name, code, kind in distinct
        ]
        draft.parties.append((role, codes, [list(side) for side in sides]))
        if role == "perpetrator":
            known = ["attributed" if is_named(n or c) else "unknown" for n, c, _ in distinct]
            draft.columns["attribution"] = taken(known, codes)


def _put_texts(draft: Draft, running: Running, column: Columns) -> None:
    codes, distinct = together(column("eventrootcode"), column("actor1name"), column("actor2name"))
    said = []
    for root, first, second in distinct:
        what = running.cameo.get((root or "").zfill(2), "Event")
        who = " towards ".join(name for name in (first, second) if name)
        said.append(f"{what}: {who}" if who else what)
    where = pc.fill_null(pa.array(draft.columns["place_name"]), "unknown place")
    draft.columns["summary"] = pc.binary_join_element_wise(taken(said, codes), where, ", ")
    codes, counts = together(column("nummentions"), column("numsources"), column("numarticles"))
    notes = [f"Mentions {m}, sources {s}, articles {a}." for m, s, a in counts]
    draft.columns["notes"] = taken(notes, codes)


def _put_sources(draft: Draft, running: Running, urls: Texts, ids: Numbers) -> None:
    own = running.source(running.dataset.publisher, "dataset")

    def listed(url: str | None) -> str:
        if not url:
            return own
        publisher = url.split("//")[-1].split("/")[0].removeprefix("www.")
        known = running.source(publisher or url, "article", url=url)
        return LIST_SEPARATOR.join((own, known))

    draft.columns["source_ids"] = taken(urls.map(listed), urls.codes)
    rows = np.flatnonzero(~urls.missing() & draft.keep)
    stood = numbered(urls.distinct)[urls.codes][rows]
    again = running.notes.meet(stood, ids[rows], draft.block.lines[rows])
    more = again.rows[~again.same]
    shown = [draft.where(int(rows[at]), urls.at(int(rows[at]))) for at in more[:EXAMPLES]]
    running.tally.add("one_article_many_events", len(more), shown)
