"""What no piece claims after placing: kept and shown, so that nothing goes in silence."""

from .ledger import pieces_of
from .pieces import Furniture, Placed, Raw
from .rows import Source

NOT_PLACED = "No part of the plan, set or report took these words."


def keep_the_rest(source: Source, placed: Placed) -> None:
    """Give each line that no piece claims to one: an empty bullet is furniture, words are left."""
    claimed = {one for _, piece in pieces_of(placed) for one in piece.lines}
    for line in source.lines():
        if line.id in claimed or not line.text.strip():
            continue
        if line.is_empty:
            placed.furniture.append(Furniture(text=line.text, why="empty bullet", lines=(line.id,)))
        else:
            placed.unplaced.append(Raw(text=line.text, why=NOT_PLACED, lines=(line.id,)))
