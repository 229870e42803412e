"""The demonstration, loaded once for all of these: what a stranger finds in it."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse

from governance.models import AuditEvent, BoardPack, Comment, ImportRun, Partnership, User
from governance.verification.checking import check
from okrs.models import CheckIn, KeyResult, Objective, ObjectiveSet
from plans.documents.commit import commit_plan
from plans.documents.kept import as_kept
from plans.documents.taking_out import plan_on_paper
from plans.models import (
    KPI,
    Citation,
    Improvement,
    Lead,
    Milestone,
    Plan,
    PlanRound,
    ProgressUpdate,
    Review,
    WaitsFor,
)

# Without the mark nothing would make a test database when this module runs alone.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load once, and take everything away again at the end of this module."""
    from django.db import transaction

    with django_db_blocker.unblock(), override_settings(LEP_DEMO=True):
        outer = transaction.atomic()
        outer.__enter__()
        call_command("load_demo", verbosity=0)
        yield Partnership.objects.get(slug="sslep")
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def rows(model, **lookup):
    return model.objects.filter(**lookup).count()


def test_the_counts_are_those_of_the_paper(demo):
    plan = Plan.objects.get(partnership=demo)
    live = {"improvement__plan": plan}
    assert [theme.title for theme in plan.themes.all()] == ["Strategy", "Governance", "Delivery"]
    assert plan.improvements.count() == 25
    assert rows(Milestone, **live) == 75
    assert rows(Citation, **live) == 28
    assert Lead.objects.filter(**live).values("improvement").distinct().count() == 14
    assert plan.improvements.exclude(kpi_heading="").count() == 13
    assert rows(WaitsFor, awaited__title__contains="version 6", **live) == 7
    assert KPI.objects.filter(**live, latest__isnull=False).exists()


def test_the_first_quarter_is_closed_and_says_who_wrote_it(demo):
    first = PlanRound.objects.get(plan__partnership=demo, round__slug="2019-q1")
    assert first.is_closed
    assert first.snapshot["rows"][0]["said"]["status"]["key"] == "not_stated"
    said = first.updates.exclude(state=ProgressUpdate.State.SILENT)
    assert set(said.values_list("printed_under", flat=True)) == {"Area Lead progress update"}


def test_the_second_quarter_is_half_way_through(demo):
    second = PlanRound.objects.get(plan__partnership=demo, round__slug="2019-q2")
    states = list(second.updates.values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "not_started": 4,
        "draft": 4,
        "submitted": 9,
        "returned": 2,
        "accepted": 5,
        "excused": 1,
    }
    assert rows(Review, update__plan_round=second, decision="returned") == 2
    assert Comment.objects.filter(partnership=demo).exists()


def test_the_others_are_separate(demo):
    assert rows(Improvement, plan__partnership__slug="selep") == 7
    states = list(CheckIn.objects.values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "not_started": 78,  # nobody is asked of the key result without words
        "draft": 1,
        "submitted": 3,
    }


def test_the_objectives_have_the_shapes_of_their_paper(demo):
    run = ImportRun.objects.get(partnership__slug="hotsw")
    assert run.file_name == "hotsw_okrs.docx" and run.state == ImportRun.State.COMMITTED
    assert run.fidelity["lost"] == 0 and run.fidelity["unplaced"] == 0
    assert [
        (
            one.appendix,
            one.title,
            one.objectives.count(),
            rows(KeyResult, objective__objective_set=one),
        )
        for one in ObjectiveSet.objects.filter(partnership__slug="hotsw").order_by("order")
    ] == [
        ("Appendix A", "Corporate", 5, 16),
        ("Appendix B", "People Leadership", 5, 16),
        ("Appendix C", "Business Leadership", 4, 11),
        ("Appendix D", "Place Leadership", 7, 20),
        ("Appendix E", "TDA", 7, 20),
    ]
    assert not KeyResult.objects.filter(updater=None).exists()
    assert [one.label for one in KeyResult.objects.filter(text="")] == ["KR3"]
    assert rows(KeyResult, objective__objective_set__appendix="Appendix B", outcome_text="") == 0
    assert KeyResult.objects.exclude(outcome_text="").count() == 16
    fishing = Objective.objects.filter(section="Fishing").last()
    assert [one.label for one in fishing.key_results.all()] == ["KR1", "KR2", "KR2"]
    sections = Objective.objects.exclude(section="").values_list("section", flat=True)
    assert list(dict.fromkeys(sections)) == ["Fishing", "Photonics", "Tourism"]
    quarter = {"latest__lt": "2020-10-01"}, {"latest__gt": "2020-12-31"}
    assert all(KeyResult.objects.filter(**lookup).exists() for lookup in quarter)


def test_every_action_of_the_story_is_in_the_record(demo):
    for partnership in Partnership.objects.all():
        assert check(partnership).problems == []
    days = AuditEvent.objects.filter(partnership=demo).values_list("clock_at", flat=True)
    assert max(days).date().isoformat() <= "2019-09-26"


def test_each_role_signs_in_with_the_printed_password(demo, client):
    from lep_tracker import demo as story

    for each in story.sign_ins():
        assert User.objects.get(email=each.email).check_password(story.PASSWORD)


def test_each_partnership_has_a_printed_sign_in_that_can_act(demo, on_day, capsys):
    from lep_tracker import demo as story

    on_day(date(2019, 9, 26))
    with override_settings(LEP_DEMO=True):
        call_command("demo_sign_ins")
    printed = capsys.readouterr().out
    people = [User.objects.get(email=each.email) for each in story.sign_ins()]
    assert all(person.email in printed for person in people)
    for partnership in Partnership.objects.all():
        act = {"plans.edit_plan", "governance.import_document"}
        assert any(act <= person.permissions_in(partnership) for person in people), partnership


def test_the_chair_finds_the_pack_of_the_closed_quarter(demo, on_day, as_):
    on_day(date(2019, 9, 26))
    chair = User.objects.get(email="fr.chair@sslep.example.org")
    client = as_(chair)
    home = " ".join(client.get(reverse("home")).content.decode().split())
    assert "pack for Q1 2019-20 (Apr to Jun 2019)" in home
    assert "Meeting on 3 October 2019." in home
    pack = BoardPack.objects.get(partnership=demo)
    assert pack.is_issued and pack.pages > 5
    file = client.get(reverse("governance:pack_download", args=["sslep", pack.pk]))
    assert file.status_code == 200 and file["Content-Type"] == "application/pdf"
    assert "The imported paper states no status for 24 of 25 improvements." in home


def test_no_change_is_taken_of_a_row_whose_status_the_paper_states(demo, on_day, as_):
    on_day(date(2019, 9, 26))
    officer = User.objects.get(email="governance.officer@sslep.example.org")
    update = ProgressUpdate.objects.get(
        improvement__plan__partnership=demo, improvement__ref="15", state="not_started"
    )
    assert update.asked == officer
    address = update.get_absolute_url()
    page = as_(officer).get(address).content.decode()
    assert "No earlier quarter says." not in page
    assert "Send “no change”" in page


def test_several_kpis_ask_for_a_figure(demo):
    counted = KPI.objects.exclude(unit="").filter(target__isnull=False)
    assert counted.filter(improvement__plan__partnership=demo).count() >= 8
    waiting = ProgressUpdate.objects.filter(
        state="not_started",
        asked__email="governance.officer@sslep.example.org",
        improvement__kpis__in=counted,
    )
    assert waiting.exists()


def test_nobody_reads_another_partnership(demo, as_):
    officer = User.objects.get(email="governance.officer@sslep.example.org")
    answer = as_(officer).get(reverse("okrs:set_list", args=["hotsw"]))
    assert answer.status_code == 404


def test_a_second_load_changes_nothing(demo, capsys):
    before = AuditEvent.objects.count()
    with override_settings(LEP_DEMO=True):
        call_command("load_demo")
    assert "there already" in capsys.readouterr().out
    assert AuditEvent.objects.count() == before


def test_it_is_refused_where_no_demonstration_is_allowed(demo):
    with override_settings(LEP_DEMO=False, DEBUG=False), pytest.raises(CommandError):
        call_command("load_demo")


@pytest.mark.parametrize(
    ("slug", "document", "rows_in_it"),
    [("sslep", "stoke_staffordshire.docx", 25), ("selep", "south_east.docx", 7)],
)
def test_its_plans_came_in_from_their_word_documents(demo, slug, document, rows_in_it):
    run = ImportRun.objects.get(partnership__slug=slug)
    assert run.file_name == document and run.state == ImportRun.State.COMMITTED
    assert run.subject.improvements.count() == rows_in_it
    assert run.fidelity["lost"] == 0 and run.fidelity["unplaced"] == 0
    assert run.fidelity["source_characters"] == (run.fidelity["placed"] + run.fidelity["furniture"])


def test_the_plans_come_out_on_paper_and_go_in_again():
    for plan in list(Plan.objects.all()):
        paper = plan_on_paper(plan)
        people = User.objects.who_belong_to(plan.partnership)
        again = commit_plan(paper, partnership=plan.partnership, by=people.first())
        assert plan_on_paper(again) == as_kept(paper) == paper
