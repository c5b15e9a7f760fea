"""The council's own Word template: its markers found and filled, its styles used, everything else left as it is."""
