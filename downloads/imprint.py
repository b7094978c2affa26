"""What is printed in an agency's PDF, held against the register: product, job code, month, prescribing information."""

from datetime import date

from django.utils import timezone

from compliance.job_code import JobCode
from compliance.models import Product, Version
from compliance.preflight.register import Medicine
from downloads.agency_file import AgencyFile, day_in
from pages.models import PrescribingInformation


def name_problems(text: list[str], product: Product) -> list[str]:
    """`text` is about another product than the register says, or does not name this one in full."""
    said = " ".join(text)
    medicine = _medicine(product)
    if medicine.in_full.search(said):
        return []
    others = [other for other in map(_medicine, Product.objects.exclude(pk=product.pk)) if other.in_full.search(said)]
    if others:
        return [
            f"The file names {others[0].brand} ({others[0].substance}), and this leaflet is about {product.brand}. "
            "Choose the other product, or upload the right file."
        ]
    return [
        f"The file does not name {product.brand} ({product.substance}): nothing but ® and ▼ may stand between the two. "
        "Upload the right file, or ask the agency to correct it."
    ]


def problems(file: AgencyFile, product: Product) -> list[str]:
    """What printed codes and dates are missing or too many, whatever the Version will be called."""
    found = name_problems(file.text, product)
    own = own_codes(file)
    if not own:
        code = Version.objects.all().next_job_code(product.code)
        found.append(
            f"No job code is printed in the file. Ask the agency to print one, like {code} (the next free one), and "
            "beside it the month of preparation."
        )
    elif len(own) > 1:
        found.append(
            f"The job codes {' and '.join(own)} are printed in the file: one code names one Version. Ask the agency to "
            "leave only its own."
        )
    elif not file.months_for(own[0]):
        found.append(
            f"No month of preparation is printed beside {own[0]}. Ask the agency to print it, like “{own[0]} | "
            f"{timezone.localdate():%B %Y}”."
        )
    return found + _prescribing_information_problems(file, product)


def mismatches(file: AgencyFile, *, job_code: JobCode, prepared_on: date) -> list[str]:
    """Where what is printed differs from what the register is about to say of it."""
    own = own_codes(file)
    if str(job_code) not in own:
        said = " and ".join(own) or "none"
        return [
            f"The job code printed in the file is {said}, not {job_code}. Freeze it with the printed code, or "
            "upload a corrected file."
        ]
    months, wanted = file.months_for(str(job_code)), f"{prepared_on:%B %Y}"
    if wanted not in months:
        return [
            f"The month of preparation printed in the file is {' and '.join(months) or 'none'}, not {wanted}. Enter a "
            "day of the printed month, or upload a corrected file."
        ]
    return []


def proposed(file: AgencyFile) -> dict:
    """What to propose when it is frozen: the job code printed, if it is one and still free, and the day."""
    own = own_codes(file)
    if len(own) != 1 or Version.objects.filter(job_code=own[0]).exists():
        return {}
    months = file.months_for(own[0])
    found = {"job_code": JobCode.parse(own[0])}
    return found | ({"prepared_on": day_in(months[0])} if len(months) == 1 else {})


def printed(file: AgencyFile) -> dict:
    """The job codes in it, each with whose it is if it is used already; and the months of its own."""
    used = {str(version.job_code): version.title for version in Version.objects.filter(job_code__in=file.codes)}
    own = own_codes(file)
    months = dict.fromkeys(month for code in own for month in file.months_for(code))
    return {"codes": [(code, used.get(code, "")) for code in file.codes], "months": list(months)}


def own_codes(file: AgencyFile) -> list[str]:
    """The job codes printed that are not those of prescribing information."""
    others = {str(version.job_code) for version in _prescribing_information_in(file)}
    return [code for code in file.codes if code not in others]


def prescribing_information(file: AgencyFile, product: Product) -> Version | None:
    """The live Version of it, if the file prints its job code."""
    live = PrescribingInformation.live_version(product)
    return live if live and str(live.job_code) in file.codes else None


def _prescribing_information_problems(file: AgencyFile, product: Product) -> list[str]:
    live = PrescribingInformation.live_version(product)
    if live is None:
        return [f"{product.brand} has no live prescribing information. Freeze and certify that first."]
    if str(live.job_code) in file.codes:
        return []
    older = _prescribing_information_in(file).first()
    found = f"It prints {older.job_code}, which is not live" if older else "It prints no job code of any"
    return [
        f"The live prescribing information of {product.brand} is {live.job_code} ({live.prepared_on:%B %Y}); the file "
        f"does not say that it holds it. {found}. Ask the agency to print that prescribing information, with its code."
    ]


def _prescribing_information_in(file: AgencyFile):
    """The Versions of it, of whatever age and product, whose job codes are printed."""
    kind = PrescribingInformation._meta.model_name
    return Version.objects.filter(job_code__in=file.codes, material__kind=kind)


def _medicine(product: Product) -> Medicine:
    return Medicine(
        code=product.code,
        brand=product.brand,
        substance=product.substance,
        company=product.company,
        report_phone=product.report_phone,
        additional_monitoring=product.additional_monitoring,
    )
