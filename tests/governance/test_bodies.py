"""Boards, committees and sub-groups, and their seats."""

from datetime import date

import pytest

from governance.models import Body, Seat

BODIES = "/sslep/bodies/"


@pytest.fixture
def vacant(body):
    return Seat.objects.create(body=body, post=Seat.Post.CHAIR)


def test_a_coordinator_sets_up_a_body(as_, coordinator, partnership):
    typed = {"name": "Growth Board", "kind": "board", "is_advisory": "on", "remit": "Growth."}
    response = as_(coordinator).post(f"{BODIES}new/", typed)
    assert response.url == f"{BODIES}growth-board/"
    body = Body.objects.get()
    assert (body.partnership, body.is_advisory) == (partnership, True)


def test_two_bodies_of_one_name_have_two_addresses(as_, coordinator):
    for _ in range(2):
        typed = {"name": "New", "kind": "board", "is_another": "on"}
        as_(coordinator).post(f"{BODIES}new/", typed)
    assert set(Body.objects.values_list("slug", flat=True)) == {"new-2", "new-3"}


def test_a_vacant_seat_is_shown_as_vacant(as_, officer, vacant, body):
    page = as_(officer).get(f"{BODIES}{body.slug}/").content.decode()
    assert "Vacant" in page and "Chair" in page
    assert "vacant" in as_(officer).get(BODIES).content.decode()


def test_a_vacant_seat_is_filled_by_an_account_or_a_name(as_, coordinator, vacant, body, officer):
    address = f"{BODIES}{body.slug}/seats/{vacant.pk}/edit/"
    as_(coordinator).post(address, {"post": "chair", "user": officer.pk, "version": 1})
    vacant.refresh_from_db()
    assert vacant.user == officer
    page = as_(coordinator).post(
        address, {"post": "chair", "user": officer.pk, "printed_name": "A post", "version": 2}
    )
    assert "Give one holder: an account or a name, not both." in page.content.decode()


def test_a_seat_ends_and_stays_in_the_history(as_, coordinator, vacant, body):
    as_(coordinator).post(
        f"{BODIES}{body.slug}/seats/{vacant.pk}/end/", {"on": "30 September 2019"}
    )
    vacant.refresh_from_db()
    assert vacant.to_on == date(2019, 9, 30)
    page = as_(coordinator).get(f"{BODIES}{body.slug}/").content.decode()
    assert "Earlier and later seats" in page and "until 30 September 2019" in page


def test_seats_stand_in_the_order_of_their_posts(as_, officer, body, vacant):
    Seat.objects.create(body=body, post=Seat.Post.OBSERVER, printed_name="County Council")
    Seat.objects.create(body=body, post=Seat.Post.VICE_CHAIR, printed_name="Business member")
    page = as_(officer).get(f"{BODIES}{body.slug}/").content.decode()
    assert page.index("Chair") < page.index("Business member") < page.index("County Council")


def test_nobody_outside_the_partnership_can_hold_a_seat(as_, coordinator, body, outsider):
    page = as_(coordinator).post(
        f"{BODIES}{body.slug}/seats/add/", {"post": "member", "user": outsider.pk}
    )
    assert "Choose one from the list." in page.content.decode()


def test_a_body_elsewhere_is_not_found(as_, outsider, body):
    assert as_(outsider).get(f"/other/bodies/{body.slug}/").status_code == 404
    assert as_(outsider).get(f"{BODIES}{body.slug}/").status_code == 404


def test_an_empty_list_says_who_begins(as_, officer):
    page = as_(officer).get(BODIES).content.decode()
    assert "No body is set up yet" in page and "The coordinator sets up the first one." in page


def test_the_list_asks_a_fixed_number_of_questions(
    as_, coordinator, partnership, django_assert_max_num_queries
):
    for number in range(20):
        row = Body.objects.create(partnership=partnership, name=f"Body {number}", slug=f"b{number}")
        Seat.objects.create(body=row, post="chair", user=coordinator)
    client = as_(coordinator)
    client.get(BODIES)
    with django_assert_max_num_queries(12):
        assert client.get(BODIES).content.decode().count("Chair:") == 20
