"""Tagged PDF on ReportLab (PDF/UA-1 with PDF/A-2a or 3a): a room of its own, which knows nothing of briefs and nothing of the rest.

`structure` is the tree of what is read, `document` the file that is being made, `pen` what draws on its pages; `boxes`, `columns`,
`figure`, `table` and `pages` fill pages with them. Its modules import each other by relative names, so that the folder can be taken
elsewhere as it is.
"""
