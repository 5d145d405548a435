"""The second verifier: is an export whole, and what does its ledger come to?

Written apart from the program it checks, for auditors: it needs Python 3.11 and PyNaCl, imports
nothing of Keylease, and follows core/PROTOCOL.md alone. Copied anywhere, it runs by itself:

    python verifier EXPORT

It exits with 0, or with 4 and one sentence on what is wrong and where. To read it: `export` (what
is checked, in order), `ledger` (the order of checks of an event), the rules in `team`, `people`,
`keys`, `lending` and `reviews`, and below them `words`, `forms` and `encoding`.
"""
