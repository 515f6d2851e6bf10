"""What the tables hold: columns, kinds, units, allowed values and references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "list", "date", "integer", "number", "flag"]

POINT_PRECISIONS = ("exact", "site", "city", "relative", "approximate")
AREA_PRECISIONS = ("admin1", "country", "water_body")
PLACE_PRECISIONS = (*POINT_PRECISIONS, *AREA_PRECISIONS, "unknown")
DATE_PRECISIONS = ("day", "days", "week", "month", "year", "approximate", "range", "unknown")
ATTRIBUTIONS = (
    "claimed",
    "acknowledged",
    "attributed",
    "own_statement",
    "disputed",
    "unknown",
)
ROLES = ("perpetrator", "target", "claimed_by", "attributed_to")
CONFIDENCES = ("high", "medium", "low")
TOLL_SCOPES = ("own", "operation_total", "in_parent")
SUMMED_SCOPES = ("own", "operation_total")
CLAIM_SCOPES = ("row", "part", "share", "operation", "series", "other_building")
COUNT_BASES = ("monitor", "official", "party", "other", "denied")
LINK_RELATIONS = ("responds_to", "follows", "part_of", "refers_to", "result_of")
LINK_STRENGTHS = ("stated", "stated_for_series", "reported", "timing_only")
COORD_BASES = ("gazetteer", "derived", "area centre", "estimate", "dataset", "learned")
REDISTRIBUTIONS = ("public", "private")
LIST_SEPARATOR = "|"
CRS = "EPSG:4326"


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    Attributes
    ----------
    name
        Name, as it stands in the header.
    kind
        What a cell holds; an empty cell is null. A list is joined with a vertical bar.
    meaning
        One sentence for the reader of a download.
    required
        Whether a cell must be filled.
    choices
        The only values allowed; empty for any.
    low, high
        Inclusive limits of a number.
    refers
        ``table.column`` in which the value must stand.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its file is ``name.csv``; the columns of `key` together are unique."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Give the column names in order."""
        return [column.name for column in self.columns]


def _lon(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "number", meaning, required, low=-180, high=180)


def _lat(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "number", meaning, required, low=-90, high=90)


def _count(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning, low=0)


_EVENT_HEAD = (
    Column("event_id", "text", "Stable name of the event.", required=True),
    Column("dataset", "text", "Where the row is from.", required=True, refers="datasets.dataset"),
    Column("date_start", "date", "First local calendar day.", required=True),
    Column("date_end", "date", "Last local calendar day, included.", required=True),
    Column(
        "date_precision",
        "text",
        "How well the date is known.",
        required=True,
        choices=DATE_PRECISIONS,
    ),
    Column("time_local", "text", "Local time of day as reported."),
    Column(
        "event_type",
        "text",
        "Type of event, an id of event_types.csv.",
        required=True,
        refers="event_types.event_type",
    ),
    Column("sub_event_type", "text", "Closer description of the type."),
    Column("place_id", "text", "Place in the curated layer.", refers="places.place_id"),
)
_EVENT_TAIL = (
    Column("parent_event_id", "text", "Event that carries the toll.", refers="events.event_id"),
    Column("summary", "text", "What is reported, in our own words.", required=True),
    Column("notes", "text", "What a reader should know about the row."),
    Column("confidence", "text", "How well the row is sourced.", choices=CONFIDENCES),
    Column("tier", "text", "core: two independent sources or a primary statement; else extended."),
)
_ATTRIBUTION = Column(
    "attribution",
    "text",
    "How the perpetrator is known.",
    required=True,
    choices=ATTRIBUTIONS,
)
_TOLL_SCOPE = Column(
    "toll_scope",
    "text",
    "own and operation_total may be added up; in_parent shares its parent's toll.",
    required=True,
    choices=TOLL_SCOPES,
)

EVENT_FILE = Table("events", ("event_id",), (*_EVENT_HEAD, _ATTRIBUTION, _TOLL_SCOPE, *_EVENT_TAIL))
"""``data/events.csv``: place and toll are not typed here but joined from places and claims."""

EVENTS = Table(
    "events",
    ("event_id",),
    (
        *_EVENT_HEAD,
        Column("place_name", "text", "Place as named."),
        Column("admin1", "text", "First-level area: governorate, province, state."),
        Column("country", "text", "Country, or the sea by its name."),
        Column("region", "text", "Id of regions.csv.", required=True, refers="regions.region"),
        Column(
            "place_precision",
            "text",
            "How precisely the place is known; admin1, country and water_body are areas.",
            required=True,
            choices=PLACE_PRECISIONS,
        ),
        Column("precision_m", "number", "Radius of uncertainty in metres.", low=0),
        Column("area_id", "text", "The area, where the place is one (ISO 3166 or sea)."),
        _lon("lon", "Longitude in degrees; null where the place is an area or unknown."),
        _lat("lat", "Latitude in degrees; null where the place is an area or unknown."),
        _lon("label_lon", "Where to write the area's name; not where the event happened."),
        _lat("label_lat", "Where to write the area's name; not where the event happened."),
        Column("coord_source", "text", "Origin of the coordinates."),
        _ATTRIBUTION,
        Column("perpetrators", "text", "Names of the reported perpetrators, joined with '; '."),
        Column("targets", "text", "Names of the reported targets, joined with '; '."),
        Column("claimed_by", "text", "Who claimed it, joined with '; '."),
        Column("attributed_to", "text", "Whom others name, joined with '; '."),
        _count("fatalities_low", "Lowest number of deaths anybody gives; null is not reported."),
        _count("fatalities_best", "Best figure by the rule of claims; null is not reported."),
        _count("fatalities_high", "Highest number of deaths anybody gives; null is not reported."),
        Column("fatalities_open", "flag", "The highest number is an 'at least' or 'about'."),
        _count("injured_low", "Lowest number of injured anybody gives; null is not reported."),
        _count("injured_high", "Highest number of injured anybody gives; null is not reported."),
        _TOLL_SCOPE,
        *_EVENT_TAIL,
        Column("source_ids", "list", "Sources, ids of sources.csv."),
    ),
)
"""The event table: what the store keeps, `select` gives, importers fill and downloads write."""

ACTORS = Table(
    "actors",
    ("actor_id",),
    (
        Column("actor_id", "text", "Stable name of the actor.", required=True),
        Column("name", "text", "Canonical name.", required=True),
        Column("aliases", "list", "Other names; match the longest first."),
        Column("unverified_aliases", "list", "Aliases that no source confirmed."),
        Column("actor_type", "text", "Kind of actor."),
        Column("member_of", "list", "Umbrella groups.", refers="actors.actor_id"),
        Column("country", "text", "Country of origin or seat."),
        Column("note", "text", "What to know when reading or matching the name."),
        Column("source_ids", "list", "Sources.", refers="sources.source_id"),
    ),
)
EVENT_ACTORS = Table(
    "event_actors",
    ("event_id", "actor_id", "role"),
    (
        Column("event_id", "text", "Event.", required=True, refers="events.event_id"),
        Column("actor_id", "text", "Actor.", required=True, refers="actors.actor_id"),
        Column("role", "text", "Role in the event.", required=True, choices=ROLES),
        Column("note", "text", "Reservation, such as 'disputed' or who says so."),
    ),
)
EVENT_SOURCES = Table(
    "event_sources",
    ("event_id", "source_id"),
    (
        Column("event_id", "text", "Event.", required=True, refers="events.event_id"),
        Column("source_id", "text", "Source.", required=True, refers="sources.source_id"),
    ),
)
CLAIMS = Table(
    "claims",
    ("claim_id",),
    (
        Column("claim_id", "text", "Stable name of the claim.", required=True),
        Column("event_id", "text", "Event.", required=True, refers="events.event_id"),
        Column("claimant", "text", "Who says it.", required=True),
        Column("claimant_type", "text", "Kind of claimant.", required=True),
        Column("field", "text", "What the claim is about: fatalities, injured, ...", required=True),
        _count("low", "Lowest number claimed; null where the claim is no number."),
        _count("high", "Highest number claimed; null where open or no number."),
        Column("open_ended", "flag", "The claim is an 'at least' or 'about'."),
        Column("scope", "text", "What the number covers.", required=True, choices=CLAIM_SCOPES),
        Column("count_basis", "text", "On what the count rests.", choices=COUNT_BASES),
        Column("as_of", "date", "Date of the figure."),
        Column("statement", "text", "The claim in our own words.", required=True),
        Column("source_id", "text", "Source.", required=True, refers="sources.source_id"),
    ),
)
LINKS = Table(
    "links",
    ("event_id", "relation", "other_event_id"),
    (
        Column("event_id", "text", "The later event.", required=True, refers="events.event_id"),
        Column("relation", "text", "How it relates.", required=True, choices=LINK_RELATIONS),
        Column("other_event_id", "text", "The other.", required=True, refers="events.event_id"),
        Column(
            "strength",
            "text",
            "Stated by somebody, or only inferred from timing.",
            required=True,
            choices=LINK_STRENGTHS,
        ),
        Column("basis", "text", "What the link rests on."),
        Column("source_id", "text", "Source.", required=True, refers="sources.source_id"),
    ),
)
SOURCES = Table(
    "sources",
    ("source_id",),
    (
        Column("source_id", "text", "Stable name of the source.", required=True),
        Column("publisher", "text", "Publisher.", required=True),
        Column("published", "text", "Date of publication, as precisely as known; n.d. if not."),
        Column("url", "text", "Address; empty for the founding article."),
        Column("kind", "text", "News, primary statement, mirror, ...", required=True),
        Column("wire", "text", "Agency whose text it carries."),
    ),
)
PLACES = Table(
    "places",
    ("place_id",),
    (
        Column("place_id", "text", "Stable name of the place.", required=True),
        Column("name", "text", "Name as shown.", required=True),
        Column("aliases", "list", "Other spellings, Arabic too."),
        Column("admin1", "text", "First-level area."),
        Column("country", "text", "Country, or the sea by its name.", required=True),
        _lon("lon", "Longitude in degrees.", required=True),
        _lat("lat", "Latitude in degrees.", required=True),
        Column("place_precision", "text", "Precision.", required=True, choices=PLACE_PRECISIONS),
        Column("precision_m", "number", "Radius of uncertainty in metres.", required=True, low=0),
        Column("area_id", "text", "The polygon, where the place is an area."),
        Column("coord_source", "text", "Origin of the coordinates.", required=True),
        Column("coord_basis", "text", "Kind of origin.", required=True, choices=COORD_BASES),
    ),
)
DATASETS = Table(
    "datasets",
    ("dataset",),
    (
        Column("dataset", "text", "Stable name of the dataset.", required=True),
        Column("name", "text", "Title.", required=True),
        Column("publisher", "text", "Publisher.", required=True),
        Column("licence", "text", "Licence or terms.", required=True),
        Column("licence_url", "text", "Where the terms stand."),
        Column("citation", "text", "How to cite it.", required=True),
        Column("access_date", "date", "When it was compiled or fetched."),
        Column(
            "redistribution",
            "text",
            "Whether its rows may be passed on.",
            required=True,
            choices=REDISTRIBUTIONS,
        ),
        Column("note", "text", "What a reader should know about the dataset."),
    ),
)
REGIONS = Table(
    "regions",
    ("region",),
    (
        Column("region", "text", "Stable name of the region.", required=True),
        Column("label", "text", "Name as shown.", required=True),
        Column("country", "text", "Country or sea it holds; empty for all that is left."),
        Column("admin1", "text", "First-level area it is narrowed to."),
    ),
)
EVENT_TYPES = Table(
    "event_types",
    ("event_type",),
    (
        Column("event_type", "text", "Stable name of the type.", required=True),
        Column("label", "text", "Name as shown.", required=True),
        Column("short", "text", "Short name for tight places.", required=True),
        Column("colour", "text", "Colour, #rrggbb.", required=True),
        Column("shape", "text", "Shape of the symbol.", required=True),
        Column("acled_event_type", "text", "ACLED's event type."),
        Column("acled_sub_event_type", "text", "ACLED's sub-event type."),
        Column("order", "integer", "Order in lists.", required=True),
        Column("description", "text", "What belongs to it.", required=True),
    ),
)
ARTICLE_EVENTS = Table(
    "article_events",
    ("sentence_no", "event_id"),
    (
        Column("sentence_no", "integer", "Sentence of the founding article.", required=True, low=1),
        Column("event_id", "text", "Event.", required=True, refers="events.event_id"),
        Column(
            "relation",
            "text",
            "direct: the sentence tells it; series or context: it belongs to what is told.",
            required=True,
            choices=("direct", "series", "context"),
        ),
        Column("content", "text", "What the sentence says, in our own words.", required=True),
    ),
)

FILES: tuple[Table, ...] = (
    EVENT_FILE,
    EVENT_ACTORS,
    EVENT_SOURCES,
    CLAIMS,
    LINKS,
    SOURCES,
    ACTORS,
    PLACES,
    DATASETS,
    REGIONS,
    EVENT_TYPES,
    ARTICLE_EVENTS,
)
"""Every CSV file of data/, in the order in which faults are reported."""
