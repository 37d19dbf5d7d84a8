"""A film is nothing without its sentence, and costs nothing until it is asked for."""

from __future__ import annotations

from django.template.loader import render_to_string

from unbrace.portal.ui.own_film.own_film import OwnFilm


def test_the_sentence_is_read_and_shown_and_no_film_is_loaded_before_it_is_asked_for() -> None:
    film = OwnFilm("/film.mp4", "/still.jpg", "The arms slide up.", 640, 360)
    page = render_to_string("ui/own_film/own_film.html", {"film": film})
    assert 'aria-label="The arms slide up."' in page
    assert ">The arms slide up.</figcaption>" in page
    assert 'preload="none"' in page
    assert "autoplay" not in page
