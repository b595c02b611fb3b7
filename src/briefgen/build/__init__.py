"""A brief and its templates become finished files; what they were made from is kept as digests."""
