"""The admin as staff meet it: their desk first."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils import timezone


class RegisterSite(AdminSite):
    index_template = "compliance/admin/desk.html"
    index_title = "Your desk"
    enable_nav_sidebar = False  # the register's tables need the width; the desk lists everything

    def index(self, request, extra_context=None):
        from compliance.desk import piles

        on_desk = {"piles": piles(request.user, on=timezone.localdate())}
        return super().index(request, on_desk | (extra_context or {}))


class RegisterAdminConfig(AdminConfig):
    default_site = "compliance.admin_site.RegisterSite"
