"""The authoring place: JupyterLab for analysts, and the explorer for members."""
