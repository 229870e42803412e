"""The WSGI entry for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from lep_tracker.backups.running import hold_as_running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lep_tracker.settings")

application = get_wsgi_application()
hold_as_running()
