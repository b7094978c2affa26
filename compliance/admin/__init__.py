from compliance.admin import event, product, signatory, version

__all__ = ["event", "product", "signatory", "version"]
