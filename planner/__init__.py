"""AI Energy Planner: from Wh per query to GWh per year to household equivalents, offline."""

__version__ = "0.1.0"
