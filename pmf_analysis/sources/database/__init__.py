"""A book of data in a database: a DuckDB file, or PostgreSQL."""

from pmf_analysis.sources.database.store import DatabaseStore

__all__ = ["DatabaseStore"]
