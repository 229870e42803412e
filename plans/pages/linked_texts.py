"""The texts of a row with their references as links, made from what the row was fetched with."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from governance.text.structured_text import Block

from ..models import Plan
from ..text.reference_links import LinkedWords, pieces, stands_in
from .milestone_lines import MilestoneLine
from .progress_cell import Voice

Facts = dict[str, Any]


class LiveWords:
    """The references of one row; asks the database nothing."""

    def __init__(self, plan: Plan, references: Sequence[Facts]) -> None:
        self.plan, self.references = plan, references
        # Those of the row's other texts, whose place the paper does not tell.
        self._anywhere = [
            one for one in references if not one["milestone"] and one["start"] is None
        ]

    def statement(self, blocks: Sequence[Block]) -> list[Block]:
        """The statement's lines, those with a reference cut at it."""
        return [
            self._in_block(block, [one for one in self._of_row() if (one["block"] or 0) == at])
            for at, block in enumerate(blocks)
        ]

    def kpis(self, kpis: Sequence[Facts]) -> list[Facts]:
        """KPIs as they were fetched, with the pieces of those that point somewhere."""
        return [{**kpi, "pieces": self._cut(kpi["text"], self._anywhere)} for kpi in kpis]

    def milestones(self, lines: Sequence[MilestoneLine]) -> None:
        """Give each milestone's line its pieces, and those beneath it theirs."""
        for line in lines:
            own = [one for one in self.references if one["milestone"] == line.milestone.pk]
            line.pieces = self._cut(line.text, own)
            self.milestones(line.children)

    def voices(self, voices: Sequence[Voice]) -> None:
        """Give the words of a quarter their links."""
        for voice in voices:
            voice.blocks = [self._in_block(block, self._anywhere) for block in voice.blocks]

    def apart(self, blocks: Sequence[Block]) -> list[Facts]:
        """The row's references that are told at its end: those without a place in its words."""
        return [
            one for one in self.references if not one["milestone"] and not _has_place(one, blocks)
        ]

    def apart_from(self, line: MilestoneLine) -> list[Facts]:
        """A milestone's references that its own words do not show."""
        own = [one for one in self.references if one["milestone"] == line.milestone.pk]
        return [one for one in own if not stands_in(line.text, one)]

    def _of_row(self) -> list[Facts]:
        return [one for one in self.references if not one["milestone"]]

    def _in_block(self, block: Block, references: Sequence[Facts]) -> Block:
        found = self._cut(block["text"], references)
        return {**block, "pieces": found} if found else block

    def _cut(self, text: str, references: Sequence[Facts]) -> list[LinkedWords]:
        return pieces(text, references, self._address) if references else []

    def _address(self, ref: str) -> str:
        slugs = [self.plan.partnership.slug, self.plan.slug, ref]
        return reverse("plans:improvement_detail", args=slugs)


def _has_place(one: Facts, blocks: Sequence[Block]) -> bool:
    at = one["block"] or 0
    return one["start"] is not None and at < len(blocks) and stands_in(blocks[at]["text"], one)
