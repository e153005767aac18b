"""The Latvian words that stand in the cells of the plan's workbook instead of codes."""

from collections.abc import Mapping

from digitilts.apps.plan.rules import (
    ActionStatus,
    CostCategory,
    Direction,
    Disaggregation,
    Frequency,
    FundingStatus,
    Goal,
    IndicatorKind,
    PartnerRole,
    TargetGroup,
    Theme,
)

STATUS_WORDS: Mapping[str, str] = {
    ActionStatus.IDEA: "iecere",
    ActionStatus.PLANNED: "plānota",
    ActionStatus.RUNNING: "notiek",
    ActionStatus.DONE: "pabeigta",
    ActionStatus.STOPPED: "pārtraukta",
}
FUNDING_WORDS: Mapping[str, str] = {
    FundingStatus.IDEA: "iecere",
    FundingStatus.APPLIED: "pieteikts",
    FundingStatus.CONFIRMED: "apstiprināts",
    FundingStatus.SPENT: "izlietots",
}
COST_WORDS: Mapping[str, str] = {
    CostCategory.STAFF: "darbs",
    CostCategory.SERVICES: "pakalpojumi",
    CostCategory.EQUIPMENT: "aprīkojums",
    CostCategory.TRANSPORT: "transports",
    CostCategory.ROOMS: "telpas",
    CostCategory.OTHER: "cits",
}
PARTNER_WORDS: Mapping[str, str] = {
    PartnerRole.DECIDES: "lemj",
    PartnerRole.DELIVERS: "īsteno",
    PartnerRole.CONSULTED: "konsultē",
    PartnerRole.INFORMED: "saņem informāciju",
}
THEME_WORDS: Mapping[str, str] = {
    Theme.MOTIVATION: "motivācija",
    Theme.ACCESS: "piekļuve",
    Theme.USABILITY: "lietojamība",
    Theme.APPLICATION: "pielietošana",
}
GOAL_WORDS: Mapping[str, str] = {
    Goal.SKILLS: "digitālās prasmes",
    Goal.INFRASTRUCTURE: "internets",
    Goal.BUSINESS: "uzņēmumi",
    Goal.PUBLIC_SERVICES: "e-pakalpojumi",
}
GROUP_WORDS: Mapping[str, str] = {
    TargetGroup.SENIORS: "seniori",
    TargetGroup.YOUTH: "jaunieši",
    TargetGroup.JOB_SEEKERS: "darba meklētāji",
    TargetGroup.PEOPLE_WITH_DISABILITIES: "cilvēki ar invaliditāti",
    TargetGroup.RURAL: "attālu vietu iedzīvotāji",
    TargetGroup.ENTREPRENEURS: "uzņēmēji",
    TargetGroup.STAFF: "pašvaldības darbinieki",
    TargetGroup.FAMILIES: "ģimenes ar bērniem",
    TargetGroup.CANNOT_READ: "cilvēki, kas neprot lasīt",
    TargetGroup.EVERYONE: "visi",
}
KIND_WORDS: Mapping[str, str] = {IndicatorKind.OUTPUT: "iznākums", IndicatorKind.RESULT: "rezultāts"}
DIRECTION_WORDS: Mapping[str, str] = {Direction.UP: "vairāk ir labāk", Direction.DOWN: "mazāk ir labāk"}
FREQUENCY_WORDS: Mapping[str, str] = {
    Frequency.MONTHLY: "reizi mēnesī",
    Frequency.QUARTERLY: "reizi ceturksnī",
    Frequency.HALF_YEARLY: "reizi pusgadā",
    Frequency.YEARLY: "reizi gadā",
}
BY_WORDS: Mapping[str, str] = {
    Disaggregation.PARISH: "pagasts",
    Disaggregation.AGE_BAND: "vecums",
    Disaggregation.SEX: "dzimums",
    Disaggregation.LEVEL: "līmenis",
    Disaggregation.TOPIC: "temats",
}
