"""Published PMCPA cases, replayed: the product is put where a company was, and must prevent, stop or show it."""
