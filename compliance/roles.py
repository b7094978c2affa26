"""Who may do what: one group for each kind of staff."""

from django.apps import AppConfig, apps

EDITED = (
    "pages.page",
    "pages.reference",
    "pages.abbreviation",
    "pages.therapyarea",
    "pages.video",
    "pages.prescribinginformation",
    "pages.textblock",
    "pages.noticeblock",
    "pages.stepsblock",
    "pages.tableblock",
    "pages.timelineblock",
    "pages.chartblock",
    "pages.figureblock",
    "pages.videoblock",
    "pages.paperblock",
    "pages.downloadblock",
    "pages.linkcardblock",
    "gating.interstitial",
    "downloads.leaflet",
)
READ = (
    "compliance.material",
    "compliance.version",
    "compliance.event",
    "compliance.product",
    "compliance.signatory",
    "compliance.sourcechange",
    "compliance.verification",
    "compliance.watchedphrase",
    "compliance.wording",
    *EDITED,
)


def _permissions(verb: str, models: tuple[str, ...]) -> list[str]:
    return [model.replace(".", f".{verb}_") for model in models]


# Groups only gain permissions here; what an administrator adds or takes away by hand is theirs to keep or repeat.
GROUPS = {
    "Editors": [
        *(permission for verb in ("add", "change", "delete") for permission in _permissions(verb, EDITED)),
        *_permissions("view", READ),
        "compliance.freeze_version",
        "compliance.add_submission",
        "compliance.add_answer",
        "compliance.add_sourcechange",
    ],
    "Reviewers": [
        *_permissions("view", READ),
        "compliance.add_review",
        "compliance.add_comment",
        "compliance.add_answer",
        "compliance.add_resolution",
        "compliance.add_findinganswer",
        "compliance.add_sourcechange",
        "compliance.add_decision",
        "compliance.add_verification",
    ],
    "Signatories": [
        *_permissions("view", READ),
        "compliance.certify_version",
        "compliance.add_withdrawal",
        "compliance.add_comment",
        "compliance.add_answer",
        "compliance.add_resolution",
        "compliance.add_decision",
        "compliance.add_formeraddress",
        "compliance.add_verification",
        "compliance.add_watchedphrase",
        "compliance.change_watchedphrase",
    ],
    # They keep the house; they neither write nor sign.
    "Administrators": [
        *_permissions("view", (*READ, "auth.user", "auth.group")),
        "auth.add_user",
        "auth.change_user",
        "compliance.add_product",
        "compliance.change_product",
        "compliance.add_signatory",
        "compliance.change_signatory",
        "compliance.add_wording",
        "compliance.add_formeraddress",
        "compliance.add_verification",
        "compliance.add_watchedphrase",
        "compliance.change_watchedphrase",
    ],
}


def put_up_groups(using: str = "default", sender: AppConfig | None = None, **kwargs) -> None:
    """Make the groups and give them those of their permissions that exist by now. May run any number of times.

    Django tells of each app by itself after a `migrate`; when the last is told of, the permissions of all are there.
    """
    if sender not in (None, [config for config in apps.get_app_configs() if config.models_module][-1]):
        return
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
