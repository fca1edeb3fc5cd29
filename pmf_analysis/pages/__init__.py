"""From a template notebook and commentary to an executed notebook, page by page."""
