"""The text that lies in a pack for whoever finds it."""

README = """\
The evidence of an access review, made with Keylease.

    summary.pdf         for people: coverage, outcome, time to effect, exceptions, every decision
    decisions.csv       every decision, for a spreadsheet
    decisions.json      the same for programs; the event that closed the review has its SHA-256
    ledger.jsonl        every signed event of the team: exact body and signatures, one a line
    access.jsonl        every line of the access log: its hash; with the signed entry where it is an
                        opening that the review counts
    disclosures.json    each name and reason shown here, with the salt that proves it was signed
    head.json           the relay's signed word on where ledger and access log end
    manifest.json       SHA-256 of each of these files, signed by the exporter
    verify.py           checks all of it

To verify it, on any computer, without an account and without Keylease (Python 3.11 or newer):

    python3 -m venv ../check
    ../check/bin/pip install pynacl
    ../check/bin/python -P verify.py

It ends with status 0 if everything shown follows from what people signed, else with status 1 and
what is wrong. It is one file, written to be read. Take it from here only if you read it; the same
file lies in Keylease's source at core/keylease/reports/evidence/verify.py. With -P, or on the path
of a verify.py that lies elsewhere, nothing in this folder is run but what you named. Who has
Keylease needs none of this: `keylease verify FOLDER` checks the folder and runs nothing in it.

It prints the team's id. Ask somebody else of the team than the exporter for the id they see
(`keylease team show --json`): it is what ties this folder to that team.

What it shows

    SOC 2 CC6.1      which people, services and roles had access to which keys when the review was
                     opened, and who had seen a value in use without having access
    SOC 2 CC6.2      who granted each access, when and why; what was ended or shortened
    SOC 2 CC6.3      that access was reviewed by named reviewers, none of them on their own access
                     or that of a service they made, and was changed by the decision itself
    ISO/IEC 27001    A.5.18: access rights were reviewed at planned times, and removed or changed,
                     with the time from decision to effect
    PCI DSS 4.0      7.2.4: all user accounts and related access privileges were reviewed, access
                     that was not appropriate was addressed, and what remains was kept by decision

How it shows it

    Every decision is an event signed by its reviewer and chained by hash to the one before it, so
    none can be changed, dropped, added or moved unseen. The relay has signed where the chain ends.
    verify.py derives decisions.json and decisions.csv from those events again and compares every
    byte. summary.pdf is drawn from the same; rely on decisions.csv where they should differ.

What it does not show

    Access that people have besides Keylease, at the provider or by a value that was written down.
    Whether a decision was wise. What happened after the time at which the relay signed. Who a
    person is beyond their key: safety words are compared between people, and the column
    words_compared says where that was done. Openings: the exporter could hold back an entry of the
    access log and show its hash alone, so there were at least as many as are shown; none can be
    invented. The law of the team beside the review: `keylease export` and `keylease verify` show
    that. Names and reasons that are not part of the review stay encrypted.
"""
