"""The authority: states, organisations, groups, media, peoples, leaders and places that a text may name."""
