from django.urls import path

from digitilts.apps.results.views import desk, exports, public, publishing, report

app_name = "results"
urlpatterns = [
    path("", public.public_results, name="public_results"),
    path("about/<str:code>/", public.public_indicator, name="public_indicator"),
    path("open-data/", public.open_data, name="open_data"),
    path("open-data.json", public.open_data_json, name="open_data_json"),
    path("open-data.csv", public.open_data_csv, name="open_data_csv"),
    path("datapackage.json", public.datapackage, name="datapackage"),
    path("report.pdf", report.report, name="report"),
    path("dashboard/", desk.dashboard, name="dashboard"),
    path("figures.xlsx", exports.figures_workbook, name="figures_workbook"),
    path("indicator/<str:code>/", desk.indicator, name="indicator"),
    path("indicator/<str:code>/rows/", desk.indicator_rows, name="indicator_rows"),
    path("indicator/<str:code>/rows.xlsx", exports.rows_workbook, name="rows_workbook"),
    path("indicator/<str:code>/rows.csv", exports.rows_csv, name="rows_csv"),
    path("action/<str:code>/", desk.action_results, name="action_results"),
    path("publish/", publishing.publish, name="publish"),
]
