"""The words over a row's measures, and where they end."""

import re

_HEADING = re.compile(
    r"^(?P<heading>(?:LEP\s+|key\s+)?(?:K\.?P\.?I\.?(?:[’'`]?s)?|key\s+performance\s+indicators?|"
    r"measures?\s+of\s+success|success\s+(?:measures?|criteria|factors?)|outcome\s+measures?|"
    r"performance\s+(?:measures?|indicators?)|measures?|metrics?|targets?|outputs?|outcomes?|"
    r"(?:what\s+)?(?:does\s+)?success\s+(?:looks?\s+like|will\s+look\s+like)|"
    r"indicators?|how\s+(?:we\s+will|will\s+we)\s+(?:know|measure\s+\w+)|expected\s+outcomes?)"
    r"(?:\s*/\s*(?:outcomes?|measures?|targets?|KPIs?|outputs?))?(?:\s*\([^()]*\))?\??)"
    r"\s*(?P<joint>:\s*[-–—]?|\s[–—-]\s|[–—]|(?=$))\s*(?P<rest>.*)$",
    re.IGNORECASE,
)


def heading_of(text: str) -> tuple[str, str] | None:
    """A KPI heading as printed and what follows on its line; nothing where there is none."""
    found = _HEADING.match(text)
    if found is None:
        return None
    return text[: found.start("rest")].strip(), found["rest"].strip()


def is_numbered(text: str) -> bool:
    """Whether a line is one of several numbered KPIs: “KPI 2: ten visits”."""
    return bool(re.match(r"KPI\s*\d{1,2}\s*[:.)–-]", text, re.IGNORECASE))
