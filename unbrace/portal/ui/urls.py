"""Addresses of the design system: the style sheet always, the gallery only where it can disturb nobody."""

from django.conf import settings
from django.urls import path

from unbrace.portal.ui import views

app_name = "ui"

urlpatterns = [path("style.css", views.style, name="style")]
if getattr(settings, "DEMO", False) or settings.DEBUG:
    urlpatterns.append(path("", views.gallery, name="gallery"))
