"""The services against a model of the shop: both stand the same afterwards."""

from tests.simulation.machine import examine


def test_the_shop_stands_as_its_model_does_whatever_people_and_crashes_do() -> None:
    assert examine(lives=40, steps=30)["lives"] >= 40
