"""The attributes in which a terminal writes: colours and the like, as far as they make cells differ."""

Pen = tuple[str, ...]
"""The names of the attributes in force, in order."""


def mixed(pen: Pen, numbers: list[int]) -> Pen:
    """The attributes in force after an SGR sequence."""
    names = dict.fromkeys(pen)
    numbers = numbers.copy()
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            names.clear()
        elif number in (38, 48):
            layer = "in " if number == 38 else "on "
            used = 2 if numbers[:1] == [5] else 4
            names = {name: None for name in names if not name.startswith(layer)}
            names[layer + ":".join(map(str, numbers[:used]))] = None
            del numbers[:used]
        elif 30 <= number <= 49 or 90 <= number <= 107:
            layer = "on " if number // 10 in (4, 10) else "in "
            names = {name: None for name in names if not name.startswith(layer)}
            if number not in (39, 49):
                names[f"{layer}{number}"] = None
        elif number in (22, 23, 24, 25, 27, 29):
            names = {name: None for name in names if name not in _ENDED_BY[number]}
        else:
            names[f"sgr {number}"] = None
    return tuple(sorted(names))


def background(pen: Pen) -> Pen:
    """What erasing leaves of the attributes."""
    return tuple(name for name in pen if name.startswith("on "))


_ENDED_BY = {22: ("sgr 1", "sgr 2"), **{20 + n: (f"sgr {n}",) for n in (3, 4, 5, 7, 9)}}
