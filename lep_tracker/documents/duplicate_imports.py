"""Whether a document stands in the site already, so that nobody brings it in twice unasked."""

from django.db.models import Q

from governance.models import ImportRun


def duplicate_import(run: ImportRun) -> ImportRun | None:
    """The newest document of the partnership that was imported and not taken back, and is the
    very same file or bears the same title; none for a newer issue, which says what it follows.
    """
    if run.subject_id or not run.is_ready:
        return None
    alike = Q(sha256=run.sha256)
    if run.title:
        alike |= Q(title__iexact=run.title, kind_found=run.kind_found)
    stands = [ImportRun.State.COMMITTED, ImportRun.State.KEPT]
    others = ImportRun.objects.filter(alike, partnership_id=run.partnership_id, state__in=stands)
    return others.exclude(pk=run.pk).for_list().first()
