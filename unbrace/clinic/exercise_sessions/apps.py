from django.apps import AppConfig


class ExerciseSessionsConfig(AppConfig):
    name = "unbrace.clinic.exercise_sessions"
