"""The page that somebody sees who opens a relay's address in a browser.

It says what this is and how to go on, the same to everybody: no team, no name, no script. What
stands behind `#` in a link never reaches a server.
"""

import base64
import hashlib
from typing import Final

_STYLE: Final = """
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --text: #1b1f24; --soft: #5b6470;
  --line: #e2e5ea; --accent: #2f6f5e; --code: #eef1f4; }
@media (prefers-color-scheme: dark) { :root { --page: #14171b; --card: #1c2026; --text: #e8eaed;
  --soft: #a2abb7; --line: #2d333b; --accent: #7cc4ae; --code: #262b32; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { width: 100%; max-width: 36rem; padding: 2.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; letter-spacing: -.01em; }
h2 { margin: 1.75rem 0 .25rem; font-size: 1rem; }
p { margin: .25rem 0 0; }
.lead, footer { color: var(--soft); }
.mark { display: block; width: 2.5rem; height: .375rem; margin-bottom: 1.25rem;
  border-radius: 3px; background: linear-gradient(90deg, var(--accent) 70%, var(--line) 70%); }
code { padding: .125rem .375rem; border-radius: 5px; background: var(--code);
  font: .875rem ui-monospace, "SF Mono", Consolas, monospace; overflow-wrap: anywhere; }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line);
  font-size: .875rem; }
"""

PAGE: Final = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>A Keylease team server</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<span class="mark"></span>
<h1>A Keylease team server</h1>
<p class="lead">A team shares its LLM API keys through it. It keeps them sealed: it can read no key
and no name, and hands a key out only on record, to whom it was shared with, until the end that was
set.</p>
<h2>You were sent an invite link?</h2>
<p>It begins with <code>keylease:join</code> and is opened in the app, not in a browser: copy the
whole link, choose <b>Join a team</b> and paste it there. Its last part, behind <code>#</code>, is
secret, and this server never sees it.</p>
<h2>You do not have Keylease yet?</h2>
<p>Ask whoever invited you where your team gets it. In a folder with its source,
<code>pipx install ".[desktop]"</code> installs it, and <code>keylease-desktop</code> starts it; for
the terminal alone it is <code>pipx install .</code></p>
<h2>Something does not work?</h2>
<p>There is nothing to sign in to here. Ask whoever invited you, or whoever runs this server.</p>
<footer>Every opening of a key is on record and can be checked by the whole team.</footer>
</main>
</body>
</html>
"""

_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The page's Content-Security-Policy: its one style sheet, and nothing else."""
