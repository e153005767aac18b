from django.urls import path

from digitilts.apps.plan.views import action, files, indicator, parts, plan, public, values, versions

app_name = "plan"
urlpatterns = [
    path("", plan.plan_page, name="plan_page"),
    path("public/", public.public_plan, name="public_plan"),
    path("choose/", plan.choose_plan, name="choose_plan"),
    path("new/", plan.new_plan, name="new_plan"),
    path("edit/", plan.edit_plan, name="edit_plan"),
    path("areas/new/", plan.edit_area, name="new_area"),
    path("areas/<int:area_id>/", plan.edit_area, name="edit_area"),
    path("areas/<int:area_id>/objectives/new/", plan.edit_objective, name="new_objective"),
    path("areas/<int:area_id>/objectives/<int:objective_id>/", plan.edit_objective, name="edit_objective"),
    path(
        "areas/<int:area_id>/objectives/<int:objective_id>/remove/",
        plan.remove_objective,
        name="remove_objective",
    ),
    path("actions/", action.action_list, name="action_list"),
    path("actions/new/", action.new_action, name="new_action"),
    path("action/<str:code>/", action.action_page, name="action_page"),
    path("action/<str:code>/edit/", action.edit_action, name="edit_action"),
    path("action/<str:code>/remove/", action.remove_action, name="remove_action"),
    path("action/<str:code>/restore/", parts.restore_part, name="restore_part"),
    path("action/<str:code>/<str:kind>/new/", parts.edit_part, name="new_part"),
    path("action/<str:code>/<str:kind>/<int:part_id>/", parts.edit_part, name="edit_part"),
    path("action/<str:code>/<str:kind>/<int:part_id>/remove/", parts.remove_part, name="remove_part"),
    path("indicators/new/", indicator.new_indicator, name="new_indicator"),
    path("indicator/<str:code>/", indicator.indicator_page, name="indicator_page"),
    path("indicator/<str:code>/edit/", indicator.edit_indicator, name="edit_indicator"),
    path("indicator/<str:code>/remove/", indicator.remove_indicator, name="remove_indicator"),
    path("indicator/<str:code>/targets/new/", indicator.edit_target, name="new_target"),
    path("indicator/<str:code>/targets/<int:target_id>/", indicator.edit_target, name="edit_target"),
    path(
        "indicator/<str:code>/targets/<int:target_id>/remove/", indicator.remove_target, name="remove_target"
    ),
    path("indicator/<str:code>/contributions/", indicator.edit_contribution, name="edit_contribution"),
    path(
        "indicator/<str:code>/contributions/<int:contribution_id>/remove/",
        indicator.remove_contribution,
        name="remove_contribution",
    ),
    path("indicator/<str:code>/values/new/", values.enter_value, name="enter_value"),
    path("values/<int:value_id>/approve/", values.approve_value, name="approve_value"),
    path("values/<int:value_id>/send-back/", values.send_back_value, name="send_back_value"),
    path("versions/", versions.version_list, name="version_list"),
    path("versions/new/", versions.make_version, name="make_version"),
    path("versions/<int:number>/", versions.version_page, name="version_page"),
    path("versions/<int:number>/compare/", versions.version_compare, name="version_compare"),
    path("versions/<int:number>/approve/", versions.approve_version, name="approve_version"),
    path("export.xlsx", files.export_workbook, name="export_workbook"),
    path("plan.toml", files.export_text, name="export_text"),
    path("import/", files.import_plan, name="import_plan"),
    path("import/confirm/", files.confirm_import, name="confirm_import"),
]
