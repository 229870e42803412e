"""What the roof asks of the worker: ids in, one call, and twice does no harm."""

from typing import Any

from celery import Task, shared_task

from governance.models import ImportRun

from .documents.reading_runs import give_up, read_run


class ReadTask(Task):
    """Reading that ends in a fault of ours is said on the run, not only in the log."""

    def on_failure(self, exc: Any, task_id: Any, args: Any, kwargs: Any, einfo: Any) -> None:
        run = ImportRun.objects.filter(pk=args[0]).first()
        if run is not None:
            give_up(run)


@shared_task(base=ReadTask)
def read_import(run_id: int) -> None:
    """Read one document that was imported."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is not None:
        read_run(run)


@shared_task
def find_forgotten_imports() -> None:
    """Ask again for documents whose request the queue lost, or whose worker was stopped."""
    for pk in ImportRun.objects.forgotten().values_list("pk", flat=True):
        read_import.delay(pk)
