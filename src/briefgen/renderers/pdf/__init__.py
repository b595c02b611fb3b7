"""The PDF: tagged, archivable, set by our own page maker on ReportLab's canvas."""
