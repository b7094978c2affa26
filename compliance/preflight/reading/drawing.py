"""Simple drawings: their corners, and whether they are the black triangle's."""

import re

POINT = re.compile(r"([A-Za-z])|(-?\d*\.?\d+)")


def corners(path: str) -> list[tuple[float, float]]:
    """The points of an SVG path of straight lines, or of a polygon; none if it has curves."""
    command, numbers, points = "M", [], []
    x = y = 0.0
    needed = {"M": 2, "L": 2, "H": 1, "V": 1}
    for letter, number in POINT.findall(path):
        if letter:
            command = letter
            if command.upper() not in (*needed, "Z"):
                return []
            continue
        numbers.append(float(number))
        if len(numbers) < needed[command.upper()]:
            continue
        is_relative = command.islower()
        match command.upper():
            case "H":
                x = numbers[0] + (x if is_relative else 0)
            case "V":
                y = numbers[0] + (y if is_relative else 0)
            case _:
                x, y = (number + (old if is_relative else 0) for number, old in zip(numbers, (x, y), strict=True))
        points.append((x, y))
        numbers = []
    return list(dict.fromkeys(points))


def is_triangle_pointing_down(corners: list[tuple[float, float]]) -> bool:
    """Three corners, sides alike to 5 %, the even side above; `y` grows downwards, as in SVG."""
    if len(corners) != 3:
        return False
    (_, top), (_, also_top), (_, bottom) = sorted(corners, key=lambda corner: corner[1])
    sides = [sum((a - b) ** 2 for a, b in zip(corners[i], corners[i - 1], strict=True)) ** 0.5 for i in range(3)]
    return abs(top - also_top) < 0.05 * max(sides) and bottom > also_top and max(sides) <= 1.05 * min(sides)
