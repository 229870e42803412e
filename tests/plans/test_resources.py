"""Plans' content in and out as tables: by natural key, all or nothing, one event each."""

import csv
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent, RoleAssignment, User
from governance.tables import MOST_BYTES, read_table
from plans.models import KPI, Improvement, Lead, Milestone, MonitoringLine, ProgressUpdate, Theme
from tests import factories

HEAD = ["partnership", "plan", "improvement", "order", "name", "kind"]


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def url(model, page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def sheet(*rows) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def upload(content: bytes, name: str = "leads.csv"):
    file = io.BytesIO(content)
    file.name = name
    return file


def look(client, model, partnership, content: bytes, name: str = "leads.csv"):
    sent = {"import_file": upload(content, name)}
    if partnership is not None:
        sent["partnership"] = partnership.pk
    return client.post(url(model, "import"), sent)


def import_rows(client, model, partnership, content: bytes, name: str = "leads.csv"):
    looked = look(client, model, partnership, content, name)
    assert looked.status_code == 200
    assert "ticket" in looked.context, said(looked)
    return client.post(
        url(model, "process_import"), {"ticket": looked.context["ticket"]}, follow=True
    )


def said(answer) -> str:
    context = answer.context
    return f"{context.get('problems', '')} {context['form'].errors if 'form' in context else ''}"


def taken_out(client, model, kind: int) -> bytes:
    answer = client.post(url(model, "export"), {"format": str(kind), "resource": "0"})
    assert answer.status_code == 200
    return answer.content


def lead(plan, ref="1", order=1, name="Chair", kind="post", **more):
    return [plan.partnership.slug, plan.slug, ref, order, name, kind, *more.values()]


def test_new_changed_and_unchanged_rows(root, administrator, plan):
    before = Lead.objects.count()
    content = sheet(
        HEAD,
        lead(plan, "1", 1, "Governance Officer"),
        lead(plan, "2", 1, "Programme Manager"),
        lead(plan, "3", 2, "Board Chair"),
    )
    looked = look(root, Lead, plan.partnership, content)
    assert Lead.objects.count() == before and not AuditEvent.objects.exists()
    page = looked.content.decode()
    assert "1 new, 1 changed and 1 unchanged" in page
    answer = import_rows(root, Lead, plan.partnership, content)
    assert [str(one) for one in answer.context["messages"]] == [
        "The file leads.csv was imported: 1 new, 1 changed, 1 unchanged."
    ]
    changed = Lead.objects.get(improvement__ref="2", order=1)
    assert (changed.name, changed.version) == ("Programme Manager", 2)
    assert changed.history.first().history_user == administrator
    assert Lead.objects.get(improvement__ref="1", order=1).version == 1
    event = AuditEvent.objects.get()
    assert (event.verb, event.partnership) == ("plans.lead_imported", plan.partnership)
    assert event.details["rows"] == {"new": 1, "changed": 1, "unchanged": 1}


def test_one_wrong_row_keeps_all_out(root, plan):
    before = list(Lead.objects.values_list("pk", "name", "version"))
    content = sheet(
        HEAD,
        lead(plan, "1", 1, "Someone else"),
        lead(plan, "9", 1, "Nobody"),
        lead(plan, "2", 1, "Chair", "ghost"),
        lead(plan, "2", "first", "Chair"),
    )
    answer = look(root, Lead, plan.partnership, content)
    assert answer.context["problems"] == [
        "leads.csv, line 3: The plan has no improvement “9”.",
        "leads.csv, line 4: Column kind: “ghost” is none of person, post, body.",
        "leads.csv, line 5: “first” is not a whole number.",
    ]
    assert list(Lead.objects.values_list("pk", "name", "version")) == before
    assert not AuditEvent.objects.exists()


def test_row_of_another_partnership_is_refused(root, plan, other_partnership):
    theirs = factories.make_plan(other_partnership)
    content = sheet(HEAD, lead(theirs, "1", 1, "Taken over"))
    answer = look(root, Lead, plan.partnership, content)
    (problem,) = answer.context["problems"]
    assert problem.startswith("leads.csv, line 2: It names the partnership “other")
    assert not Lead.objects.filter(name="Taken over").exists()


def test_two_lines_for_one_row_are_refused(root, plan):
    content = sheet(HEAD, lead(plan, "1", 1, "One"), lead(plan, "1", 1, "Two"))
    answer = look(root, Lead, plan.partnership, content)
    assert answer.context["problems"] == ["leads.csv, line 3: It means the same thing as line 2."]


def as_excel_writes_it(how: str, rows: list[list[object]]) -> tuple[str, bytes]:
    text = "\r\n".join("\t".join(map(str, row)) for row in rows)
    if how == "Unicode text":
        return "leads.txt", text.encode("utf-16")
    if how == "tabs":
        return "leads.tsv", text.encode()
    if how == "semicolons":
        return "leads.csv", text.replace("\t", ";").encode("utf-8-sig")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return "leads.xlsx", written.getvalue()


@pytest.mark.parametrize("how", ["Unicode text", "tabs", "semicolons", "workbook"])
def test_empty_lines_and_columns_and_headings_with_blanks_are_taken(root, plan, how):
    heads = ["Partnership", " Plan", "IMPROVEMENT", "order", "", "name", "kind", ""]
    rows = [
        ["", "", ""],
        heads,
        [plan.partnership.slug, plan.slug, "1", 1, "", "Cadeirydd Dŵr", "post", ""],
        ["", " ", ""],
        [plan.partnership.slug, plan.slug, "2", 1, "", "Programme Manager", "post", ""],
    ]
    name, content = as_excel_writes_it(how, rows)
    answer = import_rows(root, Lead, plan.partnership, content, name)
    assert "was imported" in " ".join(map(str, answer.context["messages"]))
    assert Lead.objects.filter(name="Cadeirydd Dŵr", improvement__ref="1").exists()
    assert Lead.objects.filter(name="Programme Manager", improvement__ref="2").exists()


def test_the_line_that_is_wrong_is_that_of_the_file(root, plan):
    content = sheet(
        [], HEAD, [], lead(plan, "1", 1, "Chair"), ["", ""], lead(plan, "9", 1, "Nobody")
    )
    answer = look(root, Lead, plan.partnership, content)
    assert answer.context["problems"] == [
        "leads.csv, line 6: The plan has no improvement “9”.",
    ]


def test_a_heading_with_a_blank_means_its_column():
    heads = ["Partnership", "Plan", "Improvement", "ORDER", "Name", "Printed indent"]
    found = read_table("t.csv", sheet(heads, ["a", "b", "c", 1, "d", 2])).headers
    assert found[-1] == "printed_indent"


def test_a_column_we_do_not_know_is_named_with_the_one_that_may_be_meant(root, plan):
    content = sheet([*HEAD[:-1], "kinds"], lead(plan))
    (mistake,) = look(root, Lead, plan.partnership, content).context["form"].errors["import_file"]
    assert "There is a column kinds that we do not know. Did you mean kind?" in mistake


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leads.csv", b"", "empty"),
        ("leads.csv", b"partnership,plan\n", "no rows"),
        ("leads.csv", b"partnership,plan,order\na,b,\x00\n", "NUL"),
        ("leads.ods", b"partnership\n", "neither a CSV nor an XLSX"),
        ("leads.txt", b"partnership\n", "no rows"),
        ("leads.xlsx", b"PK\x03\x04 broken", "cannot be read"),
        ("leads.xlsx", b"no zip at all", "cannot be read"),
        ("leads.csv", b'a,b\n"open', "cannot be read"),
        ("leads.csv", b"a,b\n1,2,3\n", "Line 2 of leads.csv has “3” in column 3, over"),
        ("leads.csv", b"a,,b\n\n1,x,3\n", "Line 3 of leads.csv has “x” in column 2"),
        ("leads.csv", b"a,a\n1,2\n", "one heading over each column"),
        ("leads.csv", b"partnership,plan\n1,2\n", "There is no column improvement, order."),
        ("leads.csv", b"id,partnership,plan,improvement,order\n1,2,3,4,5\n", "do not know"),
        ("leads.csv", b"a\n" + b"1\n" * 20_001, "more than 20,000 rows"),
        ("leads.csv", b"a" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)  # fmt: skip
def test_broken_file_is_refused_in_one_sentence(root, plan, name, content, sentence):
    answer = look(root, Lead, plan.partnership, content, name)
    (mistake,) = answer.context["form"].errors["import_file"]
    assert sentence in mistake and mistake.endswith(".")
    assert not AuditEvent.objects.exists()


def test_bomb_is_not_unpacked(root, plan):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (70 * 1024 * 1024))
    answer = look(root, Lead, plan.partnership, packed.getvalue(), "bomb.xlsx")
    assert "would unpack into far more than it is" in str(answer.context["form"].errors)


def test_workbook_with_a_part_missing_is_refused(root, plan):
    good = io.BytesIO(taken_out(root, Lead, 1))
    torn = io.BytesIO()
    with zipfile.ZipFile(good) as whole, zipfile.ZipFile(torn, "w") as half:
        for entry in whole.infolist():
            if "sheet1" not in entry.filename:
                half.writestr(entry, whole.read(entry))
    answer = look(root, Lead, plan.partnership, torn.getvalue(), "torn.xlsx")
    (mistake,) = answer.context["form"].errors["import_file"]
    assert mistake.startswith("torn.xlsx is damaged")


def test_workbook_that_hides_an_entity_is_not_opened(root, plan):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>')
    answer = look(root, Lead, plan.partnership, packed.getvalue(), "entity.xlsx")
    assert "declares entities" in str(answer.context["form"].errors)


def test_rows_changed_since_the_look_stop_the_import(root, plan):
    content = sheet(HEAD, lead(plan, "1", 1, "From the file"))
    looked = look(root, Lead, plan.partnership, content)
    row = Lead.objects.get(improvement__ref="1")
    row.name = "By hand meanwhile"
    row.save()
    answer = root.post(
        url(Lead, "process_import"), {"ticket": looked.context["ticket"]}, follow=True
    )
    assert "since you looked" in answer.content.decode()
    assert Lead.objects.get(pk=row.pk).name == "By hand meanwhile"
    assert not AuditEvent.objects.exists()


def test_file_comes_in_once(root, plan):
    content = sheet(HEAD, lead(plan, "3", 7, "Once"))
    ticket = look(root, Lead, plan.partnership, content).context["ticket"]
    for _ in range(2):
        answer = root.post(url(Lead, "process_import"), {"ticket": ticket}, follow=True)
    assert "no longer kept" in answer.content.decode()
    assert Lead.objects.filter(name="Once").count() == 1


def test_forged_ticket_brings_nothing_in(root, plan):
    answer = root.post(url(Lead, "process_import"), {"ticket": "forged"}, follow=True)
    assert "Send it again" in answer.content.decode()


def test_get_on_the_second_page_is_refused(root):
    assert root.get(url(Lead, "process_import")).status_code == 405


@pytest.mark.parametrize("kind", [0, 1], ids=["csv", "xlsx"])
def test_what_goes_out_comes_back_equal(root, plan, officer, kind):
    name = ("table.csv", "table.xlsx")[kind]
    row = plan.improvements.first()
    row.statement = [
        {"kind": "paragraph", "level": 0, "text": "=1+1 stands here as text"},
        {"kind": "bullet", "level": 1, "text": "- twice", "label": "a)"},
    ]
    row.short_name, row.updater = "+44 is a number", officer
    row.layout = ["statement", "leads"]
    row.save()
    theme = plan.themes.first()
    theme.title, theme.purpose = "'=typed so", [{"kind": "heading", "level": 0, "text": "＠home"}]
    theme.save()
    Lead.objects.update(name="@post", topic="'quoted")
    KPI.objects.update(baseline="-12.50", target="1000", unit="-")
    parent = row.milestones.first()
    Milestone.objects.create(
        improvement=row, parent=parent, order=2, level=1, text="\tTab first", state="done",
        done_on=date(2019, 5, 1), is_recurring=True,
    )  # fmt: skip
    MonitoringLine.objects.create(improvement=row, text="", order=1)
    for model in (Theme, Improvement, Lead, KPI, Milestone, MonitoringLine):
        content = taken_out(root, model, kind)
        looked = look(root, model, plan.partnership, content, name)
        totals = looked.context.get("totals")
        assert totals == {"new": 0, "changed": 0, "unchanged": model.objects.count()}, (
            model,
            said(looked),
            looked.context.get("changes"),
        )
    kept = [f.name for f in Milestone._meta.fields if f.name not in ("id", "version", "parent")]
    for model in (KPI, Lead, MonitoringLine):
        content = taken_out(root, model, kind)
        before = sorted(map(str, _values(model)))
        model.objects.all().delete()
        import_rows(root, model, plan.partnership, content, name)
        assert sorted(map(str, _values(model))) == before, model
    content = taken_out(root, Milestone, kind)
    before = sorted(map(str, Milestone.objects.values_list(*kept)))
    Milestone.objects.all().delete()
    import_rows(root, Milestone, plan.partnership, content, name)
    names = [name for name in kept if not name.startswith(("original", "dates"))]
    assert Milestone.objects.count() == len(before)
    assert Milestone.objects.get(level=1).parent == row.milestones.get(level=0)
    assert Milestone.objects.get(level=1).state == "done" and names


def _values(model):
    fields = [f.name for f in model._meta.fields if f.name not in ("id", "version")]
    return model.objects.values_list(*fields)


def test_workbook_holds_no_formula_and_numbers_stay_numbers(root, plan):
    KPI.objects.update(text='=HYPERLINK("x")', unit="＝1", baseline="-3", target="7.50")
    book = openpyxl.load_workbook(io.BytesIO(taken_out(root, KPI, 1)))
    cells = {cell.data_type for line in book.active for cell in line}
    assert "f" not in cells
    head, first = list(book.active.iter_rows(values_only=True))[:2]
    row = dict(zip(head, first, strict=True))
    assert row["text"] == '\'=HYPERLINK("x")' and row["unit"] == "'＝1"
    assert (row["baseline"], row["target"]) == (-3, 7.5)


def test_every_table_goes_out_and_is_recorded_once(root, plan_round):
    for model in admin.site._registry:
        before = AuditEvent.objects.count()
        text = taken_out(root, model, 0).decode("utf-8-sig")
        head = text.split("\r\n")[0].split(",")
        assert not {"password", "token_digest", "payload", "pdf", "html", "data"} & set(head), model
        assert AuditEvent.objects.count() == before + 1, model


def test_date_that_stands_is_not_moved_by_a_file(root, plan):
    content = taken_out(root, Milestone, 0).decode("utf-8-sig").replace("2019-07-31", "2019-12-31")
    answer = look(root, Milestone, plan.partnership, content.encode(), "milestones.csv")
    assert "It is changed on the milestone's page, with a reason." in answer.context["problems"][0]


def test_new_row_joins_the_open_quarter(root, plan, plan_round):
    content = sheet(
        ["partnership", "plan", "ref", "order", "short_name", "statement", "theme"],
        [plan.partnership.slug, plan.slug, "4", 4, "Report", "Report.\n- Twice.", "Strategy"],
    )
    import_rows(root, Improvement, plan.partnership, content, "rows.csv")
    row = plan.improvements.get(ref="4")
    assert [block["kind"] for block in row.statement] == ["paragraph", "bullet"]
    assert ProgressUpdate.objects.filter(improvement=row).exists()


def test_date_of_a_new_milestone_is_read_from_its_words(root, plan, on_day):
    on_day(date(2019, 5, 1))
    content = sheet(
        ["partnership", "plan", "improvement", "order", "text"],
        [plan.partnership.slug, plan.slug, "1", 5, "Report by end May 2019"],
    )
    import_rows(root, Milestone, plan.partnership, content, "milestones.csv")
    made = Milestone.objects.get(text="Report by end May 2019")
    assert (made.latest, made.original_latest) == (date(2019, 5, 31),) * 2


def test_people_and_roles_come_in(root, partnership):
    people = sheet(["email", "name"], ["Data.Officer@example.org", "Data Officer"])
    import_rows(root, User, None, people, "people.csv")
    person = User.objects.get(email="data.officer@example.org")
    assert not person.has_usable_password() and not person.is_staff
    given = sheet(
        ["partnership", "email", "role", "body", "starts_on", "ends_on"],
        [partnership.slug, person.email, "officer", "", "1 April 2019", ""],
    )
    import_rows(root, RoleAssignment, partnership, given, "roles.csv")
    role = person.role_assignments.get()
    assert (role.role, role.starts_on) == ("officer", date(2019, 4, 1))
    assert [event.verb for event in AuditEvent.objects.order_by("at")] == [
        "governance.user_imported",
        "governance.roleassignment_imported",
    ]


def test_nobody_becomes_administrator_by_a_file(root):
    content = sheet(["email", "name", "is_superuser"], ["a@example.org", "A", "yes"])
    answer = look(root, User, None, content, "people.csv")
    assert "do not know" in str(answer.context["form"].errors)


def test_clerk_brings_rows_into_their_own_partnership_only(
    as_, coordinator, plan, other_partnership
):
    names = ["add_lead", "change_lead", "view_lead", "view_user", "add_user", "change_user"]
    coordinator.is_staff = True
    coordinator.save()
    coordinator.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = as_(User.objects.get(pk=coordinator.pk))
    content = sheet(HEAD, lead(plan, "3", 7, "By the coordinator"))
    import_rows(client, Lead, plan.partnership, content)
    theirs = factories.make_plan(other_partnership)
    answer = look(client, Lead, other_partnership, sheet(HEAD, lead(theirs, "1", 1, "Not mine")))
    assert "partnership" in answer.context["form"].errors
    assert client.get(url(User, "import")).status_code == 403
    assert not Lead.objects.filter(name="Not mine").exists()
