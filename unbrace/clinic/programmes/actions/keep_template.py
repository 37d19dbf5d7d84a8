from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import colleagues_of, require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.programmes.content import content_of
from unbrace.clinic.programmes.draft import PrescriptionDraft, check_drafts, renumbered
from unbrace.clinic.programmes.lines import line_of
from unbrace.clinic.programmes.models import Template, TemplateVersion
from unbrace.clinic.programmes.models.template import SharedWith
from unbrace.clinic.programmes.templates import newest, template_of
from unbrace.clinic.refused import Conflict, Refused

MOST_TEMPLATES = 100
CHANGED = "Somebody changed this template while you were writing. Look at it, then decide."
SAME = "That is what the template says already."


@transaction.atomic
def keep_template(
    *,
    by: User,
    clinic: Clinic,
    name: str,
    drafts: Sequence[PrescriptionDraft],
    shared_with: str = SharedWith.NOBODY,
    team: Collection[str] = (),
) -> Template:
    """A first version. `team` holds ids of memberships of colleagues, looked at for `SharedWith.TEAM` alone."""
    owner = require(by, clinic, Permission.PRESCRIBE)
    lines = _lines(drafts, owner)
    name = _named(name)
    if Template.objects.filter(owner=owner, retired_at=None).count() >= MOST_TEMPLATES:
        raise Refused(
            f"You keep {MOST_TEMPLATES} templates already. Retire one first.", field="template_name"
        )
    template = Template.objects.create(clinic=clinic, owner=owner, shared_with=_known(shared_with))
    template.team.set(_team(owner, shared_with, team))
    TemplateVersion.objects.create(template=template, number=1, name=name, lines=lines, made_by=by)
    write_down(
        by=by,
        deed="programmes.keep_template",
        subject=template,
        clinic_id=clinic.pk,
        number=1,
        shared_with=template.shared_with,
    )
    return template


@transaction.atomic
def change_template(
    *,
    by: User,
    template: Template,
    name: str,
    drafts: Sequence[PrescriptionDraft],
    starting_from: int,
) -> TemplateVersion:
    """A new version; those before stay. Whoever may use it may change it: it is theirs together."""
    member, current = _held(by, template)
    last = newest(current)
    if starting_from != last.number:
        raise Conflict(CHANGED)
    lines, name = _lines(drafts, member), _named(name)
    if (name, lines) == (last.name, last.lines):
        raise Refused(SAME, field="template_name")
    version = TemplateVersion.objects.create(
        template=current, number=last.number + 1, name=name, lines=lines, made_by=by
    )
    write_down(
        by=by,
        deed="programmes.change_template",
        subject=current,
        clinic_id=current.clinic_id,
        number=version.number,
    )
    return version


@transaction.atomic
def share_template(*, by: User, template: Template, shared_with: str, team: Collection[str] = ()) -> None:
    """With whom it is shared is for its owner to say."""
    member, current = _held(by, template)
    if current.owner_id != member.pk:
        raise Refused("Only its owner says with whom it is shared.", field="shared_with")
    current.shared_with = _known(shared_with)
    current.save(update_fields=["shared_with"])
    current.team.set(_team(member, shared_with, team))
    write_down(
        by=by,
        deed="programmes.share_template",
        subject=current,
        clinic_id=current.clinic_id,
        shared_with=current.shared_with,
    )


def retire_template(*, by: User, template: Template) -> None:
    """Offered no more. Programmes begun with it stay, and it can be taken back."""
    _set_retired(by, template, retired=True)


def bring_back_template(*, by: User, template: Template) -> None:
    _set_retired(by, template, retired=False)


@transaction.atomic
def _set_retired(by: User, template: Template, *, retired: bool) -> None:
    _, current = _held(by, template)
    current.retired_at = clock.now() if retired else None
    current.save(update_fields=["retired_at"])
    deed = "programmes.retire_template" if retired else "programmes.bring_back_template"
    write_down(by=by, deed=deed, subject=current, clinic_id=current.clinic_id)


def _held(by: User, template: Template) -> tuple[Membership, Template]:
    """The template as it is now, held still, if this person may use it."""
    member = require(by, template.clinic, Permission.PRESCRIBE)
    Template.objects.select_for_update().get(pk=template.pk)
    return member, template_of(member, template.pk)


def _lines(drafts: Sequence[PrescriptionDraft], member: Membership) -> list[dict[str, Any]]:
    check_drafts(drafts)
    for index, draft in enumerate(drafts):
        content = content_of(draft.exercise)
        if content is None or content.clinic_id not in (None, member.clinic_id):
            raise Refused(
                "The library has no such exercise. Choose one from the list.",
                field=f"prescriptions[{index}].exercise",
            )
    return [line_of(draft) for draft in renumbered(drafts)]


def _named(name: str) -> str:
    name = name.replace("\x00", "").strip()
    if not name or len(name) > 80:
        raise Refused("Give the template a name of at most 80 letters.", field="template_name")
    return name


def _known(shared_with: str) -> str:
    if shared_with not in SharedWith.values:
        raise Refused("Say with whom it is shared: only you, colleagues, or the clinic.", field="shared_with")
    return shared_with


def _team(owner: Membership, shared_with: str, team: Collection[str]) -> list[Membership]:
    if shared_with != SharedWith.TEAM:
        return []
    chosen = [one for one in colleagues_of(owner) if str(one.pk) in team]
    if not chosen:
        raise Refused("Choose at least one colleague, or keep it for yourself.", field="team")
    return chosen
