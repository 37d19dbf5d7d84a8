"""The bar never scolds and never miscounts."""

from unbrace.portal.ui.rep_bar.rep_bar import RepBar


def test_not_seen_is_what_is_left_of_the_prescription() -> None:
    assert RepBar(10, 6, 3).not_seen == 1


def test_doing_more_than_prescribed_leaves_nothing_unseen() -> None:
    bar = RepBar(8, 10)
    assert (bar.not_seen, bar.total) == (0, 10)


def test_an_empty_prescription_still_has_a_length_to_draw() -> None:
    assert RepBar(0, 0).total == 1


def test_it_reads_as_a_sentence() -> None:
    assert RepBar(10, 6, 3).sentence == "6 seen, 3 claimed, 1 not seen of 10 repetitions."
