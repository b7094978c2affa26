"""What the register refuses, each with a sentence that says why and what to do."""


class ComplianceError(Exception):
    """A refusal by the register. `str()` is a sentence for the person who asked."""


class WriteOnceError(ComplianceError):
    """Somebody tried to change or remove what the register keeps."""


class CannotFreeze(ComplianceError):
    """A Draft is not ready to become a Version. `problems` lists one sentence for each reason."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


class JobCodeTaken(ComplianceError):
    """The job code belongs to a Version already; a code is used once, ever."""


class JobCodesUsedUp(ComplianceError):
    """No number is left for a product."""


class StepRefused(ComplianceError):
    """A Version does not stand where this step may be taken, or this person may not take it."""


class CommentRefused(ComplianceError):
    """A comment, answer or resolution is empty, repeated, or not this person's to give."""


class CannotCertify(ComplianceError):
    """A Version may not be signed as things stand."""


class OwnWork(CannotCertify):
    """The signatory helped to draw the Version up (ABPI Code 2024, clause 8.1)."""


class NotApproved(CannotCertify):
    """No reviewer has approved the Version."""


class OpenComments(CannotCertify):
    """Somebody's comment on the Version is not resolved."""


class OpenFindings(CannotCertify):
    """A preflight rule reports an error, or a warning that nobody answered."""


class AlreadyCertified(CannotCertify):
    """The Version carries a Signature already."""


class NotQualified(CannotCertify):
    """The person is not a notified signatory on that day (ABPI Code 2024, clauses 8.1 and 8.4)."""


class NotAuthenticated(CannotCertify):
    """What is asked for again at signing was wrong: `field` says which, “password” or “code”."""

    def __init__(self, message: str, *, field: str = "password"):
        self.field = field
        super().__init__(message)


class BytesChanged(CannotCertify):
    """The stored bytes no longer hash to what was frozen."""


class CannotWithdraw(ComplianceError):
    """A Version cannot be withdrawn: it is withdrawn already, or no reason was given."""


class CannotMove(ComplianceError):
    """A Material cannot answer at that address."""
