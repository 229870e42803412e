"""Addresses of people: one's own account, invitations, roles."""

from django.urls import path

from ..views import account, people, reviewers, typed_text

urlpatterns = [
    path("account/", account.Account.as_view(), name="account"),
    path("account/name/", account.AccountName.as_view(), name="account_name"),
    path("account/unsaved/<int:pk>/", typed_text.TypedTextDetail.as_view(), name="unsaved_text"),
    path(
        "account/unsaved/<int:pk>/forget/",
        typed_text.unsaved_text_forget,
        name="unsaved_text_forget",
    ),
    path("join/<str:token>/", people.InvitationAccept.as_view(), name="invitation_accept"),
    path("<slug:partnership>/people/", people.PeoplePage.as_view(), name="people"),
    path(
        "<slug:partnership>/people/invite/",
        people.InvitationCreate.as_view(),
        name="invitation_create",
    ),
    path(
        "<slug:partnership>/people/invitations/<int:pk>/send-again/",
        people.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "<slug:partnership>/people/invitations/<int:pk>/withdraw/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "<slug:partnership>/people/<int:pk>/", people.PersonDetail.as_view(), name="person_detail"
    ),
    path(
        "<slug:partnership>/people/<int:pk>/roles/give/",
        people.RoleGive.as_view(),
        name="role_give",
    ),
    path(
        "<slug:partnership>/people/roles/<int:pk>/end/", people.RoleEnd.as_view(), name="role_end"
    ),
    path(
        "<slug:partnership>/people/reviewers/<int:pk>/confirm/",
        reviewers.role_request_confirm,
        name="role_request_confirm",
    ),
    path(
        "<slug:partnership>/people/reviewers/<int:pk>/decline/",
        reviewers.role_request_decline,
        name="role_request_decline",
    ),
    path(
        "<slug:partnership>/people/one-person/",
        reviewers.OnePersonAllow.as_view(),
        name="one_person_allow",
    ),
    path(
        "<slug:partnership>/people/one-person/end/",
        reviewers.one_person_forbid,
        name="one_person_forbid",
    ),
    path("<slug:partnership>/deputies/name/", account.DeputyCreate.as_view(), name="deputy_create"),
    path("<slug:partnership>/deputies/<int:pk>/end/", account.deputy_end, name="deputy_end"),
]
