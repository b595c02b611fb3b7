"""An issued edition reaches each reader once, or the ledger says why not."""
