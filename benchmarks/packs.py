"""What a pack costs for each of its pages, against a bare tagged page made by the same maker."""

import resource
from time import perf_counter

from benchmarks.large_site import Site
from governance.packs.building import build_pack, fonts
from governance.packs.pdf import make_pdf
from governance.packs.verify import pages_of
from governance.workflow.packs import request_pack

_PAGES = 10
_BARE = "".join(
    f'<section style="break-before: page"><h2>Page {number}</h2>'
    + "<p>Plain words in one column, as a letter has them.</p>" * 24
    + "</section>"
    for number in range(1, _PAGES + 1)
)
_DOCUMENT = (
    f'<!doctype html><html lang="en"><head><title>Bare</title></head><body><h1>Bare</h1>{_BARE}'
    "</body></html>"
)


def report(site: Site) -> None:
    """Build the pack of the newest closed quarter and print what one page of it cost."""
    closed = site.first.partnership.rounds.exclude(closed_at=None).order_by("-starts_on")[0]
    pack = request_pack(site.first.body, round=closed, by=site.first.coordinator)
    cpu, wall = _spent(lambda: build_pack(pack))
    pack.refresh_from_db()
    if not pack.is_built:
        print(f"\nThe pack was not built: {pack.problem}")
        return
    sheets: list[bytes] = []
    bare_cpu, _ = _spent(lambda: sheets.append(make_pdf(_DOCUMENT, stylesheet="", fonts=fonts())))
    bare_pages = pages_of(sheets[0])
    each, bare_each = cpu / pack.pages, bare_cpu / bare_pages
    print(
        f"\nPack of {pack.pages} pages: {wall:.1f} s, {each * 1000:.0f} ms of CPU a page, "
        f"{len(pack.pdf) / pack.pages / 1000:.1f} kB a page, "
        f"{each / bare_each:.1f} × a bare tagged page."
    )


def _spent(action) -> tuple[float, float]:
    """CPU and wall seconds, the children that draw the pages included."""
    before, began = _cpu(), perf_counter()
    action()
    return _cpu() - before, perf_counter() - began


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
