"""Files of rows in: a log, table or tool's export, whatever its form, becomes rows of cells."""
