"""All components on one page, with every state: what the accessibility and screenshot tests visit."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from digitilts.kit.charts import Bar, BarChart, LineChart, ProgressBars, Series, Target
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.forms import DateField, Form, PhoneField, TimeField, TranslatedTextField
from digitilts.kit.maps import OutlineMap, Place, Region
from digitilts.kit.pages import render_page
from digitilts.kit.tables import Cell, Column, Row, Table

ICONS = ("house", "phone", "bus", "calendar-days", "users", "search", "printer", "mail", "map-pin", "heart")


class SampleForm(Form):
    """One field of every kind."""

    name = forms.CharField(
        label=_("Name and surname"),
        help_text=_("As you want to be called."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("Phone"), help_text=_("For example, 26 123 456."))
    day = DateField(label=_("Day"), required=False)
    at = TimeField(label=_("Time"), required=False)
    parish = forms.ChoiceField(label=_("Parish"), choices=[("", "—"), ("1", "Eleja"), ("2", "Zaļenieki")])
    travel = forms.ChoiceField(
        label=_("How will you come?"),
        widget=forms.RadioSelect,
        choices=[("foot", _("On foot")), ("car", _("By my own car")), ("lift", _("I need a lift"))],
    )
    needs = forms.MultipleChoiceField(
        label=_("What helps you take part?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("large", _("Larger text")), ("quiet", _("A quiet group"))],
    )
    story = forms.CharField(
        label=_("Anything else"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    title = TranslatedTextField(label=_("Name of the lesson"))
    paper = forms.FileField(label=_("File"), required=False)
    agrees = forms.BooleanField(label=_("I agree that you call me"), help_text=_("You can change your mind."))


@open_to_everyone
def gallery(request: HttpRequest) -> HttpResponse:
    """Only for those who build and test; a municipality's site answers "not found"."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    layout = "kit/staff.html" if request.GET.get("frame") == "staff" else "kit/page.html"
    page = Paginator(range(100), 20).page(2)
    return render_page(request, "kit/gallery.html", {**samples(), "layout": layout, "page": page})


def samples() -> dict[str, Any]:
    return {
        "form": SampleForm(auto_id="fresh_%s"),
        "wrong_form": _wrong_form(),
        "table": sample_table(),
        "no_rows": Table(str(_("Lessons")), [], empty=str(_("No lessons are planned. Make the first one."))),
        "icons": ICONS,
        "tones": ("neutral", "info", "done", "attention", "error", "volunteer"),
        "moment": datetime(2026, 3, 5, 12, 0, tzinfo=UTC),
        "bar_chart": sample_bars(),
        "line_chart": sample_lines(),
        "progress": sample_progress(),
        "map": sample_map(),
    }


def _wrong_form() -> SampleForm:
    form = SampleForm({"phone": "12", "story": "Ļoti priecājos."}, auto_id="wrong_%s", prefix="wrong")
    form.is_valid()
    form.add_error(None, _("This lesson is full. You are third in line."))
    return form


def sample_table() -> Table:
    columns = [
        Column("name", str(_("Lesson")), kind="link", sort="?sort=name"),
        Column("day", str(_("Day")), kind="date"),
        Column("state", str(_("State"))),
        Column("came", str(_("Came")), kind="number"),
        Column("cost", str(_("Cost")), kind="money"),
    ]
    rows = [
        Row(
            [
                Cell("E-pakalpojumi", to="#table"),
                Cell("05.03.2026"),
                Cell(str(_("done")), tone="done"),
                Cell("12"),
                Cell("120,00 €"),
            ]
        ),
        Row(
            [
                Cell("Drošība internetā", to="#table"),
                Cell("12.03.2026"),
                Cell(str(_("full")), tone="attention"),
                Cell("8"),
                Cell("95,50 €"),
            ]
        ),
    ]
    total = Row([Cell(str(_("Together"))), Cell(""), Cell(""), Cell("20"), Cell("215,50 €")])
    return Table(str(_("Lessons in March")), columns, rows, total=total)


def sample_bars() -> BarChart:
    bars = [
        Bar("Eleja", 124, target=150, to="#charts"),
        Bar("Zaļenieki", 86, target=80),
        Bar("Platone", None),
        Bar("Sesava", 3, hidden=True),
        Bar("Svēte", 41),
    ]
    finding = _("Eleja has the most learners; Zaļenieki has already passed its target.")
    return BarChart(str(_("Learners by parish")), str(finding), str(_("people")), bars)


def sample_lines() -> LineChart:
    months = [f"{number:02}.2026" for number in range(1, 9)]
    can = [31.0, 34, 39, None, 47, 52, 55, 61]
    dare = [22.0, 24, 25, 29, 30, 36, 41, 44]
    series = [
        Series(
            str(_("Uses e-services")),
            list(zip(months, can, strict=True)),
            [(v - 4, v + 4) if v else None for v in can],
        ),
        Series(str(_("Pays online")), list(zip(months, dare, strict=True))),
    ]
    finding = _("Six in ten now use e-services; in January it was three in ten.")
    return LineChart(str(_("Skills over time")), str(finding), "%", series, [Target(str(_("Target")), 65)])


def sample_progress() -> ProgressBars:
    bars = [
        Bar(str(_("Lessons held")), 48, target=60),
        Bar(str(_("Trainers prepared")), 12, target=12),
        Bar(str(_("Certificates")), 0, target=40),
        Bar(str(_("Young people")), 4, target=30, hidden=True),
    ]
    return ProgressBars(
        str(_("On the way to the targets")), str(_("One target of four is reached.")), "", bars
    )


def sample_map() -> OutlineMap:
    """Rough positions of a few parishes; no outlines, so the cells are schematic."""
    points = [
        ("Eleja", 56.40, 23.70, 4),
        ("Platone", 56.53, 23.70, 2),
        ("Zaļenieki", 56.53, 23.50, 3),
        ("Sesava", 56.43, 23.92, None),
        ("Svēte", 56.60, 23.62, 1),
        ("Glūda", 56.62, 23.48, 0),
    ]
    regions = [
        Region(
            name[:3],
            name,
            None,
            (lat, lon),
            str(12 * (shade or 0)),
            shade,
            hidden=shade is None,
            to="#charts",
        )
        for name, lat, lon, shade in points
    ]
    places = [Place("Elejas bibliotēka", (56.41, 23.69), to="#charts")]
    legend = ["0–4", "5–14", "15–29", "30–44", "45–60"]
    title, finding = str(_("Learners per parish")), str(_("Most learners live in the south."))
    return OutlineMap(title, finding, regions, places, legend=legend)
