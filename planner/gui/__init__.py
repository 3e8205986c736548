"""The window: Qt widgets over frozen snapshots. Data goes down, requests go up."""
