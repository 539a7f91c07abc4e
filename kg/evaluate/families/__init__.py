"""One module for each family of frames: how what was found is matched with what was annotated."""
