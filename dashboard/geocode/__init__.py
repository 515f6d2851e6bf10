"""Geocoders in the manner of geopy: the offline one, a polite online one, and both in a chain."""

from geopy.exc import GeopyError
from geopy.location import Location

from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.online import GeocoderChain, PoliteNominatim, Turnstile, from_settings

GEOCODING_ERRORS = (GeopyError, ValueError)
"""What a geocoder raises where a query is wrong or an online service is out of order."""

__all__ = [
    "GEOCODING_ERRORS",
    "GeocoderChain",
    "Location",
    "OfflineGeocoder",
    "PoliteNominatim",
    "Turnstile",
    "from_settings",
]
