"""The sets of a partnership, and one set in the layout of its paper."""

from datetime import date

import pytest
from django.urls import reverse

from okrs.models import Objective, ObjectiveSet
from plans.models import Improvement

from . import objects


def detail(objective_set) -> str:
    return reverse("okrs:set_detail", args=[objective_set.partnership.slug, objective_set.slug])


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_list_names_each_set_with_its_counts(as_, officer, key_result):
    page = text_of(as_(officer).get(reverse("okrs:set_list", args=["sslep"])))
    assert "Q2 2019-20 (Jul to Sep 2019)" in page
    assert "Corporate" in page
    assert "Start a set" not in page


def test_empty_list_says_who_starts_a_set(as_, officer):
    page = text_of(as_(officer).get(reverse("okrs:set_list", args=["sslep"])))
    assert "A coordinator starts it" in page


def test_detail_prints_the_paper(as_, officer, measure, objective_set):
    page = text_of(as_(officer).get(detail(objective_set)))
    for words in (
        "Appendix A",
        "printed as “Q2 (Jul to Sep)”",
        "A partnership that performs well.",
        "Aims",
        "A board that performs",
        "KR1",
        "Directors in place",
        "Single investment plan",
        "“by end of September”",
        "Schools in the service",
    ):
        assert words in page


def test_an_empty_key_result_is_said_to_be_empty(as_, officer, objective, objective_set):
    objects.make_key_result(objective, label="KR3", text="")
    assert "The paper has nothing here." in text_of(as_(officer).get(detail(objective_set)))


def test_outsider_gets_404(as_, outsider, objective_set):
    assert as_(outsider).get(detail(objective_set)).status_code == 404
    assert as_(outsider).get(reverse("okrs:set_list", args=["sslep"])).status_code == 404


def test_a_person_without_a_role_that_reads_gets_403(as_, officer, objective_set):
    assert as_(officer).get(reverse("okrs:set_create", args=["sslep"])).status_code == 403


def test_page_cannot_be_posted_to(as_, officer, objective_set):
    assert as_(officer).post(detail(objective_set)).status_code == 405


def test_committee_reads_closed_quarters_only(as_, committee_member, coordinator, check_in):
    check_in.words = "Two directors joined."
    check_in.submit()
    check_in.submitted_at, check_in.submitted_by = check_in.state_since, coordinator
    check_in.save()
    objective_set = check_in.key_result.objective.objective_set
    assert "Two directors joined." not in text_of(as_(committee_member).get(detail(objective_set)))
    check_in.round.closed_at, check_in.round.closed_by = check_in.state_since, coordinator
    check_in.round.save()
    assert "Two directors joined." in text_of(as_(committee_member).get(detail(objective_set)))


def test_reviewer_reads_what_was_sent_and_no_draft(as_, area_lead, officer, check_in):
    check_in.words = "Two directors joined."
    check_in.start()
    check_in.save()
    address = detail(check_in.key_result.objective.objective_set)
    assert "Two directors joined." not in text_of(as_(area_lead).get(address))
    check_in.submit()
    check_in.submitted_at, check_in.submitted_by = check_in.state_since, officer
    check_in.save()
    assert "Two directors joined." in text_of(as_(area_lead).get(address))


@pytest.mark.parametrize("rows", [1, 10, 100])
def test_queries_do_not_grow(as_, officer, objective, reporting_round, rows):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(rows):
        key_result = objects.make_key_result(objective, label=f"KR{number}", order=number)
        objects.make_measure(key_result)
        objects.make_check_in(key_result, reporting_round)
    client = as_(officer)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(detail(objective.objective_set)).content.decode()
    assert page.count('id="kr-') == rows
    assert len(queries) <= 22


TYPED = {
    "title": "People",
    "appendix": "Appendix B",
    "starts_on": "2019-07-01",
    "ends_on": "2019-09-30",
    "printed_label": "Q2 (Sep)",
    "outcome": "Better skills.",
    "header": "# Aims\n1. First\n- Second",
}


def test_coordinator_starts_a_set(as_, coordinator, partnership):
    address = reverse("okrs:set_create", args=["sslep"])
    answer = as_(coordinator).post(address, TYPED)
    objective_set = ObjectiveSet.objects.get()
    assert answer.status_code == 302
    assert objective_set.label == "Q2 2019-20 (Jul to Sep 2019)"
    assert objective_set.header_blocks[0]["heading"] == "Aims"
    assert [block["text"] for block in objective_set.header_blocks[0]["body"]] == [
        "First",
        "Second",
    ]
    page = text_of(
        as_(coordinator).get(reverse("okrs:set_edit", args=["sslep", "people-q2-2019-20"]))
    )
    assert "# Aims" in page


@pytest.mark.parametrize("name", ["starts_on", "ends_on"])
def test_a_day_of_a_set_without_its_year_is_asked(as_, coordinator, partnership, on_day, name):
    """Also where it would be the day that the page proposed."""
    on_day(date(2019, 9, 26))
    address = reverse("okrs:set_create", args=["sslep"])
    typed = {"starts_on": "1 July", "ends_on": "30 Sept"}[name]
    page = text_of(as_(coordinator).post(address, TYPED | {name: typed}))
    assert f"We read “{typed}” as" in page and "2019. The year was not typed." in page
    assert not ObjectiveSet.objects.exists()
    key = {"starts_on": "2019-07-01", "ends_on": "2019-09-30"}[name]
    confirmed = {name: typed, f"{name}_confirmed": f"{key}/{key}"}
    as_(coordinator).post(address, TYPED | confirmed)
    assert f"{getattr(ObjectiveSet.objects.get(), name)}" == key


def test_days_the_wrong_way_round_keep_what_was_typed(as_, coordinator, partnership):
    address = reverse("okrs:set_create", args=["sslep"])
    answer = as_(coordinator).post(address, TYPED | {"ends_on": "2019-06-01"})
    page = text_of(answer)
    assert "Give a last day that is after the first day." in page
    assert "Better skills." in page
    assert not ObjectiveSet.objects.exists()


def test_two_people_edit_one_set_and_neither_is_overwritten(as_, coordinator, objective_set):
    address = reverse("okrs:set_edit", args=["sslep", objective_set.slug])
    base = TYPED | {"version": objective_set.version}
    as_(coordinator).post(address, base | {"title": "First"})
    answer = as_(coordinator).post(address, base | {"title": "Second"})
    objective_set.refresh_from_db()
    assert objective_set.title == "First"
    assert answer.status_code == 409
    assert "Second" in text_of(answer)


def test_objective_is_added_and_linked_to_improvements(as_, coordinator, objective_set, plan):
    improvement = Improvement.objects.first()
    address = reverse("okrs:objective_create", args=["sslep", objective_set.slug])
    as_(coordinator).post(
        address, {"text": "Open papers", "section": "", "improvements": [improvement.pk]}
    )
    assert list(Objective.objects.get().improvements.all()) == [improvement]


def test_key_result_is_added_with_measures_and_joins_the_open_quarter(
    as_, coordinator, objective, reporting_round, on_day
):
    on_day(date(2019, 7, 15))
    address = reverse(
        "okrs:keyresult_create", args=["sslep", objective.objective_set.slug, objective.pk]
    )
    typed = {
        "label": "KR1",
        "text": "Service in 160 schools by end July",
        "due_text": "by end July",
        "latest": "2019-07-31",
        "lines": "one\ntwo",
        "measures-TOTAL_FORMS": "1",
        "measures-INITIAL_FORMS": "0",
        "measures-0-name": "Schools",
        "measures-0-baseline": "0",
        "measures-0-target": "160",
    }
    assert as_(coordinator).post(address, typed).status_code == 302
    key_result = objective.key_results.get()
    assert key_result.latest == date(2019, 7, 31)
    assert [block["text"] for block in key_result.bullets] == ["one", "two"]
    assert key_result.measures.get().target == 160
    assert key_result.check_ins.get().round == reporting_round


def test_a_date_that_does_not_stand_in_the_words_is_refused(as_, coordinator, objective):
    address = reverse(
        "okrs:keyresult_create", args=["sslep", objective.objective_set.slug, objective.pk]
    )
    typed = {
        "label": "KR1",
        "text": "Service in 160 schools",
        "due_text": "by Easter",
        "measures-TOTAL_FORMS": "0",
        "measures-INITIAL_FORMS": "0",
    }
    page = text_of(as_(coordinator).post(address, typed))
    assert "Copy the words of the date" in page
    assert "Service in 160 schools" in page


def part(name, objective_set, kind, thing, *more):
    return reverse(f"okrs:{name}", args=["sslep", objective_set.slug, kind, thing.pk, *more])


def test_objectives_move_by_one_place(as_, coordinator, objective_set):
    first = objects.make_objective(objective_set, "First", 0)
    second = objects.make_objective(objective_set, "Second", 1)
    as_(coordinator).post(part("part_move", objective_set, "objective", second, "up"))
    assert list(objective_set.objectives.all()) == [second, first]
    answer = as_(coordinator).post(
        part("part_move", objective_set, "objective", second, "up"), follow=True
    )
    assert "It already stands first." in text_of(answer)


def test_what_has_check_ins_stays(as_, coordinator, check_in, objective_set):
    check_in.start()
    check_in.save()
    answer = as_(coordinator).post(
        part("part_remove", objective_set, "key-result", check_in.key_result), follow=True
    )
    assert "has check-ins, so it stays" in text_of(answer)
    assert objective_set.objectives.get().key_results.count() == 1


def test_what_nothing_was_said_of_can_go(as_, coordinator, check_in, objective_set):
    seen = {"seen": check_in.key_result.seen_whole}
    as_(coordinator).post(
        part("part_remove", objective_set, "key-result", check_in.key_result), seen
    )
    assert objective_set.objectives.get().key_results.count() == 0


def test_officer_cannot_edit(as_, officer, objective, objective_set):
    address = part("part_remove", objective_set, "objective", objective)
    assert as_(officer).post(address).status_code == 403
    assert as_(officer).get(address).status_code == 405


def test_a_closed_quarter_keeps_its_words(as_, coordinator, check_in, objective_set):
    check_in.round.closed_at, check_in.round.closed_by = check_in.state_since, coordinator
    check_in.round.save()
    address = reverse("okrs:set_edit", args=["sslep", objective_set.slug])
    answer = as_(coordinator).post(address, TYPED | {"version": objective_set.version})
    page = text_of(answer)
    assert "its words stay as they were reported" in page
    assert "Better skills." in page
    objective_set.refresh_from_db()
    assert objective_set.title == "Corporate"
    answer = as_(coordinator).post(
        part("part_remove", objective_set, "key-result", check_in.key_result), follow=True
    )
    assert "its words stay as they were reported" in text_of(answer)
