"""A provider of made-up answers, as a real second process: `python -m puhui.evidence.standin --help`."""
