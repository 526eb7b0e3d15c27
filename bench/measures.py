"""What is measured: a figure, what it must be, and what we would like it to be."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """
    One row of the table.

    `must` and `goal` are the most that it may be; with `is_at_least`, the least.
    """

    name: str
    measured: float
    must: float
    goal: float
    is_at_least: bool = False
    range: tuple[float, float] | None = None
    """The lowest and the highest round, where it was measured in rounds."""
    note: str = ""

    @property
    def meets_must(self) -> bool:
        """Whether it is good enough."""
        return self._meets(self.must)

    @property
    def meets_goal(self) -> bool:
        """Whether it is as good as we want it."""
        return self._meets(self.goal)

    def _meets(self, bound: float) -> bool:
        # What is shown as equal counts as equal.
        measured = round(self.measured, 3)
        return measured >= bound if self.is_at_least else measured <= bound


def last_line(said: str) -> str:
    """What a process of its own tells at its end; before that the program in it tells metrics."""
    return said.splitlines()[-1]


def exponent(sizes: Sequence[int], figures: Sequence[float]) -> float:
    """How a figure grows with the size: 1 is in step, 2 is with its square; least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(figure) for figure in figures]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    steps = [(x - middle_x, y - middle_y) for x, y in zip(xs, ys, strict=True)]
    return sum(x * y for x, y in steps) / sum(x * x for x, _ in steps)


def table(measures: Iterable[Measure]) -> str:
    """For a terminal."""
    lines = [f"{'':<66} {'measured':>10} {'must':>8} {'goal':>8}"]
    for each in measures:
        sign = "≥" if each.is_at_least else "≤"
        verdict = "goal" if each.meets_goal else "must" if each.meets_must else "NOT MET"
        span = "" if each.range is None else f" ({each.range[0]:.2f} to {each.range[1]:.2f})"
        lines.append(
            f"{each.name:<66} {_short(each.measured):>10} {sign}{_short(each.must):>7} "
            f"{sign}{_short(each.goal):>7}  {verdict}{span}"
        )
    return "\n".join(lines)


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3f}".rstrip("0").rstrip(".")
