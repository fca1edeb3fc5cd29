"""Write the tables into the data folder: ``python -m tests.demonstration.plan``."""

from ..tables import DATA
from . import write

if __name__ == "__main__":
    for path, rows in write(DATA).items():
        print(f"{path}: {rows} rows")
