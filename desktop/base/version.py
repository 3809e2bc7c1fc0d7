"""The version of the program, as every page that a person may read out to a technician shows it."""

VERSION = "0.1.0"
