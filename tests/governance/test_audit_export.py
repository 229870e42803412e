"""The audit log as a table: whoever holds it can recompute the chain as the guide says."""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from governance import audit


@pytest.fixture
def table(as_, auditor, partnership, coordinator, tmp_path):
    coordinator.name = "=HYPERLINK(1) Żółć"
    coordinator.save()
    for number, text in enumerate(["{actor} did.", "=1+1", "{actor} wrote\na “line”; and, more."]):
        with transaction.atomic():
            audit.record(
                "plans.plan_edited",
                text,
                partnership=partnership,
                subject=partnership,
                details={"number": number, "day": "4 June"},
                by=coordinator if number else None,
            )
    answer = as_(auditor).get(reverse("governance:audit_export", args=[partnership.slug]))
    path = tmp_path / "audit.csv"
    path.write_bytes(b"".join(answer.streaming_content))
    return path


def recompute(table) -> list[str]:
    guide = (settings.BASE_DIR / "docs/guides/auditor.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert len(snippet.splitlines()) <= 25
    done = subprocess.run(
        [sys.executable, "-c", snippet, str(table)], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_the_lines_of_the_guide_find_the_export_whole(table, partnership):
    *lines, last = recompute(table)
    assert len(lines) >= 3
    assert all(line.endswith("whole") for line in lines if line[0].isdigit())
    assert last == f"The last fingerprint is {audit.head_of(partnership)[1]}"


def test_the_lines_of_the_guide_find_a_changed_export(table):
    content = table.read_text(encoding="utf-8-sig")
    table.write_text(content.replace("=1+1", "=1+2"), encoding="utf-8-sig")
    assert any("not the one that was hashed" in line for line in recompute(table))


def test_excel_reads_it_and_nothing_in_it_runs(table):
    content = table.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert not re.search(r'(^|,)"?[=+@]', text, re.MULTILINE)
