"""Who gets in where: the addresses of governance."""

from datetime import timedelta

from governance import clock, workflow
from governance.comment_threads import question_seen
from governance.models import AccountableBody, Comment, Deputy, OutgoingMail, TypedText
from tests import factories
from tests.access_table import CAST, HERE, KEEPERS, SIGNED_IN, World, form, page, verb
from tests.governance.access_packs import PACKS


def an_invitation(world: World) -> None:
    world.invitation, world.token = workflow.invite_person(
        world.partnership,
        email="new@example.org",
        name="New person",
        role="officer",
        by=world.coordinator,
    )


def it_was_withdrawn(world: World) -> None:
    workflow.withdraw_invitation(world.invitation, by=world.coordinator)


def a_deputy(world: World) -> None:
    today = clock.today()
    world.deputy = Deputy.objects.create(
        partnership=world.partnership,
        user=world.officer,
        deputy=world.coordinator,
        starts_on=today,
        ends_on=today + timedelta(days=7),
    )


def typed_words(world: World) -> None:
    world.typed = TypedText.objects.create(
        user=world.officer, form="/somewhere/", payload={"notes": ["Half a sentence"]}
    )


def an_accountable_body(world: World) -> None:
    world.accountable_body = AccountableBody.objects.create(
        partnership=world.partnership, name="City Council"
    )


def others_use_its_words(world: World) -> None:
    world.other_partnership.status_scheme = world.partnership.status_scheme
    world.other_partnership.save()


def no_open_quarter(world: World) -> None:
    world.partnership.rounds.update(closed_at=clock.now(), closed_by=world.coordinator)


def words_of_its_own(world: World) -> None:
    no_open_quarter(world)
    workflow.take_own_words(world.partnership, by=world.coordinator)
    world.partnership.refresh_from_db()


def a_question(world: World) -> None:
    world.question = workflow.comments.add_comment(
        world.improvement, text="Who signs it off?", by=world.officer
    )


def answers_read(world: World) -> dict[str, object]:
    question = Comment.objects.get(pk=world.question.pk)
    return {"seen": question_seen(question, question)}


def it_is_settled(world: World) -> None:
    comment = Comment.objects.get(pk=world.question.pk)
    workflow.comments.resolve_comment(comment, by=world.officer)


def a_settled_question(world: World) -> None:
    a_question(world)
    it_is_settled(world)


def it_is_open_again(world: World) -> None:
    comment = Comment.objects.get(pk=world.question.pk)
    workflow.comments.reopen_comment(comment, by=world.officer)


def settings_form(world: World) -> dict[str, object]:
    here = world.partnership
    return {
        "name": here.name,
        "short_name": here.short_name,
        "kind": here.kind,
        "reviewer_title": here.reviewer_title,
        "quarter_convention": here.quarter_convention,
        "status_scheme": here.status_scheme_id,
        "update_days": 9,
        "review_days": here.review_days,
        "reminder_days": here.reminder_days,
        "papers_clear_days": here.papers_clear_days,
        "no_change_limit": here.no_change_limit,
        "version": here.version,
    }


def words_form(world: World) -> dict[str, object]:
    words = list(world.partnership.status_scheme.words.all())
    data: dict[str, object] = {
        "form-TOTAL_FORMS": len(words),
        "form-INITIAL_FORMS": len(words),
    }
    for number, word in enumerate(words):
        data |= {
            f"form-{number}-id": word.pk,
            f"form-{number}-word": word.word,
            f"form-{number}-meaning": f"{word.meaning} Truly.",
            f"form-{number}-tone": word.tone,
            f"form-{number}-standing": word.standing,
            f"form-{number}-order": word.order,
            f"form-{number}-version": word.version,
        }
    return data


def a_mail(phase: str):
    def made(world: World) -> None:
        world.mail = OutgoingMail.objects.create(
            kind="invitation",
            to_address="new@example.org",
            day=clock.today(),
            subject="Join",
            text="Words.",
            phase=phase,
        )

    return made


def it_was_sent(world: World) -> None:
    OutgoingMail.objects.filter(pk=world.mail.pk).update(phase="sent")


def a_reviewer_asked_for(world: World) -> None:
    other = factories.make_person("Other coordinator", world.partnership, "coordinator")
    world.role_request = workflow.ask_for_reviewer(
        world.partnership, user=None, email="new@example.org", name="New person", by=other
    )


def it_was_declined(world: World) -> None:
    workflow.decline_role_request(world.role_request, by=world.coordinator)


def one_person(world: World) -> None:
    world.partnership = workflow.allow_one_person(
        world.partnership, reason="The body has one officer.", by=world.administrator
    )


def two_people(world: World) -> None:
    workflow.forbid_one_person(world.partnership, by=world.administrator)


INVITATION = {"email": "other@example.org", "name": "Other person", "role": "officer"}
VOICES = "officer coordinator area_lead"
BODY = {"name": "Growth Board", "kind": "board"}
SEAT = {"post": "chair"}
TWO_DAYS = {"starts_on": "1 March 2031", "ends_on": "8 March 2031"}
# Another person's own things are not there for anybody else.
ONLY_OFFICER = dict.fromkeys(
    ("coordinator", "area_lead", "committee_member", "auditor", "administrator"), 404
)

ACCESS = {
    # One's own account.
    "governance:account": page("", SIGNED_IN),
    "governance:account_name": form("", SIGNED_IN, {"name": "Another name"}),
    "governance:unsaved_text": page(
        "typed", "officer", given=typed_words, differently=ONLY_OFFICER
    ),
    # Throwing away what was never saved changes nothing that is recorded.
    "governance:unsaved_text_forget": verb(
        "typed", "officer", given=typed_words, events=0, differently=ONLY_OFFICER
    ),
    "governance:deputy_create": form(
        "partnership",
        "officer",
        lambda w: {"deputy": w.coordinator.pk, **TWO_DAYS},
        differently={"coordinator": 200},
    ),
    "governance:deputy_end": verb(
        "partnership deputy", "officer", given=a_deputy, differently=ONLY_OFFICER
    ),
    # People and roles.
    "governance:people": page("partnership", HERE),
    "governance:person_detail": page("partnership officer", KEEPERS),
    "governance:invitation_create": form("partnership", KEEPERS, INVITATION),
    "governance:invitation_resend": verb(
        "partnership invitation", KEEPERS, given=an_invitation, wrong=it_was_withdrawn
    ),
    "governance:invitation_withdraw": verb(
        "partnership invitation", KEEPERS, given=an_invitation, wrong=it_was_withdrawn
    ),
    "governance:invitation_accept": form(
        "token",
        "anonymous",
        {
            "name": "New person",
            "password": "a fresh long phrase",
            "again": "a fresh long phrase",
        },
        given=an_invitation,
        wrong=it_was_withdrawn,
        # Who is signed in as somebody else reads whom it is for, and is told so when accepting.
        differently=dict.fromkeys(CAST, (200, 302)),
    ),
    "governance:role_give": form("partnership officer", KEEPERS, {"role": "auditor"}),
    "governance:role_end": form(
        "partnership assignment",
        KEEPERS,
        wrong=lambda w: workflow.end_role(w.assignment, by=w.coordinator),
    ),
    "governance:role_request_confirm": verb(
        "partnership role_request",
        "coordinator area_lead administrator",
        given=a_reviewer_asked_for,
        wrong=it_was_declined,
    ),
    "governance:role_request_decline": verb(
        "partnership role_request",
        "coordinator area_lead administrator",
        given=a_reviewer_asked_for,
        wrong=it_was_declined,
    ),
    "governance:one_person_allow": form(
        "partnership",
        "administrator",
        {"reason": "The body has one officer.", "sure": "on"},
        wrong=one_person,
    ),
    "governance:one_person_forbid": verb(
        "partnership", "administrator", given=one_person, wrong=two_people
    ),
    # The partnership.
    "governance:partnership_detail": page("partnership", HERE),
    "governance:partnership_edit": form("partnership", KEEPERS, settings_form),
    "governance:accountable_body_create": form(
        "partnership",
        KEEPERS,
        {
            "name": "City Council",
            "finance_officer_title": "Section 151 officer",
        },
    ),
    "governance:accountable_body_edit": form(
        "partnership accountable_body",
        KEEPERS,
        {"name": "County Council", "finance_officer_title": "Section 73 officer"},
        given=an_accountable_body,
    ),
    "governance:status_words": form(
        "partnership", KEEPERS, words_form, given=words_of_its_own, wrong=others_use_its_words
    ),
    "governance:status_words_own": verb(
        "partnership",
        KEEPERS,
        given=no_open_quarter,
        wrong=lambda w: workflow.take_own_words(w.partnership, by=w.coordinator),
    ),
    # Bodies and seats.
    "governance:body_list": page("partnership", HERE),
    "governance:body_create": form("partnership", KEEPERS, BODY),
    "governance:body_detail": page("partnership body", HERE),
    "governance:body_edit": form("partnership body", KEEPERS, BODY),
    "governance:seat_create": form("partnership body", KEEPERS, SEAT),
    "governance:seat_edit": form("partnership body seat", KEEPERS, SEAT),
    "governance:seat_end": form(
        "partnership body seat",
        KEEPERS,
        wrong=lambda w: workflow.end_seat(w.seat, by=w.coordinator),
    ),
    # Questions and answers.
    "governance:comment_add": verb(
        "partnership =improvement improvement_pk", VOICES, {"text": "Who signs it off?"}
    ),
    "governance:comment_resolve": verb(
        "partnership question", VOICES, answers_read, given=a_question, wrong=it_is_settled
    ),
    "governance:comment_reopen": verb(
        "partnership question", VOICES, given=a_settled_question, wrong=it_is_open_again
    ),
    **PACKS,
    # The record.
    "governance:audit_list": page("partnership", "coordinator auditor administrator"),
    # Checking changes nothing that anybody said or did; what it found is kept in a row of its own.
    "governance:audit_verify": verb("partnership", "coordinator auditor administrator", events=0),
    "governance:audit_export": page("partnership", "coordinator auditor administrator"),
    # The outbox belongs to the site, not to a partnership: whoever is no administrator meets 403.
    "governance:outbox": page("", "administrator", differently={"outsider": 403}),
    "governance:outbox_mail": page(
        "mail", "administrator", given=a_mail("failed"), differently={"outsider": 403}
    ),
    "governance:outbox_retry": verb(
        "mail",
        "administrator",
        given=a_mail("failed"),
        wrong=it_was_sent,
        differently={"outsider": 403},
    ),
    "governance:outbox_send_again": form(
        "mail",
        "administrator",
        given=a_mail("uncertain"),
        wrong=it_was_sent,
        differently={"outsider": 403},
    ),
}
