"""Walk every chain of the audit trail and say where one breaks."""

from django.core.management.base import BaseCommand, CommandError

from governance import audit
from governance.models import Partnership


class Command(BaseCommand):
    help = "Check that no audit event was changed, taken out or cut off the end of a chain."

    def add_arguments(self, parser):
        parser.add_argument("--partnership", help="Only this one, by its slug.")

    def handle(self, *args, partnership=None, **options):
        chosen = Partnership.objects.all()
        if partnership:
            chosen = chosen.filter(slug=partnership)
            if not chosen:
                raise CommandError(f"There is no partnership {partnership!r}.")
        broken = 0
        for owner in [*chosen, *([] if partnership else [None])]:
            name = owner.slug if owner else "the site itself"
            problems = list(audit.verify(owner))
            broken += len(problems)
            for problem in problems:
                self.stderr.write(f"{name}: {problem}")
            count, digest = audit.head_of(owner)
            if not problems:
                self.stdout.write(f"{name}: {count} events, whole. Head {digest[:16] or 'none'}.")
        if broken:
            raise CommandError(f"{broken} thing(s) wrong with the audit trail.")
