"""The demonstration can be moved to another day from its banner, and its mails can be read."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail as django_mail
from django.urls import reverse

from governance import clock, roles
from governance.errors import ActionRefused
from governance.models import AuditEvent, OutgoingMail
from governance.tasks import send_due
from governance.verification.checking import check
from lep_tracker.demo.days import DAYS
from lep_tracker.workflow.demo_clock import move_demo_clock
from tests import factories

FIRST = date(2019, 9, 26)
OVERDUE = date(2019, 9, 28)
FACTS = Path(django_settings.BASE_DIR) / "fixtures/demo"


@pytest.fixture
def demo(settings, on_day, tmp_path):
    on_day(FIRST)
    settings.DEMO_DAY_FILE = tmp_path / "demo_day"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings


def _choose(client, day):
    return client.post(reverse("demo_day"), {"day": day}, follow=True).content.decode()


def test_the_banner_says_what_day_it_is_and_offers_others(demo, as_, officer):
    page = as_(officer).get(reverse("home")).content.decode()
    assert "the date is set to 26 September 2019." in page
    offered = [each.day for each in DAYS if each.day != FIRST]
    assert all(f'value="{day}"' in page for day in offered)
    assert f'value="{FIRST}"' not in page
    assert reverse("demo_mails") in page


def test_moving_there_and_back(demo, as_, officer, django_capture_on_commit_callbacks):
    client = as_(officer)
    with django_capture_on_commit_callbacks(execute=True):
        page = _choose(client, "2020-12-09")
    assert clock.today() == date(2020, 12, 9)
    assert "The date of the demonstration is now 9 December 2020." in page
    assert "the date is set to 9 December 2020." in client.get(reverse("home")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        _choose(client, str(FIRST))
    assert clock.today() == FIRST


def test_what_was_recorded_keeps_its_day_and_the_log_stays_whole(
    demo, officer, partnership, django_capture_on_commit_callbacks
):
    for day in (OVERDUE, FIRST):
        with django_capture_on_commit_callbacks(execute=True):
            move_demo_clock(day, by=officer)
    events = AuditEvent.objects.filter(partnership=partnership, verb="demo.clock_moved")
    first, second = events.order_by("number")
    assert first.as_printed == (
        "Governance Officer changed the date of the demonstration from 26 September 2019 to "
        "28 September 2019."
    )
    days = [clock.london_day(event.clock_at) for event in (first, second)]
    assert days == [FIRST, OVERDUE] and first.at <= second.at
    assert check(partnership).problems == [] and check(None).problems == []


def test_the_day_survives_a_restart_and_another_start_wins(demo, tmp_path):
    """Another process, such as the worker, reads the same day; another LEP_TODAY is meant."""
    asked = "import django; django.setup(); from governance import clock; print(clock.today())"
    known = {k: v for k, v in os.environ.items() if not k.startswith(("LEP_", "DATABASE_URL"))}
    known |= {"DJANGO_SETTINGS_MODULE": "lep_tracker.settings", "LEP_DATA_DIR": str(tmp_path)}
    demo.DEMO_DAY_FILE = tmp_path / "demo_day"
    clock.move_to(OVERDUE)
    said = {}
    for start in (str(FIRST), "2019-10-01"):
        env = known | {"LEP_DEMO": "1", "LEP_TODAY": start}
        run = [sys.executable, "-c", asked]
        done = subprocess.run(
            run, cwd=django_settings.BASE_DIR, env=env, capture_output=True, text=True
        )
        said[start] = done.stdout.strip() or done.stderr
    assert said == {str(FIRST): str(OVERDUE), "2019-10-01": "2019-10-01"}


@pytest.mark.parametrize("typed", ["2031-01-01", "", "tomorrow", "²"])
def test_only_offered_days_are_taken(demo, as_, officer, typed):
    page = _choose(as_(officer), typed)
    assert "Choose one of the days that are offered." in page
    assert clock.today() == FIRST


def test_outside_the_demonstration_there_is_no_such_thing(settings, as_, officer, tmp_path):
    settings.DEMO_DAY_FILE = tmp_path / "demo_day"
    client = as_(officer)
    assert client.post(reverse("demo_day"), {"day": str(OVERDUE)}).status_code == 404
    assert client.get(reverse("demo_mails")).status_code == 404
    assert client.get(reverse("demo_mail", args=[1])).status_code == 404
    assert "Change the date" not in client.get(reverse("home")).content.decode()
    with pytest.raises(ActionRefused):
        move_demo_clock(OVERDUE, by=officer)
    with pytest.raises(RuntimeError):
        clock.move_to(OVERDUE)


def test_never_in_production(demo, officer):
    demo.PRODUCTION = True
    with pytest.raises(ActionRefused):
        move_demo_clock(OVERDUE, by=officer)


def test_the_day_after_brings_its_mail_which_can_be_read(
    demo, as_, officer, plan_round, django_capture_on_commit_callbacks
):
    plan_round.round.due_on = date(2019, 9, 27)
    plan_round.round.save(update_fields=["due_on"])
    client = as_(officer)
    with django_capture_on_commit_callbacks(execute=True):
        _choose(client, str(OVERDUE))
    noon = datetime.combine(OVERDUE, time(12), clock.LONDON)
    send_due(at=noon)
    page = client.get(reverse("demo_mails")).content.decode()
    assert "3 improvements overdue" in page
    mail = OutgoingMail.objects.get(recipient=officer)
    words = client.get(reverse("demo_mail", args=[mail.pk])).content.decode()
    assert "due since Friday 27 September" in words
    # Links in it lead on.
    assert f'<a href="{demo.BASE_URL}/' in words


def test_a_code_is_read_from_the_folder(demo, as_, officer):
    """Its words are forgotten by the outbox once sent; the file in the folder has them."""
    demo.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    sent = OutgoingMail.objects.create(
        kind="sign_in",
        to_address=officer.email,
        recipient=officer,
        day=FIRST,
        phase="sent",
        sent_at=clock.now(),
        subject="Your code",
    )
    others = [f"<{number}@example.org>" for number in range(2)]
    with django_mail.get_connection() as connection:
        for place, message_id in enumerate([others[0], sent.message_id, others[1]]):
            django_mail.EmailMessage(
                "Your code",
                f"The code is ABCD-{place}.",
                to=[officer.email],
                headers={"Message-ID": message_id},
                connection=connection,
            ).send()
    page = as_(officer).get(reverse("demo_mail", args=[sent.pk])).content.decode()
    assert "The code is ABCD-1." in page


def test_a_page_of_mails_asks_few_questions(
    demo, as_, officer, partnership, django_assert_max_num_queries
):
    for number in range(60):
        person = factories.make_person(f"Person {number}", partnership, roles.OFFICER)
        OutgoingMail.objects.create(
            kind="daily",
            to_address=person.email,
            recipient=person,
            day=FIRST,
            phase="sent",
            sent_at=clock.now(),
        )
    client = as_(officer)
    client.get(reverse("demo_mails"))
    with django_assert_max_num_queries(12):
        client.get(reverse("demo_mails"))


def test_the_offered_days_are_days_of_the_story():
    """The quarter's last day, the day after it, the meeting, and a day of the last quarter."""
    stoke = json.loads((FACTS / "stoke_staffordshire.json").read_text("utf-8"))
    objectives = json.loads((FACTS / "hotsw_okrs.json").read_text("utf-8"))["round"]
    quarter, pack = stoke["rounds"][1], stoke["packs"][0]
    first, due, after, meeting, later = [each.day for each in DAYS]
    assert str(first) == quarter["story_stands_at"]
    assert str(due) == quarter["due_on"]
    assert (after - due).days == 1
    assert str(meeting) == pack["meets_on"]
    assert objectives["opens_on"] <= str(later) <= objectives["due_on"]
