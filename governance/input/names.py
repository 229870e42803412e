"""Names of people and of files, without the signs that make them look like another name.

A sign that turns text round, a sign of no width or a control sign can make "fdp.exe" look like
"exe.pdf" and two people look like one. None of them belongs in a name, so all are dropped.
"""

import re
import unicodedata

from django.db import models
from django.forms import CharField as FormCharField

# Cc control, Cf format (the signs that turn text round, those of no width, soft hyphens), Cs and
# Co (halves of pairs and private use), Zl and Zp (ends of lines and paragraphs).
_DROPPED = {"Cc", "Cf", "Cs", "Co"}
# Letters and fillers that Unicode calls letters and marks, and that print nothing.
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SPACES = re.compile(r"\s+")
LONGEST_FILE_NAME = 200
# How a browser sends the three signs that cannot stand in the name of a file that is uploaded:
# https://html.spec.whatwg.org/#multipart-form-data
_SENT_AS = {"%22": '"', "%0D": "\r", "%0A": "\n"}


def clean_name(name: str) -> str:
    """Return the name as it is seen: no control signs, no signs without width, single spaces."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", name))
    return _SPACES.sub(" ", "".join(sign for sign in spaced if _is_seen(sign))).strip()


def clean_file_name(name: str) -> str:
    """Return an uploaded file's name as it was given, without folders and unseen signs.

    Never empty.
    """
    for sent, sign in _SENT_AS.items():
        name = name.replace(sent, sign)
    last = clean_name(re.split(r"[\\/]", name)[-1])
    if len(last) > LONGEST_FILE_NAME:
        stem, dot, ending = last.rpartition(".")
        keep = LONGEST_FILE_NAME - len(ending) - 1
        last = f"{stem[:keep]}{dot}{ending}" if dot and keep > 0 else last[:LONGEST_FILE_NAME]
    return last if last.strip(". ") else "file"


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _DROPPED and sign not in _BLANK


class NameFormField(FormCharField):
    """A name typed into a form; one made of unseen signs alone counts as not given."""

    def to_python(self, value: str | None) -> str:
        return clean_name(super().to_python(value) or "")


class NameField(models.CharField):
    """A person's name; cleaned on its way into the database, through whatever door it comes."""

    def to_python(self, value):
        value = super().to_python(value)
        return clean_name(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_name(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        # The row in hand says what was stored, so that an audit event prints that too.
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **options):
        return super().formfield(**{"form_class": NameFormField, **options})

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options
