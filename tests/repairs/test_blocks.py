"""Which cells lie within blocks: against trying each, and where trying each would never end."""

import random

from levelup_cli.repairs.blocks import Area, within


def test_the_same_cells_are_found_as_by_trying_each():
    chance = random.Random(1)
    cells = {(row, column) for row in range(1, 13) for column in range(5)}
    for _ in range(200):
        areas = []
        for _ in range(chance.randrange(5)):
            top, left = chance.randrange(1, 13), chance.randrange(5)
            areas.append(Area(left, top, left + chance.randrange(3), top + chance.randrange(5)))
        expected = {
            (row, column)
            for row, column in cells
            for area in areas
            if area.left <= column <= area.right and area.top <= row <= area.bottom
        }
        assert within(cells, areas) == expected


def test_many_cells_and_many_blocks_are_compared_without_trying_each_pair():
    # 60,000 cells against 20,000 single ones and as many whole sheets: 2,400 million pairs.
    cells = [(row, column) for row in range(1, 20_001) for column in range(3)]
    single = [Area(1, row, 1, row) for row in range(1, 20_001)]
    assert within(cells, single) == {(row, 1) for row in range(1, 20_001)}
    whole = [Area(0, 1, 1, 1_048_576)] * 20_000
    assert within(cells, [*single, *whole]) == {at for at in cells if at[1] < 2}
