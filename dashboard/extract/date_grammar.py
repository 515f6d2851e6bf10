"""The forms in which English news writes a date: one pattern a form, the first that fits wins."""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard.extract.calendar_readings import MONTHS, ORDINALS
from dashboard.extract.feasts import FEASTS

# Month names count with a capital only: "march" and "may" are words.
_MON = (
    "(?-i:"
    + "|".join(
        form
        for name in sorted(MONTHS, key=len, reverse=True)
        for form in dict.fromkeys((name.capitalize(), name.upper()))
    )
    + ")"
)
_DAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *(
        "الاثنين",
        "الإثنين",
        "الثلاثاء",
        "الأربعاء",
        "الاربعاء",
        "الخميس",
        "الجمعة",
        "السبت",
        "الأحد",
    ),
)
_DAY = "|".join(_DAYS)


_NUM = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty-four|forty-eight|thirteen|fourteen|fifteen|twenty|thirty"
    r"|several|a few|a couple of|few"
)


_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[- ]")


_FEAST = (
    "|".join(sorted(FEASTS, key=len, reverse=True)).replace(" ", "[ -]").replace("al-", "[au]l-")
)


def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


GRAMMAR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _rx(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")),
    ("iso", _rx(r"\b(?P<y>(?:19|20)\d\d)/(?P<m>\d\d?)/(?P<d>\d\d?)\b")),
    (
        "stamp",
        _rx(rf"\b(?P<d>\d{{1,2}})-?(?P<mon>{_MON})-?(?P<y>(?:19|20)?\d\d)\b"),
    ),
    (
        "dmy_range",
        _rx(
            rf"\b(?:between |from )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|/|\u2013|to|and"
            rf"|until)\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of"
            rf"\s+)?(?P<mon>{_MON})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "mdy_range",
        _rx(
            rf"\b(?P<mon>{_MON})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|\u2013|to|and)"
            rf"\s*(?P<d2>\d{{1,2}})\b(?!\s*(?:people|dead|killed|:))(?:,?\s+(?P<y>(?:19"
            rf"|20)\d\d))?"
        ),
    ),
    (
        "dmy",
        _rx(
            rf"\b(?:(?P<wd>{_DAY}),?\s+(?:the\s+)?)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of"
            rf"\s+)?(?P<mon>{_MON})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "mdy",
        _rx(
            rf"\b(?:(?P<wd>{_DAY}),?\s+)?(?P<mon>{_MON})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd"
            rf"|th)?\b(?!:\d)(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "month_end",
        _rx(rf"\b(?:the\s+)?last\s+day\s+of\s+(?P<mon>{_MON})\b(?:,?\s+(?P<y>(?:19|20)\d\d))?"),
    ),
    (
        "wd_of_week",
        _rx(
            rf"\b(?:the\s+)?(?P<wd>{_DAY})(?:\s+(?:night|evening|morning))?\s+of\s+(?:the\s+)?"
            r"(?P<w>this|last|previous|same|that)\s+week\b"
        ),
    ),
    (
        "wd_of_week",
        _rx(rf"\b(?:the\s+)?(?P<wd>{_DAY})\s+of\s+the\s+week\s+(?P<w>before)\b"),
    ),
    (
        "nth_wd",
        _rx(
            rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<wd>{_DAY})\s+(?:of|in)"
            rf"\s+(?P<mon>{_MON})\b(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "before_last",
        _rx(
            rf"\b(?:the\s+)?(?:(?P<wd>{_DAY})|(?P<u>week|weekend|month|year|night))"
            r"(?:\s+(?:night|evening|morning))?\s+before\s+last\b"
        ),
    ),
    ("that_mon", _rx(rf"\bthat\s+(?:same\s+)?(?P<mon>{_MON})\b(?!\s*\d)")),
    (
        "ordinal",
        _rx(
            rf"\b(?:the\s+)?(?P<ord>{_ORDINAL})\s+(?:day\s+)?of\s+(?P<mon>{_MON})\b"
            rf"(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "day_only",
        _rx(
            rf"\b(?:(?P<wd>{_DAY}),?\s+the|on the|of the|since the|until the)\s+"
            r"(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?:\s+of\s+(?P<w>this|last|the same)\s+month)?"
            rf"(?!\s+(?!(?:and|at|in|when|of|near|by|on|a|an|the|he|she|they|it|its|his|their"
            r"|two|three|four|five|six|another|after|before|as|that|with)\b)[a-z])"
        ),
    ),
    ("day_only", _rx(rf"\b(?P<wd>{_DAY}),?\s+(?P<d>\d{{1,2}})(?=[:,.;)\u2013-]|$)")),
    ("slash", _rx(r"\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)\b")),
    (
        "night_to",
        _rx(
            rf"\b(?:overnight|the night|in the night|during the night)\s+(?:from\s+|of"
            rf"\s+)?(?:(?P<wd1>{_DAY})\s+)?(?:into|to|on)\s+(?:early\s+)?(?P<wd>{_DAY})"
        ),
    ),
    ("wd_to", _rx(rf"\bbetween\s+(?P<wd1>{_DAY})\s+and\s+(?P<wd>{_DAY})")),
    ("eve_of_feast", _rx(rf"\bthe eve of (?P<feast>{_FEAST})\b(?:\s+(?P<y>(?:19|20)\d\d))?")),
    (
        "feast",
        _rx(
            rf"\b(?P<over>(?:over|around|during)\s+)?(?P<feast>{_FEAST})\b(?!\s+(?:island|market))"
            r"(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "season",
        _rx(
            r"\b(?:(?:(?P<w>last|this)|(?<=since )the|(?<=in )the)\s+"
            r"(?P<s>(?-i:spring|summer|autumn|fall|winter))\b(?!\s+(?:of\b|(?:19|20)\d\d))"
            r"|(?P<s2>(?-i:spring|summer|autumn|fall|winter))\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b)"
        ),
    ),
    ("before_yesterday", _rx(r"\bthe day before yesterday\b")),
    (
        "event",
        _rx(
            r"(?<![\w-])(?:(?<=on )(?:the|that)\s+(?:same\s+|very\s+)?(?:day|night|evening|morning"
            r"|afternoon)\s+(?P<at>of(?=\s+(?:the|those)\s+(?!same|day|next|week|month"
            r"|year)[a-z])|(?:that|when)(?=\s+the\s))"
            rf"|(?:(?P<n>{_NUM}|half an)\s+(?=\w+)|(?=\w+s\s))(?P<u>moment|minute|hour"
            r"|day|night|week|fortnight|month|year)s?\s+(?P<dir>earlier|before|previously"
            r"|prior to|prior|later|afterwards?|after|ahead of)"
            r"|(?:the|that|this)\s+(?:very\s+)?(?P<same>same|following|next|previous|preceding)"
            rf"\s+(?:(?P<u2>day|night|evening|morning|afternoon|week|weekend|month|year)"
            rf"|(?P<wd>{_DAY}))"
            rf"|that\s+(?:same\s+)?(?P<wd2>{_DAY})|same\s+(?:day|night)"
            r"|the\s+(?P<u3>day|night|evening|morning|afternoon|week|month|year)"
            r"\s+(?P<side>before|after)"
            r"|(?P<onward>since then|ever since|from then on)"
            r"|the\s+(?P<over>night)\s+that\s+followed"
            rf"|the\s+(?P<wd4>{_DAY})\s+(?P<side2>before|after)"
            r"|(?P<eve>the eve)(?:\s+of)?|(?P<next>(?:next|following)\s+(?:day|morning))"
            r"|(?:(?:later|earlier)\s+(?:that|the same|in the same|that same)"
            r"|(?<=in )that|(?<=of )that|that very)\s+(?P<whole>week|month|year)"
            r"|(?:later|earlier)\s+(?:that|the same|in the|the|on the same|that same)\s+"
            r"(?:day|night|evening|morning)|(?:later|earlier)\s+on\s+the\s+same\s+day"
            r"|that\s+(?:same\s+)?(?:day|night|evening|morning|afternoon)"
            r"|within\s+(?:hours|minutes)|shortly\s+afterwards?|soon\s+afterwards?)\b"
        ),
    ),
    (
        "ago",
        _rx(
            r"\b(?:(?:nearly|about|almost|more than|over|some)\s+)?"
            rf"(?:(?P<n>{_NUM}|half an)\s+)?(?P<u>hour"
            rf"|minute|day|week|fortnight|month|year|decade)s?\s+ago\b"
        ),
    ),
    (
        "earlier_this",
        _rx(
            r"\b(?:(?P<p>earlier|later)\s+)?(?P<w>this|the current)\s+(?P<u>week|month|year"
            r"|weekend)\b"
        ),
    ),
    (
        "my",
        _rx(
            rf"\b(?:(?P<part>early|mid|late)[\s-]+(?:in\s+)?)?(?P<mon>{_MON})\.?(?:"
            rf"\s+of (?=\d))?(?:,?\s+(?P<y>(?:19|20)\d\d))?\b(?!\s*\d)(?P<ly>"
            rf"\s+last year)?"
        ),
    ),
    (
        "last_unit",
        _rx(
            r"\b(?:(?:earlier|in|over|during|from)\s+)?(?:the\s+)?(?P<w>last"
            r"|previous|past|preceding)\s+(?P<u>week|month|year|weekend)\b(?!'s (?:meeting"
            r"|talks)| of [A-Z])"
        ),
    ),
    (
        "straight",
        _rx(
            rf"\bfor\s+(?:a|the)\s+(?P<ord>{_ORDINAL})\s+(?:straight |consecutive |successive "
            r"|running )?(?P<u>day|night|week|month)\b"
        ),
    ),
    (
        "running",
        _rx(
            rf"\bfor\s+(?:the\s+)?(?P<n>{_NUM})\s+(?:straight |consecutive )?"
            r"(?P<u>day|night|week|month)s?(?=,?\s+(?:now\b|(?:[\w'-]+\s+){1,4}(?:has|have)\b))"
        ),
    ),
    (
        "past_n",
        _rx(
            rf"\b(?:(?:in|over|during|for|within)\s+)?(?:(?:the|these|its)\s+)?(?:last|past|previous|preceding)"
            rf"\s+(?P<n>{_NUM}|24|48|72)\s+(?P<u>hour|day|week|month)s?\b"
        ),
    ),
    (
        "since_start",
        _rx(r"\bsince\s+the\s+(?:beginning|start)\s+of\s+the\s+(?P<u>year|month|week)\b"),
    ),
    (
        "the_week",
        _rx(
            r"\b(?:throughout|during|over|all through|for much of)\s+the\s+(?:reporting"
            r"\s+)?week\b(?! (?:of|to|ending|beginning|starting)\b)|\ball\s+week\b"
        ),
    ),
    ("weekend", _rx(r"\b(?:over|at|during|on|since)\s+the\s+weekend\b")),
    ("recent", _rx(r"\b(?:in\s+)?recent\s+(?P<u>day|week|month)s\b")),
    (
        "wd",
        _rx(
            rf"\b(?:(?P<pre>last|next|early|late|on|overnight|overnight on|since)\s+)?(?:يوم"
            rf"\s+)?(?P<wd>{_DAY})(?:\s+(?:night|evening|morning|afternoon|dawn))?(?!\w)"
        ),
    ),
    (
        "short_wd",
        _rx(r"\b(?:on|late|early|since)\s+(?P<wd>(?-i:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun))\b\.?"),
    ),
    (
        "overnight",
        _rx(r"\b(?:overnight|during the night|in the night|through the night)\b|الليلة الماضية"),
    ),
    (
        "near_day",
        _rx(
            r"\b(?P<k>the day before yesterday|yesterday|last night|today|tonight"
            r"|this (?:morning|afternoon|evening))\b|(?P<ar>أمس|اليوم)"
        ),
    ),
    (
        "range_y",
        _rx(
            r"\b(?:(?:between|from)\s+)?(?P<y>(?:19|20)\d\d)\s*(?:and|to|until|through|-|\u2013)\s*"
            r"(?P<y2>(?:19|20)\d\d)\b"
        ),
    ),
    (
        "year",
        _rx(
            r"\b(?:(?P<in>in|since|of|during|the|from|early|late|mid|by|until)[\s-]+)(?P<y>(?:19"
            r"|20)\d\d)\b(?!\s*(?:people|hours|local|UTC|GMT))"
        ),
    ),
)


# What a stretch must hold before a form is tried: looking for it costs a hundredth of trying all.
_SHAPES: dict[str, re.Pattern[str]] = {
    "digit": re.compile(r"\d"),
    "month": re.compile(_MON),
    "short": re.compile(r"\s(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b"),
}
_CUES: dict[str, tuple[str, ...]] = {  # one of them, in lower case and without hyphens
    "weekday": _DAYS,
    "feast": tuple(feast.replace("-", " ") for feast in FEASTS),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "unit": ("day", "night", "week", "month", "year", "hour", "minute", "moment", "morning"),
    "ago": ("ago",),
    "this": ("this", "the current"),
    "last": ("last", "past", "previous", "preceding"),
    "for": ("for",),
    "now": ("now", "has", "have"),
    "since": ("since",),
    "between": ("between",),
    "recent": ("recent",),
    "before": ("before",),
    "week": ("week",),
    "weekend": ("weekend",),
    "eve": ("the eve of",),
    "dark": ("overnight", "the night", "الليلة"),
    "yesterday": ("yesterday",),
    "near": (
        *("yesterday", "last night", "today", "tonight", "this morning", "this afternoon"),
        *("this evening", "أمس", "اليوم"),
    ),
    "other": (
        *("day", "night", "week", "month", "year", "hour", "minute", "moment", "morning"),
        *("evening", "afternoon", "afterward", "since then", "ever since", "from then on"),
        *("the eve", *_DAYS),
    ),
}
_LISTED = [(name, cue) for name, cues in _CUES.items() for cue in cues]
_NEEDS: dict[str, frozenset[str]] = {
    kind: frozenset(cues.split())
    for cues, kinds in (
        ("digit", "iso slash range_y year day_only"),
        ("digit month", "stamp dmy_range mdy_range dmy mdy"),
        ("month", "month_end that_mon ordinal my"),
        ("weekday month", "nth_wd"),
        ("weekday", "wd"),
        ("weekday week", "wd_of_week"),
        ("weekday dark", "night_to"),
        ("weekday between", "wd_to"),
        ("short", "short_wd"),
        ("feast", "feast"),
        ("feast eve", "eve_of_feast"),
        ("season", "season"),
        ("ago", "ago"),
        ("yesterday", "before_yesterday"),
        ("other", "event"),
        ("before last", "before_last"),
        ("unit this", "earlier_this"),
        ("unit last", "last_unit past_n"),
        ("unit for", "straight"),
        ("unit for now", "running"),
        ("unit since", "since_start"),
        ("unit recent", "recent"),
        ("week", "the_week"),
        ("weekend", "weekend"),
        ("dark", "overnight"),
        ("near", "near_day"),
    )
    for kind in kinds.split()
}


def forms_of(stretch: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """
    Give the forms that a stretch of text can hold.

    Parameters
    ----------
    stretch
        Text as `document.plain` gives it.

    Returns
    -------
    forms
        In the order of `GRAMMAR`; a form that is left out has no match in the stretch.
    """
    held = {name for name, shape in _SHAPES.items() if shape.search(stretch)}
    low = stretch.lower().replace("-", " ")
    held |= {name for name, cue in _LISTED if cue in low}
    return _with_cues(frozenset(held))


@lru_cache(maxsize=1024)
def _with_cues(held: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, rx) for kind, rx in GRAMMAR if _NEEDS[kind] <= held)
