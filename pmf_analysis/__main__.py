"""The command, for whoever has the package but not its script: ``python -m pmf_analysis``."""

from pmf_analysis.cli import main

if __name__ == "__main__":
    main()
