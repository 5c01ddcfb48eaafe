"""The order of the rooms, as data. Only this floor knows it."""
