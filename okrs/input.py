"""The lines of a set and of its parts as they are typed: headings with #, bullets with -."""

from governance.text import structured_text


def header_read(typed: str) -> list[dict]:
    """Read what was typed above the table: each # line starts a block with its heading."""
    blocks: list[dict] = []
    for line in typed.splitlines():
        if line.startswith("#"):
            blocks.append({"heading": line.lstrip("# ").strip(), "lines": []})
        elif line.strip() or blocks:
            if not blocks:
                blocks.append({"heading": "", "lines": []})
            blocks[-1]["lines"].append(line)
    return [
        {
            "heading": block["heading"],
            "body": structured_text.from_typed("\n".join(block["lines"]).strip("\n")),
        }
        for block in blocks
    ]


def where_they_stood(old: list[dict], new: list[dict]) -> list[dict]:
    """Give each block the section and place that the block of its heading had before the form."""
    waiting = list(old)
    found = []
    for block in new:
        before = next((one for one in waiting if one["heading"] == block["heading"]), None)
        if before is not None:
            waiting.remove(before)
            block = {**before, **block}
        found.append(block)
    return found


def header_typed(blocks: list[dict]) -> str:
    """The blocks as they are typed."""
    parts = []
    for block in blocks or []:
        heading = [f"# {block['heading']}"] if block["heading"] else []
        parts.append("\n".join([*heading, structured_text.to_typed(block["body"])]))
    return "\n".join(parts)


def lines_read(old: list[dict], cleaned: dict) -> list[dict]:
    """What was typed beneath, each unchanged line with the marks it had."""
    new = structured_text.from_typed(cleaned.get("lines", ""))
    return structured_text.carry_marks(old or [], new)
