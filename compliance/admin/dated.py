"""Lists that can be looked through by year, month and day."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList


class DatedChangeList(ChangeList):
    """What stands in the address may be no day that there is: then the whole list is shown, as for other nonsense.

    Django sees to words and to 31 February, not to numbers too large and to the end of the year 9999.
    """

    def get_filters(self, request):
        try:
            return super().get_filters(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error
