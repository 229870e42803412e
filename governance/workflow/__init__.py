"""Deeds of governance: people, partnerships, rounds, packs and comments."""

from .invitations import (
    accept_invitation,
    digest_of,
    invite_person,
    resend_invitation,
    withdraw_invitation,
)
from .partnerships import (
    copy_scheme,
    create_partnership,
    edit_partnership,
    edit_status_words,
    end_seat,
    make_partnership,
    owns_its_words,
    save_accountable_body,
    save_body,
    save_seat,
    take_own_words,
)
from .people import (
    end_all_roles,
    end_deputy,
    end_role,
    give_role,
    name_deputy,
    rename_person,
    role_title,
)

__all__ = [
    "accept_invitation",
    "copy_scheme",
    "create_partnership",
    "digest_of",
    "edit_partnership",
    "edit_status_words",
    "end_all_roles",
    "end_deputy",
    "end_role",
    "end_seat",
    "give_role",
    "invite_person",
    "make_partnership",
    "name_deputy",
    "owns_its_words",
    "rename_person",
    "resend_invitation",
    "role_title",
    "save_accountable_body",
    "save_body",
    "save_seat",
    "take_own_words",
    "withdraw_invitation",
]
