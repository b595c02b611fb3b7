"""out/ is kept up to date: what is out of date is made again, here, side by side or on a cluster."""
