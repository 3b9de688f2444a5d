"""The changes of the table of guards: each tried on a few lines."""

import ast

import pytest

from tools.mutations.mutation import Mutation
from tools.mutations.operators import (
    Change,
    always,
    both,
    drop,
    never,
    remove,
    replace,
    replace_text,
    run_once,
    swap,
    unwrap,
)
from tools.mutations.patterns import StaleMutationError

SOURCE = """
import re

LIMITS = {"most": 3, "least": 1}

class Shop:
    async def sell(self, order, *, key=None):
        if order.total != self.price or order.closed:
            raise Refused(f"{order.id} of {self.name}", key=key)
        while not order.done():
            await self.step(order)
        async with self.begin() as tx:
            await tx.lock(order.id)
            await tx.move(order.id, "SOLD", at=self.now())
        match order.kind:
            case Gift() | Sample():
                return self.price * 0
            case Loan():
                return None
        return min(self.price, order.total)
"""
LOCK = "            await tx.lock(order.id)\n"
MOVE = '        await tx.move(order.id, "SOLD", at=self.now())\n'
PLACE = "shop.py:sell"


def mutated(change: Change, place: str = PLACE) -> str:
    return Mutation("a guard", place, change).mutated(SOURCE)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (remove("_.lock(_)"), "            await tx.lock(order.id)\n", ""),
        (remove("_.step(_)"), "await self.step(order)", "pass"),
        (remove("raise Refused(...)"), 'raise Refused(f"{order.id} of {self.name}", key=key)', "pass"),
        (never("_.total != _.price"), "order.total != self.price or order.closed", "False"),
        (always("_.done()"), "not order.done()", "True"),
        (drop("_.closed"), " or order.closed", ""),
        (drop("_.now()"), ", at=self.now()", ""),
        (drop("'SOLD'"), ', "SOLD"', ""),
        (drop("0"), "self.price * 0", "self.price"),
        (drop("Sample"), " | Sample()", ""),
        (drop("Loan"), "            case Loan():\n                return None\n", ""),
        (replace("min(_1, _2)", "max(_2, _1)"), "min(self.price, order.total)", "max(order.total, self.price)"),
        (replace("_1.move(_, ...)", "_1.close()"), 'tx.move(order.id, "SOLD", at=self.now())', "tx.close()"),
        (replace("f'{_1} of {_}'", "f'{_1}'"), "{order.id} of {self.name}", "{order.id}"),
        (replace("return min(_1, _)", "self.seen = _1; return _1"), "return min(self.price, order.total)",
         "self.seen = self.price\n        return self.price"),
        (replace_text("SOL", "TOL"), '"SOLD"', '"TOLD"'),
        (run_once("_.done()"), "while not", "if not"),
        (unwrap("_.begin()"), f"async with self.begin() as tx:\n{LOCK}    {MOVE}", f"{LOCK.strip()}\n{MOVE}"),
        (swap("_.lock(_)"), f"{LOCK}    {MOVE}", f"    {MOVE}{LOCK}"),
    ],
)  # fmt: skip
def test_a_change_does_what_it_says(change: Change, old: str, new: str) -> None:
    assert SOURCE.count(old) == 1
    assert ast.dump(ast.parse(mutated(change))) == ast.dump(ast.parse(SOURCE.replace(old, new)))


def test_a_constant_and_a_file_are_places_too() -> None:
    assert "LIMITS = {'most': 3}" in mutated(drop("'least'"), "shop.py:LIMITS")
    assert "import re" not in mutated(both(remove("import re"), drop("'least'")), "shop.py")


def test_two_changes_are_made_in_one_place() -> None:
    source = mutated(both(drop("'SOLD'"), drop("_.closed")))

    assert "SOLD" not in source
    assert "closed" not in source


@pytest.mark.parametrize(
    ("change", "place", "why"),
    [
        (remove("_.unlock(_)"), PLACE, "unlock.* 0 times"),
        (remove("order.id"), PLACE, "3 times"),
        (never("_.lock(_)"), PLACE, r"_\.lock.* 0 times"),
        (remove("_.lock(_)"), "shop.py:Shop.buy", "Shop.buy is there 0 times"),
        (replace("min(_1, _)", "least(_1)"), PLACE, "names what is not there: least"),
        (replace_text("BOUGHT", ""), PLACE, "is not there once"),
        (replace("min(_1, _1)", "_1"), PLACE, "min.* 0 times"),
        (drop("_.move(_, _)"), PLACE, "move.* 0 times"),
    ],
)
def test_what_is_not_there_once_is_stale(change: Change, place: str, why: str) -> None:
    with pytest.raises(StaleMutationError, match=why):
        mutated(change, place)


def test_names_of_variables_and_layout_do_not_matter() -> None:
    renamed = SOURCE.replace("order", "wanted").replace(
        "(self.price, wanted.total)", "(\n    self.price,\n    wanted.total,\n)"
    )
    change = replace("min(_1, _.total)", "_1")

    assert ast.dump(ast.parse(Mutation("", PLACE, change).mutated(renamed))) == ast.dump(
        ast.parse(mutated(change).replace("order", "wanted"))
    )
