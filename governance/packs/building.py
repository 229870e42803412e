"""Building a pack: read the quarter, write the HTML, make the PDF, look at it, keep its print.

What the worker calls. It may run twice and may be stopped half-way: a pack that was being built
is begun again from the start, and of two workers on one pack only one stores a result.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from governance import clock
from governance.audit import head_of
from governance.errors import ActionRefused
from governance.models import BoardPack, ChangedMeanwhile
from governance.verification.checking import Reason, require_whole

from . import Assembly, assemble, chosen
from .fallback_faces import fallback_for
from .integrity import vouch_for_built
from .pdf import PdfFailed, make_pdf
from .verify import fingerprint, pages_of, structure_problems

STYLES = settings.BASE_DIR / "static/css"
FONTS = settings.BASE_DIR / "static/vendor/lato"
RARE_SIGNS = settings.BASE_DIR / "static/vendor/noto"
# Beside one step for each section: the frame, the PDF, the check.
OTHER_STEPS = 3

log = logging.getLogger(__name__)


def build_pack(pack: BoardPack) -> BoardPack:
    """Build a pack that was asked for; one that is built already stays as it is."""
    if not pack.is_under_way:
        return pack
    try:
        _begin(pack)
        _build(pack)
    except ChangedMeanwhile:
        # Another worker began after us, and its result is the one that counts.
        log.info("Pack %s is being built by another worker.", pack.pk)
        return BoardPack.objects.get(pk=pack.pk)
    except (PdfFailed, ActionRefused) as error:
        _fail(pack, str(error)[:300])
    except Exception:
        log.exception("Pack %s could not be built.", pack.pk)
        _fail(
            pack,
            "The pack could not be built because of a fault in LEP Tracker. Try again; "
            "if it fails again, tell your administrator.",
        )
    return pack


def _begin(pack: BoardPack) -> None:
    pack.start_building()
    pack.problem = ""
    pack.steps_done = 0
    body = [section for section in chosen(pack.sections) if section.place == "body"]
    pack.steps_total = len(body) + OTHER_STEPS
    pack.step = "Reading the quarter"
    pack.audit_count, pack.audit_digest = head_of(pack.partnership)
    _save(pack)


def _build(pack: BoardPack) -> None:
    at = clock.now()
    require_whole(pack.partnership, reason=Reason.PACK, what="The pack was not created")

    def on_step(step: str) -> None:
        pack.step = step
        _save(pack, "step", "steps_done", "step_at")
        pack.steps_done += 1

    assembly = assemble(pack, at=at, on_step=on_step)
    on_step("Making the PDF")
    document = document_of(pack, assembly)
    rare = fallback_for(document, drawn_by=fonts(), others=sorted(RARE_SIGNS.glob("*.woff")))
    pdf = make_pdf(document, stylesheet=stylesheet(assembly), fonts=[*fonts(), *rare.files])
    on_step("Checking the PDF")
    problems = list(structure_problems(pdf))
    if problems:
        log.error("Pack %s: %s", pack.pk, " ".join(problems[:20]))
        raise PdfFailed(
            "The tags that screen readers follow do not hold together in this pack. "
            "Tell your administrator."
        )
    pack.finish_building()
    pack.html, pack.pdf, pack.sha256 = assembly.html, pdf, fingerprint(pdf)
    pack.problem = rare.warning[:300]
    pack.pages, pack.build_id = pages_of(pdf), assembly.build_id
    pack.is_draft, pack.built_at = assembly.is_draft, at
    pack.step, pack.steps_done = "Built", pack.steps_total
    with transaction.atomic():
        _save(pack)
        vouch_for_built(pack)


def _save(pack: BoardPack, *names: str) -> None:
    """Save at once, so that the page sees how far it is; raises where another worker was first."""
    pack.step_at = clock.now()
    with transaction.atomic():
        pack.save(update_fields=names or None)


def _fail(pack: BoardPack, problem: str) -> None:
    """Say on the pack what went wrong, unless another worker has taken it over meanwhile."""
    fresh = BoardPack.objects.get(pk=pack.pk)
    if fresh.version != pack.version or not fresh.is_under_way:
        return
    fresh.fail_building()
    fresh.problem = problem
    fresh.save()
    pack.refresh_from_db()


def document_of(pack: BoardPack, assembly: Assembly) -> str:
    """Return the whole HTML document that becomes the PDF."""
    return render_to_string(
        "packs/pack.html", {"pack": pack, "build_id": assembly.build_id, "html": assembly.html}
    )


def stylesheet(assembly: Assembly) -> str:
    """Return the print style, with the mark of a draft under every page where it is one."""
    names = ["pack_print.css", "pack_draft.css"] if assembly.is_draft else ["pack_print.css"]
    return "\n".join((STYLES / name).read_text(encoding="utf-8") for name in names)


def fonts() -> list[Path]:
    """Return the typeface fetched at set-up; without it the one of the system is used."""
    return sorted(FONTS.glob("lato-*.woff"))
