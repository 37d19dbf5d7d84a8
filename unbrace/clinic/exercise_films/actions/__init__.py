from unbrace.clinic.exercise_films.actions.add_film import NewFilm, add_film, remove_film
from unbrace.clinic.exercise_films.actions.prepare_film import prepare_film, prepare_waiting_films

__all__ = ["NewFilm", "add_film", "prepare_film", "prepare_waiting_films", "remove_film"]
