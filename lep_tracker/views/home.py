"""Your work: what waits for you, what changed, the picture of the plan."""

from django.views.generic import TemplateView

from governance import clock

from .. import dashboard
from ..context_processors import current_location, partnerships_of


class Home(TemplateView):
    """The first page after sign-in: soonest first, one verb each."""

    template_name = "lep_tracker/home.html"

    def get_context_data(self, **context):
        user, partnerships = self.request.user, partnerships_of(self.request)
        here = current_location(self.request)
        tasks = dashboard.tasks_for(user, partnerships)
        self.request.waiting = len(tasks)
        return super().get_context_data(
            today=clock.today(),
            here=here,
            days=dashboard.days_of(tasks),
            task_count=len(tasks),
            changes=dashboard.changes_for(user, here),
            writes=bool(here) and user.has_perm("plans.write_progressupdate", here),
            reviews=bool(here) and user.has_perm("plans.review_progressupdate", here),
            opens_quarters=bool(here) and user.has_perm("governance.open_reportinground", here),
            picture=dashboard.picture_of(user, here),
            **context,
        )
