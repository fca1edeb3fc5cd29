"""Write the three drawn tables into the data folder: ``python -m tests.demonstration``."""

from .tables import DATA, write

if __name__ == "__main__":
    for path, rows in write(DATA).items():
        print(f"{path}: {rows} rows")
