"""A hint is given under each message that cannot be used, and once for an album."""

from handlers.ui.hints import CACHE_SIZE, Hints


def test_an_album_is_one_matter() -> None:
    hints = Hints()
    albums = ("A", "A", "A", "B", None, None)

    due = [hints.are_due(1, message, album) for message, album in enumerate(albums, 1)]

    assert due == [True, False, False, True, True, True]


def test_what_is_handled_again_is_hinted_at_again() -> None:
    hints = Hints()

    due = [hints.are_due(1, message, "A") for message in (7, 7, 8, 7, 8)]

    assert due == [True, True, False, True, False]


def test_the_albums_of_others_are_their_own_matter_and_old_ones_are_forgotten() -> None:
    hints = Hints()

    due = [hints.are_due(person, 1, "A") for person in range(CACHE_SIZE + 1)]

    assert all(due)
    assert (hints.are_due(0, 2, "A"), hints.are_due(CACHE_SIZE, 2, "A")) == (True, False)
