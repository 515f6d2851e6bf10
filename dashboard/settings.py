"""Settings: what a person may choose from outside, read once from environment variables."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dashboard.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "DASHBOARD_"
SWITCH = MappingProxyType(
    {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
)


@dataclass(frozen=True)
class Settings:
    """
    Everything that can be chosen without touching the code.

    Attributes
    ----------
    data
        Folder with the data files (`DASHBOARD_DATA`).
    cache
        Folder that may be emptied at any time: the store that is built from the data, answers of
        Nominatim (`DASHBOARD_CACHE`).
    imports
        Folder in which `import` keeps what it takes in, shown together with `data`; ``imported`` in
        the data folder unless set (`DASHBOARD_IMPORTS`).
    store_url
        ``duckdb://`` and the path of a store file that was made before; None for the store that is
        built from `data` in `cache` (`DASHBOARD_STORE_URL`).
    nominatim
        True if names that the offline gazetteer does not know may be asked online
        (`DASHBOARD_NOMINATIM`).
    nominatim_user_agent
        How this instance names itself to Nominatim, for example a project and a mail address;
        None as long as Nominatim is off (`DASHBOARD_NOMINATIM_USER_AGENT`).
    nominatim_domain
        Host, with a port if need be, and path of the service (`DASHBOARD_NOMINATIM_DOMAIN`).
    nominatim_scheme
        ``"https"`` or ``"http"`` (`DASHBOARD_NOMINATIM_SCHEME`).
    tiles_url
        Address pattern of online tiles with {z}, {x} and {y}; None for the base map in the data
        folder only (`DASHBOARD_TILES_URL`).
    public
        True if strangers may reach this instance: rows whose licence forbids passing them on
        stay out of downloads (`DASHBOARD_PUBLIC`).
    model
        Language model that may be asked as a second reader of a report, as provider/name; None for
        none (`DASHBOARD_MODEL`).
    model_key
        The provider's key; never shown (`DASHBOARD_MODEL_KEY`).
    model_url
        Address of a server that speaks OpenAI's chat form, instead of the provider's own
        (`DASHBOARD_MODEL_URL`).
    """

    data: Path = Path("data")
    cache: Path = Path(".cache")
    imports: Path = Path("data/imported")
    store_url: str | None = None
    nominatim: bool = False
    nominatim_user_agent: str | None = None
    nominatim_domain: str = "nominatim.openstreetmap.org"
    nominatim_scheme: str = "https"
    tiles_url: str | None = None
    public: bool = True
    model: str | None = None
    model_key: str | None = field(default=None, repr=False)
    model_url: str | None = None


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """
    Read the settings.

    Parameters
    ----------
    environment
        Names and values; None for the process's own environment. A variable that is absent or
        blank keeps its default. Relative folders count from the working directory.

    Returns
    -------
    settings
        Checked settings.

    Raises
    ------
    SettingsError
        If a variable that begins with ``DASHBOARD_`` is unknown or has no meaning; the message
        names every such variable at once.
    """
    given = os.environ if environment is None else environment
    chosen = {
        name.removeprefix(PREFIX).lower(): value.strip()
        for name, value in given.items()
        if name.startswith(PREFIX) and value.strip()
    }
    known = set(Settings.__dataclass_fields__)
    faults = [
        f"{PREFIX}{name.upper()}: not a setting; there are "
        + ", ".join(sorted(PREFIX + one.upper() for one in known))
        for name in sorted(set(chosen) - known)
    ]
    settings = Settings(
        data=Path(chosen.get("data", "data")),
        cache=Path(chosen.get("cache", ".cache")),
        imports=Path(chosen.get("imports") or Path(chosen.get("data", "data")) / "imported"),
        store_url=chosen.get("store_url"),
        nominatim=_switch(chosen, "nominatim", default=False, faults=faults),
        nominatim_user_agent=chosen.get("nominatim_user_agent"),
        nominatim_domain=chosen.get("nominatim_domain", Settings.nominatim_domain),
        nominatim_scheme=chosen.get("nominatim_scheme", Settings.nominatim_scheme),
        tiles_url=chosen.get("tiles_url"),
        public=_switch(chosen, "public", default=True, faults=faults),
        model=chosen.get("model"),
        model_key=chosen.get("model_key"),
        model_url=chosen.get("model_url"),
    )
    faults += _contradictions(settings) + _model_faults(settings)
    if faults:
        raise SettingsError("\n".join(faults))
    return settings


def _switch(chosen: Mapping[str, str], name: str, *, default: bool, faults: list[str]) -> bool:
    value = chosen.get(name)
    if value is None:
        return default
    if value.casefold() not in SWITCH:
        words = ", ".join(SWITCH)
        faults.append(f"{PREFIX}{name.upper()}={value!r}: must be one of {words}")
        return default
    return SWITCH[value.casefold()]


def _contradictions(settings: Settings) -> list[str]:
    faults = []
    if settings.nominatim and settings.nominatim_user_agent is None:
        faults.append(
            f"{PREFIX}NOMINATIM is on but {PREFIX}NOMINATIM_USER_AGENT is empty: Nominatim asks "
            "every application to name itself; set it to something like "
            "'our-desk-dashboard (mail@example.org)'"
        )
    if settings.nominatim_scheme not in {"https", "http"}:
        faults.append(
            f"{PREFIX}NOMINATIM_SCHEME={settings.nominatim_scheme!r}: must be https or http"
        )
    if "://" in settings.nominatim_domain:
        faults.append(
            f"{PREFIX}NOMINATIM_DOMAIN={settings.nominatim_domain!r}: give the host only, "
            f"the scheme stands in {PREFIX}NOMINATIM_SCHEME"
        )
    if settings.tiles_url is not None and not all(
        part in settings.tiles_url for part in ("{z}", "{x}", "{y}")
    ):
        faults.append(f"{PREFIX}TILES_URL={settings.tiles_url!r}: must hold {{z}}, {{x}} and {{y}}")
    return faults


def _model_faults(settings: Settings) -> list[str]:
    model, key, url = settings.model, settings.model_key, settings.model_url
    faults = []
    if model is None and (key is not None or url is not None):
        given = "MODEL_KEY" if key is not None else "MODEL_URL"
        faults.append(
            f"{PREFIX}{given} is set but {PREFIX}MODEL is empty: name the model as provider/name"
        )
    if model is not None and not all(model.partition("/")):
        faults.append(
            f"{PREFIX}MODEL={model!r}: must be provider/name, such as openai/ and the model's name"
        )
    if model is not None and key is None and url is None:
        faults.append(
            f"{PREFIX}MODEL is set but {PREFIX}MODEL_KEY is empty: set the provider's key, or "
            f"{PREFIX}MODEL_URL to a server of your own that needs none"
        )
    if url is not None:
        faults += _address_faults(url, with_key=key is not None)
    return faults


def _address_faults(url: str, *, with_key: bool) -> list[str]:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"https", "http"} and parts.port != 0 and not parts.username
        host = parts.hostname if known else None
    except ValueError:
        host = None
    fault = None
    if not host:
        fault = (
            "must be an http or https address such as http://localhost:11434/v1, "
            "without a name or password in it"
        )
    elif with_key and parts.scheme == "http" and not _is_here(host):
        fault = "a key is not sent unencrypted to another machine; use https"
    return [f"{PREFIX}MODEL_URL: {fault}"] if fault else []


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
