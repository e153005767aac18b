"""The components of a page, as template tags with keyword-only arguments."""

from django import template

register = template.Library()
