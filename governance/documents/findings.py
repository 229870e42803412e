"""What the linter says of a plan or a set: a rule, a row, the words, and one plain sentence."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Finding:
    """Something a careful reader would ask about; nothing is changed by it."""

    rule: str  # a stable short name: "row-without-lead"
    row: str  # the row's number or label as printed; empty for the whole document
    words: str  # the words it is about, as they stand; may be empty
    message: str  # one sentence that says what it is and what could be done

    @property
    def key(self) -> str:
        """What “intended” is remembered by: the same finding on the same words."""
        return "|".join((self.rule, self.row, self.words))

    @property
    def fingerprint(self) -> str:
        """The key in one length, for the database and for a button."""
        return sha256(self.key.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Asked:
    """A finding with the page of its row, where there is one."""

    finding: Finding
    address: str = ""


@dataclass(frozen=True)
class Rule:
    """All findings of one rule, those that are asked and those that are intended."""

    name: str
    asked: tuple[Asked, ...]
    intended: tuple[Asked, ...]

    @property
    def title(self) -> str:
        """The rule as a heading: "Row without lead"."""
        words = self.name.replace("-", " ")
        for small, large in (("kpi", "KPI"), ("okr", "OKR")):
            words = words.replace(small, large)
        return words[:1].upper() + words[1:]


def by_rule(
    findings: Iterable[Finding],
    intended: Collection[str],
    addresses: Mapping[str, str] | None = None,
) -> list[Rule]:
    """The findings grouped by their rule; ``intended`` are fingerprints, pages go by row."""
    groups: dict[str, list[Asked]] = {}
    for finding in findings:
        address = (addresses or {}).get(finding.row, "")
        groups.setdefault(finding.rule, []).append(Asked(finding, address))
    return [
        Rule(
            name,
            tuple(one for one in group if one.finding.fingerprint not in intended),
            tuple(one for one in group if one.finding.fingerprint in intended),
        )
        for name, group in groups.items()
    ]
