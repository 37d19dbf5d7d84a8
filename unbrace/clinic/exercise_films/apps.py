from django.apps import AppConfig


class ExerciseFilmsConfig(AppConfig):
    name = "unbrace.clinic.exercise_films"
