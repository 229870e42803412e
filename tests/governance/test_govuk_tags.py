"""What templates may ask for."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from governance.forms.renderers import FilterRenderer, GovukRenderer


def shown(text, **context):
    return Template("{% load govuk %}" + text).render(Context(context)).strip()


class Update(forms.Form):
    default_renderer = GovukRenderer

    words = forms.CharField(label="What happened", help_text="Two or three sentences.")
    status = forms.ChoiceField(choices=[("a", "On track")], widget=forms.RadioSelect)
    roles = forms.MultipleChoiceField(
        choices=[("o", "Officer")], widget=forms.CheckboxSelectMultiple
    )
    paper = forms.FileField()
    agree = forms.BooleanField(label="Agree the date")
    note = forms.CharField(required=False)
    reason = forms.CharField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].conditional = True


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ d|day }}", "11 December 2020"),
        ("{{ d|short_day }}", "11 Dec"),
        ("{{ d|weekday }}", "Friday 11 December 2020"),
        ("{{ d|weekday_name }}", "Friday"),
        ("{{ d|day_and_month }}", "11 December"),
        ("{{ m|moment }}", "10 June 2020 at 3:32pm"),
        ("{{ m|time_of_day }}", "3:32pm"),
        ("{{ m|day }}", "10 June 2020"),
        ("{{ d|days_to:e }}", "11 to 14 December 2020"),
        ("{{ n|figure }}", "1,250"),
        ("{{ x|day }}{{ x|moment }}{{ x|distance }}{{ x|figure }}{{ x|days_to:e }}", ""),
    ],
)
def test_dates_and_figures_are_written_as_people_write_them(text, words):
    context = {
        "d": date(2020, 12, 11),
        "e": date(2020, 12, 14),
        "m": datetime(2020, 6, 10, 14, 32, tzinfo=UTC),
        "n": 1250,
        "x": None,
    }
    assert shown(text, **context) == words


def test_distance_is_counted_from_the_products_own_day(on_day):
    on_day(date(2019, 9, 26))
    assert shown("{{ d|distance }}", d=date(2019, 9, 29)) == "in 3 days"
    assert shown("{{ d|lateness }}", d=date(2019, 9, 20)) == "6 days late"


def test_a_status_is_shape_and_word():
    html = shown("{% status one %}", one=SimpleNamespace(word="At risk", tone="risk"))
    assert "#mark-risk" in html and "At risk" in html


def test_no_status_is_said():
    assert "No update" in shown("{% status None %}")
    assert "Not rated" in shown('{% status None "Not rated" %}')


def test_printed_text_keeps_its_nesting_and_its_numbers():
    blocks = [
        {"kind": "paragraph", "level": 0, "text": "Papers:"},
        {"kind": "bullet", "level": 0, "text": "open"},
        {"kind": "bullet", "level": 1, "text": "all of them"},
        {"kind": "number", "level": 0, "text": "closed", "label": "2.1"},
    ]
    html = shown("{% printed blocks %}", blocks=blocks)
    assert html.count("<ul") == 3
    assert html.index("all of them") < html.index("2.1")


def test_printed_text_cannot_bring_markup():
    block = {"kind": "paragraph", "level": 0, "text": "<b>bold</b>"}
    assert "&lt;b&gt;" in shown("{% printed blocks %}", blocks=[block])


def test_changed_words_are_marked_and_escaped():
    old, new = "The board met on Friday. <i>", "The board met on Monday. <i>"
    assert "<ins>Monday</ins>" in shown("{% words_added old new %}", old=old, new=new)
    assert "<del>Friday</del>" in shown("{% words_removed old new %}", old=old, new=new)
    assert "&lt;i&gt;" in shown("{% words_added old new %}", old=old, new=new)


def test_breadcrumbs_end_with_this_page():
    html = shown('{% breadcrumbs "Plans" "/p/" "Improvement 7" %}')
    assert 'href="/p/"' in html
    assert 'aria-current="page">Improvement 7' in html


def test_an_empty_answer_is_met_with_what_to_do():
    html = shown("{% error_summary form %}{{ form }}", form=Update({}))
    for sentence in [
        "Fill in “What happened”.",
        "Choose one under “Status”.",
        "Choose at least one under “Roles”.",
        "Choose a file for “Paper”.",
        "Tick “Agree the date” to go on.",
    ]:
        assert html.count(sentence) == 2
    assert "This field is required" not in html


def test_a_mistake_leads_to_its_control():
    html = shown("{% error_summary form %}{{ form }}", form=Update({}))
    for target in ["id_words", "id_status_0", "id_roles_0", "id_paper", "id_agree"]:
        assert f'href="#{target}"' in html and f'id="{target}"' in html


def test_hint_and_mistake_are_tied_to_the_control():
    html = str(Update({})["words"])
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_may_stay_empty_says_so_unless_it_depends_on_an_answer():
    form = Update()
    assert "(optional)" in form["note"].as_field_group()
    assert "(optional)" not in form["reason"].as_field_group()
    assert "(optional)" not in form["words"].as_field_group()


def test_a_summary_without_mistakes_is_not_there():
    assert shown("{% error_summary form %}", form=Update()) == ""
    assert shown("{% error_summary form %}", form=None) == ""


def test_a_formset_gives_all_its_mistakes():
    several = forms.formset_factory(Update, extra=0)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    html = shown("{% error_summary formset %}", formset=several(data, initial=[{}, {}]))
    assert "#id_form-0-words" in html and "#id_form-1-words" in html


def test_filter_fields_never_say_optional():
    class Filter(forms.Form):
        default_renderer = FilterRenderer
        theme = forms.ChoiceField(choices=[("", "All")], required=False)

    assert "optional" not in str(Filter())


def test_a_form_of_another_package_gets_our_markup_and_words():
    class Login(forms.Form):
        login = forms.EmailField(
            label="Email", widget=forms.EmailInput(attrs={"placeholder": "Email"})
        )

    html = shown("{% govuk_form form %}", form=Login())
    assert "govuk-input" in html and "E-mail address" in html and "placeholder" not in html


def test_the_admin_keeps_its_own_markup():
    class Plain(forms.Form):
        name = forms.CharField()

    assert "govuk" not in str(Plain())


def test_charts_are_followed_by_their_figures():
    parts = [("On track", "on", 3), ("At risk", "risk", 1)]
    for tag in [
        '{% stacked_bar parts "Plan" %}',
        "{% stacked_bars groups %}",
        "{% small_multiples quarters %}",
        "{% reach 11 16 20 %}",
        '{% readings values 20 "Seats" %}',
    ]:
        html = shown(
            tag,
            parts=parts,
            groups=[("Plan", "4 improvements", parts)],
            quarters=[("Q1", parts)],
            values=[("June", 11)],
        )
        assert "<title>" in html and "<table" in html and "style=" not in html


def test_a_timeline_says_each_row_in_words(on_day):
    on_day(date(2019, 9, 26))
    rows = [
        {
            "name": "Recruit",
            "url": "/7/",
            "number": "7",
            "promised": [date(2019, 6, 30)],
            "words": "Overdue, 3 months",
            "late": True,
        }
    ]
    html = shown(
        "{% timeline rows start end %}", rows=rows, start=date(2019, 4, 1), end=date(2020, 3, 31)
    )
    assert "Today, 26 Sep" in html
    assert "Overdue, 3 months" in html
    assert "First date 30 June 2019, passed, no new date" in html


def test_a_status_may_come_as_plain_data():
    assert "At risk" in shown("{% status one %}", one={"word": "At risk", "tone": "risk"})


def test_a_measure_without_a_target_has_figures_but_no_picture():
    html = shown("{% reach None 16 None 'seats' %}")
    assert "<svg" not in html and "Now 16 seats. No target is stated." in html


def test_a_measure_without_a_start_says_so():
    assert "Start not stated" in shown("{% reach None 16 20 %}")
