"""How a brief looks: lengths, colours and faces, free of any output library."""
