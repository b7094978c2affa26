from pages.admin import page, prescribing_information, sources

__all__ = ["page", "prescribing_information", "sources"]
