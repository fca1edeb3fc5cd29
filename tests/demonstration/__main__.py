"""Write the drawn tables into the data folder: ``python -m tests.demonstration``."""

from . import write
from .tables import DATA

if __name__ == "__main__":
    for path, rows in write(DATA).items():
        print(f"{path}: {rows} rows")
