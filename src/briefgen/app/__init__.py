"""What can be done with a brief: functions that take values, return results and print nothing. The command line is one caller."""
