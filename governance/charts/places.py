"""A place in a chart, as the templates write it."""


def percent(share: float) -> str:
    """A share from 0 to 1 as SVG wants it: “12.50%”. What lies outside is drawn at the edge."""
    return f"{min(max(share, 0.0), 1.0) * 100:.2f}%"
