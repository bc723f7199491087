"""What came back, as text: one file per format. The dict of them stands in `formats`."""
