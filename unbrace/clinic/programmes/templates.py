"""Reading templates: which a therapist may use, and what their versions hold."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet

from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.programmes.content import content_of
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.lines import draft_of_line
from unbrace.clinic.programmes.models import Template, TemplateVersion
from unbrace.clinic.programmes.models.template import SharedWith
from unbrace.clinic.reading_along import read_with
from unbrace.clinic.refused import NotYours

_VERSIONS: Final = Prefetch("versions", queryset=TemplateVersion.objects.select_related("made_by"))


def templates_for(member: Membership) -> QuerySet[Template]:
    """One's own, those of one's teams, and the clinic's; retired ones too. Versions newest first."""
    mine = Q(owner=member)
    team = Q(shared_with=SharedWith.TEAM, team=member)
    clinic = Q(shared_with=SharedWith.CLINIC)
    reachable = Template.objects.filter(mine | team | clinic, clinic=member.clinic).values("pk")
    found = Template.objects.filter(pk__in=reachable).select_related("owner__user", "clinic")
    return found.prefetch_related(_VERSIONS, "team__user").order_by("pk")


def template_of(member: Membership, template_id: Any) -> Template:
    """A colleague's own is the same as none."""
    template = templates_for(member).filter(pk=template_id).first()
    if template is None:
        raise NotYours
    return template


def newest(template: Template) -> TemplateVersion:
    return template.versions.all()[0]


def in_use(member: Membership) -> list[Template]:
    """Not retired, by name; with whom they are shared is not read."""
    kept = templates_for(member).filter(retired_at=None).prefetch_related(None)
    templates = read_with(kept, "versions", "made_by")
    return sorted(templates, key=lambda one: newest(one).name.casefold())


def drafts_in(version: TemplateVersion) -> list[PrescriptionDraft]:
    """What can be prescribed today; what the library has lost since is left out (`lost_in`)."""
    return [draft for draft in map(draft_of_line, version.lines) if content_of(draft.exercise)]


def lost_in(version: TemplateVersion) -> list[str]:
    return [line["exercise"] for line in version.lines if content_of(line["exercise"]) is None]
