"""What the two offices have set, and a record that was opened in an emergency where care is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from unbrace.cli.demo_clinic.people import member, person
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.under import under_emergency
from unbrace.clinic.care_teams.actions import set_clinic_details, set_closed_care
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.patients.actions import (
    close_emergency,
    judge_emergency,
    look_in_emergency,
    open_in_emergency,
)
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.retention.actions import set_retention

PAGES = ("therapist:patient", "therapist:messages")


def first_office(olga: User, clinic: Clinic) -> None:
    set_clinic_details(
        by=olga,
        clinic=clinic,
        name=clinic.name,
        address="Am Ufer 12, 10179 Berlin",
        phone="+49 30 5550 1234",
        hours="Monday to Friday, 8 to 18",
    )


def closed_office(hanna: User, victor: Patient, now: datetime, password: str) -> None:
    """Rosa is in the house when Ines, who looks after Victor, is not."""
    clinic = victor.clinic
    with clock.set_to(now - timedelta(days=30)):
        rosa = member(hanna, clinic, person("rosa", "Rosa Marin", password), "therapist")
        set_closed_care(by=hanna, clinic=clinic, on=True)
        set_retention(by=hanna, clinic=clinic, months={"movement": 12, "files": 24, "invitations": 6})
    victor.refresh_from_db()
    for days, why in (
        (9, "He called and could not get up from the floor; Ines was on a plane."),
        (1, "His wife called: new numbness in both legs. Ines could not be reached."),
    ):
        with clock.set_to(now - timedelta(days=days, hours=3)):
            opening = open_in_emergency(by=rosa.user, patient=victor, reason=why)
            with under_emergency(opening.pk):
                for page in PAGES:
                    look_in_emergency(by=rosa.user, opening=opening, page=page)
        with clock.set_to(now - timedelta(days=days, hours=2, minutes=40)):
            close_emergency(by=rosa.user, opening=opening)
        if days > 1:
            with clock.set_to(now - timedelta(days=days - 1)):
                judge_emergency(by=hanna, opening=opening, justified=True)
