from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self):
        from compliance.models import Signature, Withdrawal
        from search import engines, index

        # Django says so within the transaction of the action: the Passages stand or fall with the Signature.
        post_save.connect(index.signed, sender=Signature, dispatch_uid="search.signed")
        post_save.connect(index.withdrawn, sender=Withdrawal, dispatch_uid="search.withdrawn")
        post_migrate.connect(engines.put_up_after_migrate, sender=self, dispatch_uid="search.engine")
