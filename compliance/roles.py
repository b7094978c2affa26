"""Who may do what: one group for each kind of staff."""

EDITED = (
    "pages.page",
    "pages.reference",
    "pages.abbreviation",
    "pages.therapyarea",
    "pages.prescribinginformation",
    "pages.textblock",
    "pages.noticeblock",
    "pages.stepsblock",
    "pages.tableblock",
    "pages.timelineblock",
    "pages.figureblock",
    "pages.downloadblock",
    "pages.linkcardblock",
    "gating.interstitial",
    "downloads.leaflet",
)
READ = ("compliance.version", "compliance.event", "compliance.product", *EDITED)

# Groups only gain permissions here; what an administrator adds or takes away by hand is theirs to keep or repeat.
GROUPS = {
    "Editors": [
        *(
            f"{app_model.replace('.', '.' + verb + '_')}"
            for app_model in EDITED
            for verb in ("add", "change", "delete")
        ),
        *(app_model.replace(".", ".view_") for app_model in READ),
        "compliance.freeze_version",
    ],
    "Signatories": [
        *(app_model.replace(".", ".view_") for app_model in READ),
        "compliance.certify_version",
        "compliance.add_withdrawal",
    ],
}


def put_up_groups(using: str = "default", **kwargs) -> None:
    """Make the groups and give them those of their permissions that exist by now. May run any number of times."""
    from django.contrib.auth.models import Group, Permission
    from django.db import connections
    from django.db.models import Q

    if Permission._meta.db_table not in connections[using].introspection.table_names():
        return
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        chosen = Q()
        for permission in wanted:
            app, codename = permission.split(".")
            chosen |= Q(content_type__app_label=app, codename=codename)
        group.permissions.add(*Permission.objects.using(using).filter(chosen))
