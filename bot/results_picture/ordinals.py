"""Places in words."""


def ordinal(place: int) -> str:
    """Returns 1st, 2nd, 3rd, 4th and so on."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if place % 100 in {11, 12, 13} else endings.get(place % 10, "th")
    return f"{place}{ending}"
