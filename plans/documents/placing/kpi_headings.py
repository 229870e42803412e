"""The words over a row's measures, and where they end."""

import re

_HEADING = re.compile(
    r"^(?P<heading>(?:LEP\s+|key\s+)?(?:K\.?P\.?I\.?(?:[’'`]?s)?|key\s+performance\s+indicators?|"
    r"measures?\s+of\s+success|success\s+(?:measures?|criteria|factors?)|outcome\s+measures?|"
    r"performance\s+(?:measures?|indicators?)|measures?|metrics?|targets?|outputs?|outcomes?|"
    r"(?:what\s+)?success\s+(?:looks\s+like|will\s+look\s+like)|"
    r"how\s+(?:we\s+will|will\s+we)\s+(?:know|measure\s+\w+)|expected\s+outcomes?)"
    r"(?:\s*/\s*(?:outcomes?|measures?|targets?|KPIs?|outputs?))?)"
    r"\s*(?P<joint>:\s*[-–—]?|\s[–—-]\s|[–—]|(?=$))\s*(?P<rest>.*)$",
    re.IGNORECASE,
)


def heading_of(text: str) -> tuple[str, str] | None:
    """A KPI heading as printed and what follows on its line; nothing where there is none."""
    found = _HEADING.match(text)
    if found is None:
        return None
    return text[: found.start("rest")].strip(), found["rest"].strip()
