<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>{} h</source>
        <translation>{} h</translation>
    </message>
    <message>
        <source>{} day</source>
        <translation>{} Tag</translation>
    </message>
    <message>
        <source>{} days</source>
        <translation>{} Tage</translation>
    </message>
    <message>
        <source>version {}</source>
        <translation>Version {}</translation>
    </message>
    <message>
        <source>“{}”</source>
        <translation>„{}“</translation>
    </message>
    <message>
        <source>history, line {}</source>
        <translation>Verlauf, Zeile {}</translation>
    </message>
    <message>
        <source>openings, line {}</source>
        <translation>Öffnungen, Zeile {}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>{} ({})</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Wem</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>Warum nicht</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>On record</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>{}, {}</source>
        <translation>{}, {}</translation>
    </message>
    <message>
        <source>May be from {}. Choose.</source>
        <translation>Vielleicht von {}. Wähle.</translation>
    </message>
    <message>
        <source>Its form does not say whose it is. Choose the provider.</source>
        <translation>Die Form verrät nicht, von wem er ist. Wähle den Anbieter.</translation>
    </message>
    <message>
        <source>This is an admin key: whoever opens it can make and delete keys at {}. Put in an ordinary key for daily work.</source>
        <translation>Das ist ein Admin-Schlüssel: Wer ihn öffnet, kann bei {} Schlüssel anlegen und löschen. Nimm für die tägliche Arbeit einen gewöhnlichen.</translation>
    </message>
    <message>
        <source>Recognised: {}</source>
        <translation>Erkannt: {}</translation>
    </message>
    <message>
        <source>That is version {} of this key. Make a new value at its provider first.</source>
        <translation>Das ist Version {} dieses Schlüssels. Lege beim Anbieter erst einen neuen Wert an.</translation>
    </message>
    <message>
        <source>That value is here already: {}, version {}, in {}. Use that key, or make a value of its own at the provider.</source>
        <translation>Diesen Wert gibt es hier schon: {}, Version {}, in {}. Nimm diesen Schlüssel oder lege beim Anbieter einen eigenen Wert an.</translation>
    </message>
    <message>
        <source>This looks like a key of {}, not of {}. Check it.</source>
        <translation>Das sieht nach einem Schlüssel von {} aus, nicht von {}. Prüfe es.</translation>
    </message>
    <message>
        <source>Your team</source>
        <translation>Dein Team</translation>
    </message>
    <message>
        <source>not let in yet</source>
        <translation>noch nicht eingelassen</translation>
    </message>
    <message>
        <source>{} · {}</source>
        <translation>{} · {}</translation>
    </message>
    <message>
        <source>This team is read-only here: histories differ</source>
        <translation>Dieses Team ist hier schreibgeschützt: Die Verläufe weichen ab</translation>
    </message>
    <message>
        <source>What to do…</source>
        <translation>Was tun…</translation>
    </message>
    <message>
        <source>The team server is not reached</source>
        <translation>Der Teamserver ist nicht erreichbar</translation>
    </message>
    <message>
        <source>You see what was last known, {}. Nothing can be shared or opened until it is back.</source>
        <translation>Du siehst, was zuletzt bekannt war, {}. Bis er wieder da ist, kann nichts geteilt oder geöffnet werden.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>I have the link…</source>
        <translation>Ich habe den Link…</translation>
    </message>
    <message>
        <source>This is an example team</source>
        <translation>Das ist ein Beispielteam</translation>
    </message>
    <message>
        <source>Its people and keys are made up, and nothing you do here reaches anybody.</source>
        <translation>Leute und Schlüssel sind erfunden, und nichts, was du hier tust, erreicht jemanden.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>The team server shows an older history than you have seen. The evidence is kept.</source>
        <translation>Der Teamserver zeigt einen älteren Verlauf, als du gesehen hast. Der Beweis ist aufbewahrt.</translation>
    </message>
    <message>
        <source>The team server shows another history than you have seen. The evidence is kept.</source>
        <translation>Der Teamserver zeigt einen anderen Verlauf, als du gesehen hast. Der Beweis ist aufbewahrt.</translation>
    </message>
    <message>
        <source>{} · {}, as of {}</source>
        <translation>{} · {}, Stand {}</translation>
    </message>
    <message>
        <source>{} · offline, as of {}</source>
        <translation>{} · offline, Stand: {}</translation>
    </message>
    <message>
        <source>{} s ago</source>
        <translation>vor {} s</translation>
    </message>
    <message>
        <source>Same history confirmed by {} of {}</source>
        <translation>Gleicher Verlauf bei {} von {} bestätigt</translation>
    </message>
    <message>
        <source>No colleague has confirmed the same history yet</source>
        <translation>Noch niemand sonst hat denselben Verlauf bestätigt</translation>
    </message>
    <message>
        <source>Each colleague's Keylease says by itself which history it is shown: when it is opened, then once a day. To be sure of it now, compare the number in Settings, Team, with them.</source>
        <translation>Jedes Keylease im Team sagt von selbst, welchen Verlauf es gezeigt bekommt: wenn es geöffnet wird, dann einmal am Tag. Um jetzt sicherzugehen, vergleiche mit den anderen die Nummer unter Einstellungen, Team.</translation>
    </message>
    <message>
        <source>somebody unknown</source>
        <translation>jemand Unbekanntes</translation>
    </message>
    <message>
        <source>a key without a name</source>
        <translation>ein Schlüssel ohne Namen</translation>
    </message>
    <message>
        <source>an unknown environment</source>
        <translation>eine unbekannte Umgebung</translation>
    </message>
    <message>
        <source>a review without a title</source>
        <translation>eine Prüfung ohne Titel</translation>
    </message>
    <message>
        <source>{} and {} more</source>
        <translation>{} und {} weitere</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <source>a key</source>
        <translation>ein Schlüssel</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>an environment</source>
        <translation>einer Umgebung</translation>
    </message>
    <message>
        <source>{who} did something this program does not know</source>
        <translation>{who} tat etwas, das dieses Programm nicht kennt</translation>
    </message>
    <message>
        <source>{who} added {key}</source>
        <translation>{who} hat {key} hinzugefügt</translation>
    </message>
    <message>
        <source>{who} changed what is said of {key}</source>
        <translation>{who} hat die Angaben zu {key} geändert</translation>
    </message>
    <message>
        <source>{who} put version {version} into {key}</source>
        <translation>{who} hat Version {version} in {key} eingetragen</translation>
    </message>
    <message>
        <source>{who} handed out version {version} of {key}</source>
        <translation>{who} hat Version {version} von {key} ausgegeben</translation>
    </message>
    <message>
        <source>{who} changed who manages {key}: {to}</source>
        <translation>{who} hat geändert, wer {key} verwaltet: {to}</translation>
    </message>
    <message>
        <source>{who} froze {key}</source>
        <translation>{who} hat {key} eingefroren</translation>
    </message>
    <message>
        <source>{who} thawed {key}</source>
        <translation>{who} hat {key} aufgetaut</translation>
    </message>
    <message>
        <source>{who} noted who knew {key} before</source>
        <translation>{who} hat vermerkt, wer {key} vorher kannte</translation>
    </message>
    <message>
        <source>{who} opened {key}</source>
        <translation>{who} hat {key} geöffnet</translation>
    </message>
    <message>
        <source>{who} was refused {key}: {why}</source>
        <translation>{who} wurde {key} verweigert: {why}</translation>
    </message>
    <message>
        <source>{who} put version {version} of {key} into use</source>
        <translation>{who} hat Version {version} von {key} in Gebrauch genommen</translation>
    </message>
    <message>
        <source>{who} took version {version} of {key} out of use</source>
        <translation>{who} hat Version {version} von {key} aus dem Gebrauch genommen</translation>
    </message>
    <message>
        <source>{who} marked version {version} of {key} as leaked</source>
        <translation>{who} hat Version {version} von {key} als durchgesickert markiert</translation>
    </message>
    <message>
        <source>{who} showed that version {version} of {key} is dead</source>
        <translation>{who} hat gezeigt, dass Version {version} von {key} tot ist</translation>
    </message>
    <message>
        <source>{who} changed version {version} of {key}</source>
        <translation>{who} hat Version {version} von {key} geändert</translation>
    </message>
    <message>
        <source>{who} asked for {key}</source>
        <translation>{who} bittet um {key}</translation>
    </message>
    <message>
        <source>{who} said no to a request</source>
        <translation>{who} hat eine Anfrage abgelehnt</translation>
    </message>
    <message>
        <source>{who} shared {key} with {to}</source>
        <translation>{who} hat {key} mit {to} geteilt</translation>
    </message>
    <message>
        <source>{who} approved access of {to} to {key}</source>
        <translation>{who} hat den Zugang von {to} zu {key} genehmigt</translation>
    </message>
    <message>
        <source>{who} renewed access of {to} to {key}</source>
        <translation>{who} hat den Zugang von {to} zu {key} verlängert</translation>
    </message>
    <message>
        <source>{who} shortened access of {to} to {key}</source>
        <translation>{who} hat den Zugang von {to} zu {key} verkürzt</translation>
    </message>
    <message>
        <source>{who} revoked access of {to} to {key}</source>
        <translation>{who} hat {to} den Zugang zu {key} entzogen</translation>
    </message>
    <message>
        <source>{who} decided in {review}</source>
        <translation>{who} hat in {review} entschieden</translation>
    </message>
    <message>
        <source>{who} opened the review {review}</source>
        <translation>{who} hat die Prüfung {review} eröffnet</translation>
    </message>
    <message>
        <source>{who} closed the review {review}</source>
        <translation>{who} hat die Prüfung {review} geschlossen</translation>
    </message>
    <message>
        <source>{who} set the rules of {name}</source>
        <translation>{who} hat die Regeln von {name} festgelegt</translation>
    </message>
    <message>
        <source>{who} prepared a review</source>
        <translation>{who} hat eine Prüfung vorbereitet</translation>
    </message>
    <message>
        <source>a list without a name</source>
        <translation>eine Liste ohne Namen</translation>
    </message>
    <message>
        <source>a review</source>
        <translation>einer Prüfung</translation>
    </message>
    <message>
        <source>{who} opened an incident</source>
        <translation>{who} hat einen Vorfall eröffnet</translation>
    </message>
    <message>
        <source>{who} added to an incident</source>
        <translation>{who} hat einen Vorfall ergänzt</translation>
    </message>
    <message>
        <source>{who} closed an incident</source>
        <translation>{who} hat einen Vorfall geschlossen</translation>
    </message>
    <message>
        <source>{who} invited somebody</source>
        <translation>{who} hat jemanden eingeladen</translation>
    </message>
    <message>
        <source>{who} took an invitation back</source>
        <translation>{who} hat eine Einladung zurückgenommen</translation>
    </message>
    <message>
        <source>{who} joined and waits to be let in</source>
        <translation>{who} ist beigetreten und wartet auf Einlass</translation>
    </message>
    <message>
        <source>{who} let {to} in</source>
        <translation>{who} hat {to} eingelassen</translation>
    </message>
    <message>
        <source>{who} compared words with {to}</source>
        <translation>{who} hat Wörter mit {to} verglichen</translation>
    </message>
    <message>
        <source>{who} changed the role of {to}</source>
        <translation>{who} hat die Rolle von {to} geändert</translation>
    </message>
    <message>
        <source>{who} suspended {to}</source>
        <translation>{who} hat {to} gesperrt</translation>
    </message>
    <message>
        <source>{who} let {to} go on</source>
        <translation>{who} hat {to} wieder zugelassen</translation>
    </message>
    <message>
        <source>{who} removed {to}</source>
        <translation>{who} hat {to} entfernt</translation>
    </message>
    <message>
        <source>{who} left the team</source>
        <translation>{who} hat das Team verlassen</translation>
    </message>
    <message>
        <source>{who} read the handling rules</source>
        <translation>{who} hat die Umgangsregeln gelesen</translation>
    </message>
    <message>
        <source>{who} made the service {to}</source>
        <translation>{who} hat den Dienst {to} angelegt</translation>
    </message>
    <message>
        <source>{who} renewed the service {to}</source>
        <translation>{who} hat den Dienst {to} verlängert</translation>
    </message>
    <message>
        <source>{who} changed a list: {to}</source>
        <translation>{who} hat eine Liste geändert: {to}</translation>
    </message>
    <message>
        <source>{who} founded the team</source>
        <translation>{who} hat das Team gegründet</translation>
    </message>
    <message>
        <source>{who} changed the team&apos;s rules</source>
        <translation>{who} hat die Regeln des Teams geändert</translation>
    </message>
    <message>
        <source>{who} prepared a new key for names</source>
        <translation>{who} hat einen neuen Schlüssel für Namen vorbereitet</translation>
    </message>
    <message>
        <source>{who} renewed the key for names</source>
        <translation>{who} hat den Schlüssel für Namen erneuert</translation>
    </message>
    <message>
        <source>{who} set a checkpoint</source>
        <translation>{who} hat einen Prüfpunkt gesetzt</translation>
    </message>
    <message>
        <source>{who} moved the team to another server</source>
        <translation>{who} ist mit dem Team auf einen anderen Server gezogen</translation>
    </message>
    <message>
        <source>{who} raised the team&apos;s cryptography</source>
        <translation>{who} hat die Kryptografie des Teams angehoben</translation>
    </message>
    <message>
        <source>access ended</source>
        <translation>Zugang abgelaufen</translation>
    </message>
    <message>
        <source>access was revoked</source>
        <translation>Zugang entzogen</translation>
    </message>
    <message>
        <source>a review let it end</source>
        <translation>eine Prüfung ließ ihn enden</translation>
    </message>
    <message>
        <source>the key is frozen</source>
        <translation>der Schlüssel ist eingefroren</translation>
    </message>
    <message>
        <source>all uses are spent</source>
        <translation>alle Nutzungen sind verbraucht</translation>
    </message>
    <message>
        <source>unused for too long</source>
        <translation>zu lange ungenutzt</translation>
    </message>
    <message>
        <source>from another network</source>
        <translation>aus einem anderen Netz</translation>
    </message>
    <message>
        <source>access has not begun</source>
        <translation>Zugang hat noch nicht begonnen</translation>
    </message>
    <message>
        <source>a second yes is missing</source>
        <translation>ein zweites Ja fehlt</translation>
    </message>
    <message>
        <source>not an active member</source>
        <translation>kein aktives Mitglied</translation>
    </message>
    <message>
        <source>the handling rules are not read</source>
        <translation>die Umgangsregeln sind nicht gelesen</translation>
    </message>
    <message>
        <source>no access</source>
        <translation>kein Zugang</translation>
    </message>
    <message>
        <source>no version is in use</source>
        <translation>keine Version in Gebrauch</translation>
    </message>
    <message>
        <source>the new value is not handed out yet</source>
        <translation>der neue Wert ist noch nicht ausgegeben</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>unknown provider</source>
        <translation>unbekannter Anbieter</translation>
    </message>
    <message>
        <source>no value in use</source>
        <translation>kein Wert in Gebrauch</translation>
    </message>
    <message>
        <source>version {}, {}</source>
        <translation>Version {}, {}</translation>
    </message>
    <message>
        <source>version {}, new</source>
        <translation>Version {}, neu</translation>
    </message>
    <message>
        <source>nobody manages it</source>
        <translation>niemand verwaltet ihn</translation>
    </message>
    <message>
        <source> (you)</source>
        <translation> (du)</translation>
    </message>
    <message>
        <source>key manager</source>
        <translation>Schlüsselverwalter</translation>
    </message>
    <message>
        <source>until {}</source>
        <translation>bis {}</translation>
    </message>
    <message>
        <source>until {} waits for a second approver</source>
        <translation>bis {} wartet auf eine zweite Genehmigung</translation>
    </message>
    <message>
        <source>opened {}</source>
        <translation>geöffnet {}</translation>
    </message>
    <message>
        <source>not opened</source>
        <translation>nicht geöffnet</translation>
    </message>
    <message>
        <source>waits for a second approver</source>
        <translation>wartet auf eine zweite Genehmigung</translation>
    </message>
    <message>
        <source>has not begun</source>
        <translation>hat nicht begonnen</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>has not got the new version yet</source>
        <translation>hat die neue Version noch nicht</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>opens nothing now</source>
        <translation>öffnet jetzt nichts</translation>
    </message>
    <message>
        <source>entered {} by {}</source>
        <translation>eingetragen {} von {}</translation>
    </message>
    <message>
        <source>found dead {}</source>
        <translation>tot gefunden {}</translation>
    </message>
    <message>
        <source>replaced {}</source>
        <translation>ersetzt {}</translation>
    </message>
    <message>
        <source>Version {} · {}</source>
        <translation>Version {} · {}</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>waits to be used</source>
        <translation>wartet auf Gebrauch</translation>
    </message>
    <message>
        <source>dead (by hand)</source>
        <translation>tot (von Hand)</translation>
    </message>
    <message>
        <source>dead (proved)</source>
        <translation>tot (bewiesen)</translation>
    </message>
    <message>
        <source>leaked, may still work</source>
        <translation>durchgesickert, gilt vielleicht noch</translation>
    </message>
    <message>
        <source>replaced, may still work</source>
        <translation>ersetzt, gilt vielleicht noch</translation>
    </message>
    <message>
        <source>{}, last {}</source>
        <translation>{}, zuletzt {}</translation>
    </message>
    <message>
        <source>Role: {}</source>
        <translation>Rolle: {}</translation>
    </message>
    <message>
        <source>{} v{}</source>
        <translation>{} v{}</translation>
    </message>
    <message>
        <source>Has ended meanwhile</source>
        <translation>Ist inzwischen zu Ende</translation>
    </message>
    <message>
        <source>Is suspended</source>
        <translation>Ist ausgesetzt</translation>
    </message>
    <message>
        <source>Never opened in {}</source>
        <translation>{} lang nie geöffnet</translation>
    </message>
    <message>
        <source>Not opened for {}</source>
        <translation>{} lang nicht geöffnet</translation>
    </message>
    <message>
        <source>Safety words were never compared</source>
        <translation>Sicherheitswörter wurden nie verglichen</translation>
    </message>
    <message>
        <source>Whoever gave it has left</source>
        <translation>Wer ihn verliehen hat, ist nicht mehr da</translation>
    </message>
    <message>
        <source>Has seen it, no access now</source>
        <translation>Hat ihn gesehen, kein Zugang mehr</translation>
    </message>
    <message>
        <source>Its only key manager</source>
        <translation>Verwaltet ihn allein</translation>
    </message>
    <message>
        <source>Ends by itself in {}</source>
        <translation>Endet von selbst, noch {}</translation>
    </message>
    <message>
        <source>Ends by itself today</source>
        <translation>Endet heute von selbst</translation>
    </message>
    <message>
        <source>Given {} ago, not opened yet</source>
        <translation>{} alt, noch nicht geöffnet</translation>
    </message>
    <message>
        <source>Given today, not opened yet</source>
        <translation>Heute verliehen, noch nicht geöffnet</translation>
    </message>
    <message>
        <source>In use, last opened {} ago</source>
        <translation>In Gebrauch, letzte Öffnung {} her</translation>
    </message>
    <message>
        <source>In use, opened today</source>
        <translation>In Gebrauch, heute geöffnet</translation>
    </message>
    <message>
        <source>Leads or audits the team</source>
        <translation>Leitet oder prüft das Team</translation>
    </message>
    <message>
        <source>Manages this key</source>
        <translation>Verwaltet diesen Schlüssel</translation>
    </message>
    <message>
        <source>has seen it</source>
        <translation>hat ihn gesehen</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>kein Ende</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>better ended</source>
        <translation>besser beenden</translation>
    </message>
    <message>
        <source>look at these</source>
        <translation>genauer ansehen</translation>
    </message>
    <message>
        <source>Routine</source>
        <translation>Routine</translation>
    </message>
    <message>
        <source>nothing unusual</source>
        <translation>nichts Ungewöhnliches</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>end</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>shorten</source>
        <translation>kürzen</translation>
    </message>
    <message>
        <source>replace</source>
        <translation>ersetzen</translation>
    </message>
    <message>
        <source>reassign</source>
        <translation>übergeben</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>Verliehen von</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Decided because</source>
        <translation>So entschieden, weil</translation>
    </message>
    <message>
        <source>decided because “{}”</source>
        <translation>so entschieden, weil „{}“</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>verglichen</translation>
    </message>
    <message>
        <source>never compared</source>
        <translation>nie verglichen</translation>
    </message>
    <message>
        <source>since {}</source>
        <translation>seit {}</translation>
    </message>
    <message>
        <source>opened once</source>
        <translation>einmal geöffnet</translation>
    </message>
    <message>
        <source>opened {} times</source>
        <translation>{}-mal geöffnet</translation>
    </message>
    <message>
        <source>1 other has access</source>
        <translation>1 weiterer Zugang</translation>
    </message>
    <message>
        <source>{} others have access</source>
        <translation>{} weitere Zugänge</translation>
    </message>
    <message>
        <source>nobody else has access</source>
        <translation>sonst hat niemand Zugang</translation>
    </message>
    <message>
        <source>put it in</source>
        <translation>hat ihn eingetragen</translation>
    </message>
    <message>
        <source>knew it before</source>
        <translation>kannte ihn vorher</translation>
    </message>
    <message>
        <source>made the token of {}</source>
        <translation>hat das Token von {} angelegt</translation>
    </message>
    <message>
        <source>This key is frozen.</source>
        <translation>Dieser Schlüssel ist eingefroren.</translation>
    </message>
    <message>
        <source>Nobody can open it until a key manager or an owner thaws it.</source>
        <translation>Niemand kann ihn öffnen, bis ein Schlüsselverwalter oder Eigentümer ihn auftaut.</translation>
    </message>
    <message>
        <source>its provider</source>
        <translation>dem Anbieter</translation>
    </message>
    <message>
        <source>Replacement is {} overdue.</source>
        <translation>Der Ersatz ist {} überfällig.</translation>
    </message>
    <message>
        <source>Make a new key at {}, then replace the value here.</source>
        <translation>Lege bei {} einen neuen Schlüssel an und ersetze hier den Wert.</translation>
    </message>
    <message>
        <source>Seen by {}. Replaced {}; nothing shows that it no longer works at {}.</source>
        <translation>Gesehen von {}. Ersetzt {}; nichts zeigt, dass er bei {} nicht mehr gilt.</translation>
    </message>
    <message>
        <source>Version {} is not proved dead.</source>
        <translation>Version {} ist nicht als tot bewiesen.</translation>
    </message>
    <message>
        <source>If your computer is lost, nobody can share this key.</source>
        <translation>Geht dein Computer verloren, kann niemand diesen Schlüssel teilen.</translation>
    </message>
    <message>
        <source>If that computer is lost, nobody can share this key.</source>
        <translation>Geht dieser Computer verloren, kann niemand diesen Schlüssel teilen.</translation>
    </message>
    <message>
        <source>One key manager only: {}.</source>
        <translation>Nur ein Schlüsselverwalter: {}.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>{} by {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Ersetzen bis</translation>
    </message>
    <message>
        <source>Monthly cap</source>
        <translation>Monatsgrenze</translation>
    </message>
    <message>
        <source>none noted</source>
        <translation>keine vermerkt</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>Ratengrenze</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Longest access</source>
        <translation>Längster Zugang</translation>
    </message>
    <message>
        <source>words compared</source>
        <translation>Wörter verglichen</translation>
    </message>
    <message>
        <source>a reason</source>
        <translation>einen Grund</translation>
    </message>
    <message>
        <source>a second approver</source>
        <translation>eine zweite Genehmigung</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>only you</source>
        <translation>nur du</translation>
    </message>
    <message>
        <source>{} service</source>
        <translation>{} Dienst</translation>
    </message>
    <message>
        <source>{} services</source>
        <translation>{} Dienste</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>not shared</source>
        <translation>nicht geteilt</translation>
    </message>
    <message>
        <source>Frozen: nothing is handed out</source>
        <translation>Eingefroren: Nichts wird ausgegeben</translation>
    </message>
    <message>
        <source>Nobody is left who manages it</source>
        <translation>Niemand ist mehr da, der ihn verwaltet</translation>
    </message>
    <message>
        <source>Replacement is {} overdue</source>
        <translation>Ersatz {} überfällig</translation>
    </message>
    <message>
        <source>A new value waits to be used</source>
        <translation>Ein neuer Wert wartet auf Gebrauch</translation>
    </message>
    <message>
        <source>Somebody without access has seen a value that may still work</source>
        <translation>Jemand ohne Zugang hat einen Wert gesehen, der noch gelten kann</translation>
    </message>
    <message>
        <source>Tell {}, who can freeze and replace it</source>
        <translation>Sag es {}: zum Einfrieren und Ersetzen</translation>
    </message>
    <message>
        <source>You manage it: freeze and replace it</source>
        <translation>Du verwaltest ihn: Einfrieren und ersetzen</translation>
    </message>
    <message>
        <source>You manage it, with {}: freeze and replace it</source>
        <translation>Du verwaltest ihn, mit {}: Einfrieren und ersetzen</translation>
    </message>
    <message>
        <source>Nobody manages it any more: tell an owner</source>
        <translation>Niemand verwaltet ihn mehr: Sag es einem Eigentümer</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
    <message>
        <source>Your access to {} has ended.</source>
        <translation>Dein Zugang zu {} ist zu Ende.</translation>
    </message>
    <message>
        <source>Your access to {} was revoked.</source>
        <translation>Dein Zugang zu {} wurde entzogen.</translation>
    </message>
    <message>
        <source>{} for {}</source>
        <translation>{} für {}</translation>
    </message>
    <message>
        <source>{} said no</source>
        <translation>{} hat abgelehnt</translation>
    </message>
    <message>
        <source>{}: “{}”</source>
        <translation>{}: „{}“</translation>
    </message>
    <message>
        <source>{} said yes, until {}</source>
        <translation>{} hat zugesagt, bis {}</translation>
    </message>
    <message>
        <source>asked {}</source>
        <translation>gefragt {}</translation>
    </message>
    <message>
        <source>{} can answer</source>
        <translation>{} kann antworten</translation>
    </message>
    <message>
        <source>nobody manages it now; tell an owner</source>
        <translation>niemand verwaltet ihn; sag es einem Eigentümer</translation>
    </message>
    <message>
        <source>Your recovery kit was not rehearsed</source>
        <translation>Dein Notfallblatt ist nicht geprobt</translation>
    </message>
    <message>
        <source>Without passphrase and kit nobody can bring you back, and what only you keep is lost.</source>
        <translation>Ohne Passphrase und Notfallblatt bringt dich niemand zurück, und was nur du verwahrst, ist verloren.</translation>
    </message>
    <message>
        <source>Make it…</source>
        <translation>Erstellen…</translation>
    </message>
    <message>
        <source>The team has one owner</source>
        <translation>Das Team hat nur einen Eigentümer</translation>
    </message>
    <message>
        <source>If they are lost, nobody can change roles or bring the team back.</source>
        <translation>Fällt er aus, kann niemand Rollen ändern oder das Team zurückholen.</translation>
    </message>
    <message>
        <source>Look at People</source>
        <translation>Zu den Leuten</translation>
    </message>
    <message>
        <source>If their computer is lost, nobody can share or replace these keys: {}.</source>
        <translation>Geht ihr Computer verloren, kann niemand diese Schlüssel teilen oder ersetzen: {}.</translation>
    </message>
    <message>
        <source>{} keys have one manager only</source>
        <translation>{} Schlüssel haben nur einen Verwalter</translation>
    </message>
    <message>
        <source>A key has one manager only</source>
        <translation>Ein Schlüssel hat nur einen Verwalter</translation>
    </message>
    <message>
        <source>Look at Keys</source>
        <translation>Zu den Schlüsseln</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <source>{} opening in 30 days</source>
        <translation>{} Öffnung in 30 Tagen</translation>
    </message>
    <message>
        <source>{} openings in 30 days</source>
        <translation>{} Öffnungen in 30 Tagen</translation>
    </message>
    <message>
        <source>{} access ends</source>
        <translation>{} Zugang endet</translation>
    </message>
    <message>
        <source>{} accesses end</source>
        <translation>{} Zugänge enden</translation>
    </message>
    <message>
        <source>No access ends: none is lent to them</source>
        <translation>Kein Zugang endet: Ihnen ist keiner verliehen</translation>
    </message>
    <message>
        <source>They manage {} key</source>
        <translation>Verwaltet {} Schlüssel</translation>
    </message>
    <message>
        <source>They manage {} keys</source>
        <translation>Verwaltet {} Schlüssel</translation>
    </message>
    <message>
        <source>{} key will have nobody who manages it</source>
        <translation>{} Schlüssel hätte niemanden, der ihn verwaltet</translation>
    </message>
    <message>
        <source>{} keys will have nobody who manages them</source>
        <translation>{} Schlüssel hätten niemanden, der sie verwaltet</translation>
    </message>
    <message>
        <source>{}. Have them add another key manager first.</source>
        <translation>{}. Lass vorher einen weiteren Schlüsselverwalter eintragen.</translation>
    </message>
    <message>
        <source>Replace {} value afterwards</source>
        <translation>Danach {} Wert ersetzen</translation>
    </message>
    <message>
        <source>Replace {} values afterwards</source>
        <translation>Danach {} Werte ersetzen</translation>
    </message>
    <message>
        <source>{} old value they know is not proved dead</source>
        <translation>{} bekannter alter Wert ist nicht als tot bewiesen</translation>
    </message>
    <message>
        <source>{} old values they know are not proved dead</source>
        <translation>{} bekannte alte Werte sind nicht als tot bewiesen</translation>
    </message>
    <message>
        <source>Nothing has to be replaced</source>
        <translation>Nichts muss ersetzt werden</translation>
    </message>
    <message>
        <source>The record shows no value that works and that they have seen.</source>
        <translation>Das Protokoll zeigt keinen gültigen Wert, den sie gesehen haben.</translation>
    </message>
    <message>
        <source>{}, manages {}</source>
        <translation>{}, verwaltet {}</translation>
    </message>
    <message>
        <source>waits to be let in</source>
        <translation>wartet auf Einlass</translation>
    </message>
    <message>
        <source>founder</source>
        <translation>Gründer</translation>
    </message>
    <message>
        <source>words not compared</source>
        <translation>Wörter nicht verglichen</translation>
    </message>
    <message>
        <source>as {}</source>
        <translation>als {}</translation>
    </message>
    <message>
        <source>Invited {}</source>
        <translation>Eingeladen {}</translation>
    </message>
    <message>
        <source>by {}</source>
        <translation>von {}</translation>
    </message>
    <message>
        <source>not used yet, ends {}</source>
        <translation>noch nicht benutzt, endet {}</translation>
    </message>
    <message>
        <source>used by {}</source>
        <translation>benutzt von {}</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>ended {}, unused</source>
        <translation>abgelaufen {}, unbenutzt</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Waits to be let in</source>
        <translation>Wartet auf Einlass</translation>
    </message>
    <message>
        <source>Compare six words first: the link alone does not prove who it is.</source>
        <translation>Vergleicht erst sechs Wörter: Der Link allein beweist nicht, wer es ist.</translation>
    </message>
    <message>
        <source>Let in…</source>
        <translation>Einlassen…</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Opens nothing and sees nothing new until somebody lets them go on.</source>
        <translation>Öffnet nichts und sieht nichts Neues, bis jemand wieder zulässt.</translation>
    </message>
    <message>
        <source>Let go on</source>
        <translation>Wieder zulassen</translation>
    </message>
    <message>
        <source>Words not compared</source>
        <translation>Wörter nicht verglichen</translation>
    </message>
    <message>
        <source>The invitation was the only proof: whoever got the link first could be {}.</source>
        <translation>Die Einladung war der einzige Beweis: Wer den Link zuerst hatte, könnte {} sein.</translation>
    </message>
    <message>
        <source>Compare words…</source>
        <translation>Wörter vergleichen…</translation>
    </message>
    <message>
        <source>{} value to replace</source>
        <translation>{} Wert zu ersetzen</translation>
    </message>
    <message>
        <source>{} values to replace</source>
        <translation>{} Werte zu ersetzen</translation>
    </message>
    <message>
        <source>It was seen here and may still work at its provider.</source>
        <translation>Er wurde hier gesehen und kann beim Anbieter noch gelten.</translation>
    </message>
    <message>
        <source>They were seen here and may still work at their providers.</source>
        <translation>Sie wurden hier gesehen und können bei den Anbietern noch gelten.</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>Let in by</source>
        <translation>Eingelassen von</translation>
    </message>
    <message>
        <source>Gone since</source>
        <translation>Fort seit</translation>
    </message>
    <message>
        <source>Last active</source>
        <translation>Zuletzt aktiv</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>On lists</source>
        <translation>Auf Listen</translation>
    </message>
    <message>
        <source>until {}, shared by {}</source>
        <translation>bis {}, geteilt von {}</translation>
    </message>
    <message>
        <source>to replace</source>
        <translation>zu ersetzen</translation>
    </message>
    <message>
        <source>not proved dead</source>
        <translation>nicht als tot bewiesen</translation>
    </message>
    <message>
        <source>v{} · {}</source>
        <translation>v{} · {}</translation>
    </message>
    <message>
        <source>has access</source>
        <translation>hat Zugang</translation>
    </message>
    <message>
        <source>entered it</source>
        <translation>hat ihn eingetragen</translation>
    </message>
    <message>
        <source>key manager of it</source>
        <translation>verwaltet ihn</translation>
    </message>
    <message>
        <source>opened it</source>
        <translation>hat ihn geöffnet</translation>
    </message>
    <message>
        <source>used through the broker</source>
        <translation>über den Broker benutzt</translation>
    </message>
    <message>
        <source>last {}</source>
        <translation>zuletzt {}</translation>
    </message>
    <message>
        <source>an owner</source>
        <translation>ein Eigentümer</translation>
    </message>
    <message>
        <source>{} or {}</source>
        <translation>{} oder {}</translation>
    </message>
    <message>
        <source>{} asks for {} for {}</source>
        <translation>{} bittet um {} für {}</translation>
    </message>
    <message>
        <source>{} of {} decided</source>
        <translation>{} von {} entschieden</translation>
    </message>
    <message>
        <source>Reviewers: {}</source>
        <translation>Prüfer: {}</translation>
    </message>
    <message>
        <source>nothing was decided</source>
        <translation>nichts wurde entschieden</translation>
    </message>
    <message>
        <source>closed {}</source>
        <translation>geschlossen {}</translation>
    </message>
    <message>
        <source>was due {}</source>
        <translation>war fällig {}</translation>
    </message>
    <message>
        <source>due {}, in {}</source>
        <translation>fällig {}, noch {}</translation>
    </message>
    <message>
        <source>Its time is over: what was not decided has taken the course set for it.</source>
        <translation>Die Zeit ist um: Was nicht entschieden wurde, nahm den dafür bestimmten Lauf.</translation>
    </message>
    <message>
        <source>{} is left for you.</source>
        <translation>{} bleibt für dich.</translation>
    </message>
    <message>
        <source>{} are left for you.</source>
        <translation>{} bleiben für dich.</translation>
    </message>
    <message>
        <source>You are no reviewer of it.</source>
        <translation>Du bist hier kein Prüfer.</translation>
    </message>
    <message>
        <source>Nothing is left for you.</source>
        <translation>Für dich bleibt nichts.</translation>
    </message>
    <message>
        <source>What nobody decides by then ends.</source>
        <translation>Was bis dahin niemand entscheidet, endet.</translation>
    </message>
    <message>
        <source>What nobody decides by then ends {} later.</source>
        <translation>Was bis dahin niemand entscheidet, endet {} später.</translation>
    </message>
    <message>
        <source>What nobody decides by then stays as it is.</source>
        <translation>Was bis dahin niemand entscheidet, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{} kept</source>
        <translation>{} behalten</translation>
    </message>
    <message>
        <source>{} shortened</source>
        <translation>{} verkürzt</translation>
    </message>
    <message>
        <source>{} ended</source>
        <translation>{} beendet</translation>
    </message>
    <message>
        <source>{} handed on</source>
        <translation>{} weitergegeben</translation>
    </message>
    <message>
        <source>{} to replace</source>
        <translation>{} zu ersetzen</translation>
    </message>
    <message>
        <source>{} not decided</source>
        <translation>{} nicht entschieden</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>Days it took</source>
        <translation>Dauer in Tagen</translation>
    </message>
    <message>
        <source>The team’s rules want one every {}.</source>
        <translation>Die Regeln des Teams verlangen eine alle {}.</translation>
    </message>
    <message>
        <source>The next is due {}.</source>
        <translation>Die nächste ist am {} fällig.</translation>
    </message>
    <message>
        <source>The next was due {}.</source>
        <translation>Die nächste war am {} fällig.</translation>
    </message>
    <message>
        <source>Revoke {}’s access to {}?</source>
        <translation>{} den Zugang zu {} entziehen?</translation>
    </message>
    <message>
        <source>It ends now. The record shows no opening by {}: revoking is enough, as far as the record goes.</source>
        <translation>Er endet jetzt. Das Protokoll zeigt keine Öffnung durch {}: Entziehen genügt, soweit das Protokoll reicht.</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>{} times</source>
        <translation>{}-mal</translation>
    </message>
    <message>
        <source>{} has opened this key {}, last {}. Revoking ends further opening. It does not take back what was seen: that value works until the key is replaced at {}.</source>
        <translation>{} hat diesen Schlüssel {} geöffnet, zuletzt {}. Entziehen beendet weiteres Öffnen. Gesehenes nimmt es nicht zurück: Der Wert gilt, bis der Schlüssel bei {} ersetzt ist.</translation>
    </message>
    <message>
        <source>Revocation taken back</source>
        <translation>Entzug zurückgenommen</translation>
    </message>
    <message>
        <source>Copies are marked as secret and cleared in time. KDE&apos;s history heeds the mark; others, CopyQ among them, may keep what they saw.</source>
        <translation>Kopien werden als geheim markiert und rechtzeitig gelöscht. Der Verlauf von KDE achtet darauf; andere, auch CopyQ, behalten womöglich, was sie sahen.</translation>
    </message>
    <message>
        <source>Copies are marked as concealed and cleared in time. Histories that heed the mark leave them out.</source>
        <translation>Kopien werden als vertraulich markiert und rechtzeitig gelöscht. Verläufe, die darauf achten, lassen sie aus.</translation>
    </message>
    <message>
        <source>Copies are kept out of Windows&apos; history and its cloud, and cleared in time. Other programs may still read them meanwhile.</source>
        <translation>Kopien bleiben aus dem Verlauf und der Cloud von Windows heraus und werden rechtzeitig gelöscht. Andere Programme können sie inzwischen lesen.</translation>
    </message>
    <message>
        <source>Copies are cleared in time.</source>
        <translation>Kopien werden rechtzeitig gelöscht.</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
    <message>
        <source>Switched off: screenshots show the window.</source>
        <translation>Ausgeschaltet: Bildschirmfotos zeigen das Fenster.</translation>
    </message>
    <message>
        <source>The window is left out of screenshots and screen sharing. A camera always works.</source>
        <translation>Das Fenster fehlt auf Bildschirmfotos und beim Teilen des Bildschirms. Eine Kamera geht immer.</translation>
    </message>
    <message>
        <source>macOS is asked to leave the window out; newer ways of capturing pass that by.</source>
        <translation>macOS wird gebeten, das Fenster auszulassen; neuere Wege der Aufnahme umgehen das.</translation>
    </message>
    <message>
        <source>This system has no way to keep a window out of screenshots. Values are masked until you hold them open.</source>
        <translation>Dieses System kann ein Fenster nicht von Bildschirmfotos ausnehmen. Werte sind verdeckt, bis du sie gedrückt hältst.</translation>
    </message>
    <message>
        <source>The system could hide the window and did not.</source>
        <translation>Das System könnte das Fenster ausnehmen und hat es nicht getan.</translation>
    </message>
    <message>
        <source>Screenshots</source>
        <translation>Bildschirmfotos</translation>
    </message>
    <message>
        <source>Key ring of the system</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>{} opens this team as well: whoever is logged in as you can unlock it.</source>
        <translation>{} öffnet dieses Team ebenfalls: Wer als du angemeldet ist, kann es entsperren.</translation>
    </message>
    <message>
        <source>It</source>
        <translation>Er</translation>
    </message>
    <message>
        <source>{} is there and not used: only your passphrase unlocks.</source>
        <translation>{} ist da und wird nicht benutzt: Nur deine Passphrase entsperrt.</translation>
    </message>
    <message>
        <source>None that the system guards was found: only your passphrase unlocks.</source>
        <translation>Keiner, den das System schützt, wurde gefunden: Nur deine Passphrase entsperrt.</translation>
    </message>
    <message>
        <source>Sleep and locked screen</source>
        <translation>Ruhezustand und Bildschirmsperre</translation>
    </message>
    <message>
        <source>This desktop tells of both; it locks then.</source>
        <translation>Dieser Desktop meldet beides; dann wird gesperrt.</translation>
    </message>
    <message>
        <source>This desktop does not tell of them. It locks when idle, and on waking.</source>
        <translation>Dieser Desktop meldet sie nicht. Gesperrt wird bei Untätigkeit und beim Aufwachen.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>This system offers nothing here. A program running as you can take what you can open.</source>
        <translation>Dieses System bietet hier nichts. Ein Programm, das als du läuft, kann nehmen, was du öffnen kannst.</translation>
    </message>
    <message>
        <source>No core dumps, and no debugger of your other programs. A hurdle, not a wall: malware running as you can take what you can open.</source>
        <translation>Keine Speicherabzüge, und kein Debugger deiner anderen Programme. Eine Hürde, keine Mauer: Schadsoftware, die als du läuft, kann nehmen, was du öffnen kannst.</translation>
    </message>
    <message>
        <source>The system did not switch off core dumps or debugging.</source>
        <translation>Das System hat Speicherabzüge oder Debuggen nicht abgeschaltet.</translation>
    </message>
    <message>
        <source>The disk below Keylease&apos;s folder is encrypted.</source>
        <translation>Die Platte unter dem Ordner von Keylease ist verschlüsselt.</translation>
    </message>
    <message>
        <source>The disk is not encrypted. What is stored is sealed, but memory may have reached swap: encrypt the disk.</source>
        <translation>Die Platte ist nicht verschlüsselt. Gespeichertes ist versiegelt, aber Speicher kann in die Auslagerung gelangt sein: Verschlüssle die Platte.</translation>
    </message>
    <message>
        <source>It cannot be told from here whether the disk is encrypted.</source>
        <translation>Von hier aus ist nicht zu sehen, ob die Platte verschlüsselt ist.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Programs of yours</source>
        <translation>Deine Programme</translation>
    </message>
    <message>
        <source>While a team is open here, keylease get and keylease run get values from this window, each opening on record.</source>
        <translation>Solange hier ein Team offen ist, bekommen keylease get und keylease run Werte von diesem Fenster, jede Öffnung im Protokoll.</translation>
    </message>
    <message>
        <source>Another agent of yours serves them, or none does.</source>
        <translation>Ein anderer Agent von dir bedient sie, oder keiner.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>token ended</source>
        <translation>Token abgelaufen</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>{}, opens nothing now</source>
        <translation>{}, öffnet jetzt nichts</translation>
    </message>
    <message>
        <source>Token made</source>
        <translation>Token angelegt</translation>
    </message>
    <message>
        <source>Token ends</source>
        <translation>Token endet</translation>
    </message>
    <message>
        <source>from anywhere</source>
        <translation>von überall</translation>
    </message>
    <message>
        <source>May be used</source>
        <translation>Darf benutzt werden</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>has access until {}</source>
        <translation>hat Zugang bis {}</translation>
    </message>
    <message>
        <source>Choose who gets it.</source>
        <translation>Wähle, wer ihn bekommt.</translation>
    </message>
    <message>
        <source>This environment asks for a reason.</source>
        <translation>Diese Umgebung verlangt einen Grund.</translation>
    </message>
    <message>
        <source>After this {} have access to version {}.</source>
        <translation>Danach haben {} Zugang zu Version {}.</translation>
    </message>
    <message>
        <source>{} cannot be given access now.</source>
        <translation>{} kann jetzt keinen Zugang bekommen.</translation>
    </message>
    <message>
        <source>Not yet for {}: in {} words are compared first.</source>
        <translation>Noch nicht für {}: In {} werden erst Wörter verglichen.</translation>
    </message>
    <message>
        <source>Write the date like 2027-01-31.</source>
        <translation>Schreibe das Datum wie 2027-01-31.</translation>
    </message>
    <message>
        <source>That day has passed already.</source>
        <translation>Dieser Tag ist schon vorbei.</translation>
    </message>
    <message>
        <source>This environment allows {} at most: until {}.</source>
        <translation>Diese Umgebung erlaubt höchstens {}: bis {}.</translation>
    </message>
    <message>
        <source>{} person</source>
        <translation>{} Person</translation>
    </message>
    <message>
        <source>{} people</source>
        <translation>{} Leute</translation>
    </message>
    <message>
        <source>Access ends at the team server.</source>
        <translation>Der Zugang endet am Teamserver.</translation>
    </message>
    <message>
        <source>{} keeps this key to {};</source>
        <translation>{} hält diesen Schlüssel auf {};</translation>
    </message>
    <message>
        <source>No scopes are noted for it, though {} can scope a key;</source>
        <translation>Kein Umfang ist dafür vermerkt, obwohl {} ihn begrenzen kann;</translation>
    </message>
    <message>
        <source>{} cannot scope this key to one of them;</source>
        <translation>{} kann diesen Schlüssel nicht auf einen davon begrenzen;</translation>
    </message>
    <message>
        <source>its monthly cap is {}.</source>
        <translation>seine Monatsgrenze ist {}.</translation>
    </message>
    <message>
        <source>no monthly cap is noted, and {} only warns.</source>
        <translation>keine Monatsgrenze ist vermerkt, und {} warnt nur.</translation>
    </message>
    <message>
        <source>no monthly cap is noted.</source>
        <translation>keine Monatsgrenze ist vermerkt.</translation>
    </message>
    <message>
        <source>To take it from somebody who has opened it, you must replace it for all.</source>
        <translation>Wer ihn geöffnet hat, verliert ihn erst, wenn er für alle ersetzt wird.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Share with {} until {}</source>
        <translation>Mit {} teilen bis {}</translation>
    </message>
    <message>
        <source>You have access to {} in Keylease until {}.</source>
        <translation>Du hast Zugang zu {} in Keylease bis {}.</translation>
    </message>
    <message>
        <source>Good morning, {}.</source>
        <translation>Guten Morgen, {}.</translation>
    </message>
    <message>
        <source>Good afternoon, {}.</source>
        <translation>Guten Tag, {}.</translation>
    </message>
    <message>
        <source>Good evening, {}.</source>
        <translation>Guten Abend, {}.</translation>
    </message>
    <message>
        <source>One thing needs you.</source>
        <translation>Eine Sache braucht dich.</translation>
    </message>
    <message>
        <source>Two things need you.</source>
        <translation>Zwei Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Three things need you.</source>
        <translation>Drei Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Four things need you.</source>
        <translation>Vier Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Five things need you.</source>
        <translation>Fünf Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Six things need you.</source>
        <translation>Sechs Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Seven things need you.</source>
        <translation>Sieben Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Eight things need you.</source>
        <translation>Acht Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Nine things need you.</source>
        <translation>Neun Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Nothing needs you. Everything is in order.</source>
        <translation>Nichts braucht dich. Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>{} things need you.</source>
        <translation>{} Sachen brauchen dich.</translation>
    </message>
    <message>
        <source>Nothing can be done here until the histories agree again.</source>
        <translation>Hier geht nichts, bis die Verläufe wieder übereinstimmen.</translation>
    </message>
    <message>
        <source>Everything else is in order.</source>
        <translation>Alles andere ist in Ordnung.</translation>
    </message>
    <message>
        <source>Open incident: {}</source>
        <translation>Offener Vorfall: {}</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Offener Vorfall</translation>
    </message>
    <message>
        <source>Reported by {} {}.</source>
        <translation>Gemeldet von {} {}.</translation>
    </message>
    <message>
        <source>The key is frozen: nobody can open it.</source>
        <translation>Der Schlüssel ist eingefroren: Niemand kann ihn öffnen.</translation>
    </message>
    <message>
        <source>{} keys are frozen: nobody can open them.</source>
        <translation>{} Schlüssel sind eingefroren: Niemand kann sie öffnen.</translation>
    </message>
    <message>
        <source>due {}</source>
        <translation>fällig {}</translation>
    </message>
    <message>
        <source>none is left for you to decide</source>
        <translation>für dich bleibt nichts zu entscheiden</translation>
    </message>
    <message>
        <source>{} left for you</source>
        <translation>{} bleiben für dich</translation>
    </message>
    <message>
        <source>{} left for you to decide</source>
        <translation>{} bleiben für dich zu entscheiden</translation>
    </message>
    <message>
        <source>its time is over</source>
        <translation>die Zeit ist um</translation>
    </message>
    <message>
        <source>The team server keeps an entry of the access log from you</source>
        <translation>Der Teamserver enthält dir einen Eintrag des Zugriffsprotokolls vor</translation>
    </message>
    <message>
        <source>The team server keeps {} entries of the access log from you</source>
        <translation>Der Teamserver enthält dir {} Einträge des Zugriffsprotokolls vor</translation>
    </message>
    <message>
        <source>Who opened what there is not known here. Ask whoever runs it why.</source>
        <translation>Wer dort was geöffnet hat, ist hier nicht bekannt. Frag den Betreiber, warum.</translation>
    </message>
    <message>
        <source>Add the first key</source>
        <translation>Den ersten Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Paste a value or a whole .env; it is sealed before it leaves this computer.</source>
        <translation>Füge einen Wert oder eine ganze .env ein; er wird versiegelt, bevor er diesen Computer verlässt.</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Invite your team</source>
        <translation>Lade dein Team ein</translation>
    </message>
    <message>
        <source>Each person gets a link of their own, which works once.</source>
        <translation>Jeder bekommt einen eigenen Link, der einmal gilt.</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Names are still readable with a key a leaver had</source>
        <translation>Namen sind noch mit einem Schlüssel lesbar, den ein Gegangener hatte</translation>
    </message>
    <message>
        <source>Renewing it takes a second; who is gone reads nothing new from then on.</source>
        <translation>Erneuern dauert eine Sekunde; wer fort ist, liest von da an nichts Neues.</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>{} has access</source>
        <translation>{} hat Zugang</translation>
    </message>
    <message>
        <source>{} have access</source>
        <translation>{} haben Zugang</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antworten…</translation>
    </message>
    <message>
        <source>{} on {} waits for a second yes</source>
        <translation>{} für {} wartet auf ein zweites Ja</translation>
    </message>
    <message>
        <source>{} gave it until {}.</source>
        <translation>{} gab ihn bis {}.</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Genehmigen…</translation>
    </message>
    <message>
        <source>Somebody else than you has to say yes, since you gave it.</source>
        <translation>Jemand anderes muss zustimmen, denn du hast ihn gegeben.</translation>
    </message>
    <message>
        <source>Somebody else than you has to say yes, since it is for you.</source>
        <translation>Jemand anderes muss zustimmen, denn er ist für dich.</translation>
    </message>
    <message>
        <source>Somebody else than you has to say yes, since you made this service’s token.</source>
        <translation>Jemand anderes muss zustimmen, denn du hast das Token dieses Dienstes angelegt.</translation>
    </message>
    <message>
        <source>{} waits to be let in</source>
        <translation>{} wartet auf Einlass</translation>
    </message>
    <message>
        <source>{} is frozen</source>
        <translation>{} ist eingefroren</translation>
    </message>
    <message>
        <source>Nobody can open it until a key manager or an owner thaws it.</source>
        <translation>Niemand kann ihn öffnen, bis ein Schlüsselverwalter oder Eigentümer ihn auftaut.</translation>
    </message>
    <message>
        <source>{}, version {} is not proved dead</source>
        <translation>{}, Version {} ist nicht als tot bewiesen</translation>
    </message>
    <message>
        <source>{} has seen it</source>
        <translation>{} hat ihn gesehen</translation>
    </message>
    <message>
        <source>{} have seen it</source>
        <translation>{} haben ihn gesehen</translation>
    </message>
    <message>
        <source>Replaced {}; {} and could still use it.</source>
        <translation>Ersetzt {}; {}. Er gilt vielleicht noch.</translation>
    </message>
    <message>
        <source>Nobody is left who manages {}</source>
        <translation>Niemand ist mehr da, der {} verwaltet</translation>
    </message>
    <message>
        <source>It cannot be shared or replaced here; put its new value in as a new key.</source>
        <translation>Hier kann er weder geteilt noch ersetzt werden; trage den neuen Wert als neuen Schlüssel ein.</translation>
    </message>
    <message>
        <source>A new value of {} waits to be used</source>
        <translation>Ein neuer Wert von {} wartet auf Gebrauch</translation>
    </message>
    <message>
        <source>Version {} is handed out; the old one is still in use.</source>
        <translation>Version {} ist ausgegeben; die alte ist noch in Gebrauch.</translation>
    </message>
    <message>
        <source>{} is {} overdue</source>
        <translation>{} ist {} überfällig</translation>
    </message>
    <message>
        <source>{} is to be replaced by {}</source>
        <translation>{} ist bis {} zu ersetzen</translation>
    </message>
    <message>
        <source>{} has access.</source>
        <translation>{} hat Zugang.</translation>
    </message>
    <message>
        <source>{} have access.</source>
        <translation>{} haben Zugang.</translation>
    </message>
    <message>
        <source>Replace it now; all of them get the new value.</source>
        <translation>Ersetze ihn jetzt; alle bekommen den neuen Wert.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>One of its key managers can replace it.</source>
        <translation>Einer seiner Schlüsselverwalter kann ihn ersetzen.</translation>
    </message>
    <message>
        <source>An access review is due</source>
        <translation>Eine Zugangsprüfung ist fällig</translation>
    </message>
    <message>
        <source>The next access review is due soon</source>
        <translation>Die nächste Zugangsprüfung ist bald fällig</translation>
    </message>
    <message>
        <source>By the team&apos;s rules it was to be {}.</source>
        <translation>Nach den Regeln des Teams war sie {} fällig.</translation>
    </message>
    <message>
        <source>On {}.</source>
        <translation>Am {}.</translation>
    </message>
    <message>
        <source>The token of {} ends {}</source>
        <translation>Das Token von {} endet {}</translation>
    </message>
    <message>
        <source>From then on it opens nothing.</source>
        <translation>Von da an öffnet es nichts.</translation>
    </message>
    <message>
        <source>If their passphrase and recovery kit are lost, nobody can lead the team.</source>
        <translation>Gehen Passphrase und Notfallblatt verloren, kann niemand das Team leiten.</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>Weiteren bestimmen</translation>
    </message>
    <message>
        <source>{} has one key manager</source>
        <translation>{} hat nur einen Schlüsselverwalter</translation>
    </message>
    <message>
        <source>If {}’s laptop is lost, nobody can share or replace it.</source>
        <translation>Geht der Laptop von {} verloren, kann niemand ihn teilen oder ersetzen.</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Weiteren eintragen</translation>
    </message>
    <message>
        <source>on {}</source>
        <translation>am {}</translation>
    </message>
    <message>
        <source>{} is gone</source>
        <translation>{} ist fort</translation>
    </message>
    <message>
        <source>{} left {}</source>
        <translation>{} ging {}</translation>
    </message>
    <message>
        <source>{} of the {} keys they have seen are not replaced yet.</source>
        <translation>{} der {} gesehenen Schlüssel sind noch nicht ersetzt.</translation>
    </message>
    <message>
        <source>None of the {} keys they have seen is replaced yet.</source>
        <translation>Keiner der {} gesehenen Schlüssel ist bisher ersetzt.</translation>
    </message>
    <message>
        <source>They have seen {}, which is not replaced yet.</source>
        <translation>Gesehen wurde {}, noch nicht ersetzt.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>{} on {}</source>
        <translation>{} für {}</translation>
    </message>
    <message>
        <source>One access ends this week</source>
        <translation>Ein Zugang endet diese Woche</translation>
    </message>
    <message>
        <source>{} accesses end this week</source>
        <translation>{} Zugänge enden diese Woche</translation>
    </message>
    <message>
        <source>Renew…</source>
        <translation>Verlängern…</translation>
    </message>
    <message>
        <source>{} keys are to be replaced this week</source>
        <translation>{} Schlüssel sind diese Woche zu ersetzen</translation>
    </message>
    <message>
        <source>{} keys that others manage are overdue</source>
        <translation>{} Schlüssel, die andere verwalten, sind überfällig</translation>
    </message>
    <message>
        <source>Their key managers can replace them.</source>
        <translation>Ihre Verwalter ersetzen sie.</translation>
    </message>
    <message>
        <source>{} old values are not proved dead</source>
        <translation>{} alte Werte sind nicht als tot bewiesen</translation>
    </message>
    <message>
        <source>Who has seen them could still use them.</source>
        <translation>Wer sie gesehen hat, könnte sie noch nutzen.</translation>
    </message>
    <message>
        <source>{} keys are frozen</source>
        <translation>{} Schlüssel sind eingefroren</translation>
    </message>
    <message>
        <source>Nobody can open them.</source>
        <translation>Niemand kann sie öffnen.</translation>
    </message>
    <message>
        <source>{} keys have one key manager</source>
        <translation>{} Schlüssel haben nur einen Verwalter</translation>
    </message>
    <message>
        <source>A lost laptop would lock them.</source>
        <translation>Ein verlorener Laptop würde sie verschließen.</translation>
    </message>
    <message>
        <source>{} tokens end this week</source>
        <translation>{} Tokens enden diese Woche</translation>
    </message>
    <message>
        <source>{}. From then on they open nothing.</source>
        <translation>{}. Von da an öffnen sie nichts.</translation>
    </message>
    <message>
        <source>{} month</source>
        <translation>{} Monat</translation>
    </message>
    <message>
        <source>{} months</source>
        <translation>{} Monate</translation>
    </message>
    <message>
        <source>{} week</source>
        <translation>{} Woche</translation>
    </message>
    <message>
        <source>{} weeks</source>
        <translation>{} Wochen</translation>
    </message>
    <message>
        <source>{} hour</source>
        <translation>{} Stunde</translation>
    </message>
    <message>
        <source>{} hours</source>
        <translation>{} Stunden</translation>
    </message>
    <message>
        <source>{} minute</source>
        <translation>{} Minute</translation>
    </message>
    <message>
        <source>{} minutes</source>
        <translation>{} Minuten</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{} min ago</source>
        <translation>vor {} min</translation>
    </message>
    <message>
        <source>{} h ago</source>
        <translation>vor {} h</translation>
    </message>
    <message>
        <source>today {}</source>
        <translation>heute {}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>{} days ago</source>
        <translation>vor {} Tagen</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>ddd d. MMM</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ging schief</translation>
    </message>
    <message>
        <source>Something does not check out</source>
        <translation>Etwas stimmt nicht</translation>
    </message>
    <message>
        <source>The team server was not reached</source>
        <translation>Der Teamserver war nicht erreichbar</translation>
    </message>
    <message>
        <source>This was not allowed</source>
        <translation>Das war nicht erlaubt</translation>
    </message>
    <message>
        <source>This cannot be used</source>
        <translation>Das ist nicht verwendbar</translation>
    </message>
    <message>
        <source>This was not done</source>
        <translation>Das wurde nicht getan</translation>
    </message>
    <message>
        <source>The team server sent something that is not right.|Nothing was taken from it; tell an owner.</source>
        <translation>Der Teamserver hat etwas geschickt, das nicht stimmt.|Nichts wurde daraus übernommen; sag es einem Eigentümer.</translation>
    </message>
    <message>
        <source>You are not an active member of this team.|Ask an admin to let you in.</source>
        <translation>Du bist kein aktives Mitglied dieses Teams.|Bitte einen Admin, dich einzulassen.</translation>
    </message>
    <message>
        <source>Your role does not allow this.|Ask an owner or an admin.</source>
        <translation>Deine Rolle erlaubt das nicht.|Frage einen Eigentümer oder Admin.</translation>
    </message>
    <message>
        <source>Only a key manager of this key can do this.|Its panel names them; ask one.</source>
        <translation>Das kann nur ein Verwalter dieses Schlüssels.|Seine Ansicht nennt sie; frage einen.</translation>
    </message>
    <message>
        <source>A team cannot be without an active owner.|Make someone else owner first.</source>
        <translation>Ein Team kann nicht ohne aktiven Eigentümer sein.|Mache erst jemand anderen zum Eigentümer.</translation>
    </message>
    <message>
        <source>This invite has ended.|Ask for a new one.</source>
        <translation>Diese Einladung ist abgelaufen.|Bitte um eine neue.</translation>
    </message>
    <message>
        <source>This invite was already used or cancelled.|Ask for a new one.</source>
        <translation>Diese Einladung wurde schon benutzt oder zurückgenommen.|Bitte um eine neue.</translation>
    </message>
    <message>
        <source>This environment wants people whose words were compared.|Compare the words with them first, under People.</source>
        <translation>Diese Umgebung verlangt Leute, deren Wörter verglichen sind.|Vergleicht sie erst, unter Leute.</translation>
    </message>
    <message>
        <source>You have not agreed to the team&apos;s handling rules yet.|Read them first.</source>
        <translation>Du hast den Umgangsregeln des Teams noch nicht zugestimmt.|Lies sie zuerst.</translation>
    </message>
    <message>
        <source>Nobody decides on their own access.|Another reviewer has to.</source>
        <translation>Niemand entscheidet über den eigenen Zugang.|Das muss ein anderer Prüfer tun.</translation>
    </message>
    <message>
        <source>That name cannot be used.|Take plain letters and digits of one script, at most 64, and nothing invisible.</source>
        <translation>Dieser Name geht nicht.|Nimm Buchstaben und Ziffern einer Schrift, höchstens 64, und nichts Unsichtbares.</translation>
    </message>
    <message>
        <source>You have no access to this key.|Ask for it.</source>
        <translation>Du hast keinen Zugang zu diesem Schlüssel.|Bitte darum.</translation>
    </message>
    <message>
        <source>This access was revoked.|Ask for it anew.</source>
        <translation>Dieser Zugang wurde entzogen.|Bitte neu darum.</translation>
    </message>
    <message>
        <source>This access has ended.|Ask for more time.</source>
        <translation>Dieser Zugang ist abgelaufen.|Bitte um mehr Zeit.</translation>
    </message>
    <message>
        <source>This access has not begun yet.|Wait until then, or ask a key manager.</source>
        <translation>Dieser Zugang hat noch nicht begonnen.|Warte bis dahin oder frage einen Schlüsselverwalter.</translation>
    </message>
    <message>
        <source>This access ended because it was not used.|Ask for it anew.</source>
        <translation>Dieser Zugang endete, weil er nicht genutzt wurde.|Bitte neu darum.</translation>
    </message>
    <message>
        <source>All uses of this access are spent.|Ask for more.</source>
        <translation>Alle Nutzungen dieses Zugangs sind verbraucht.|Bitte um mehr.</translation>
    </message>
    <message>
        <source>This access ended with an access review.|Ask for it anew.</source>
        <translation>Dieser Zugang endete mit einer Zugangsprüfung.|Bitte neu darum.</translation>
    </message>
    <message>
        <source>This access is not allowed from this network.|Use an allowed one, or ask a key manager.</source>
        <translation>Dieser Zugang ist aus diesem Netz nicht erlaubt.|Nutze ein erlaubtes oder frage einen Schlüsselverwalter.</translation>
    </message>
    <message>
        <source>This access waits for a second approver.|Ask a key manager or an admin to approve it.</source>
        <translation>Dieser Zugang wartet auf eine zweite Genehmigung.|Bitte einen Schlüsselverwalter oder Admin darum.</translation>
    </message>
    <message>
        <source>The environment&apos;s rules do not allow this.|Choose a shorter time, or ask an owner.</source>
        <translation>Die Regeln der Umgebung erlauben das nicht.|Wähle eine kürzere Zeit oder frage einen Eigentümer.</translation>
    </message>
    <message>
        <source>This environment asks for a reason.|Add one.</source>
        <translation>Diese Umgebung verlangt einen Grund.|Gib einen an.</translation>
    </message>
    <message>
        <source>This key is frozen: nothing is handed out.|Ask a key manager or an owner to thaw it.</source>
        <translation>Dieser Schlüssel ist eingefroren: Nichts wird ausgegeben.|Bitte einen Schlüsselverwalter oder Eigentümer, ihn aufzutauen.</translation>
    </message>
    <message>
        <source>This key has no value in use yet.|A key manager puts one in.</source>
        <translation>Dieser Schlüssel hat noch keinen Wert in Gebrauch.|Ein Schlüsselverwalter trägt einen ein.</translation>
    </message>
    <message>
        <source>Not everyone with access has the new version yet.|Wait a moment, and try again.</source>
        <translation>Noch nicht alle mit Zugang haben die neue Version.|Warte einen Moment und versuche es wieder.</translation>
    </message>
    <message>
        <source>You do not keep this version&apos;s value.|Ask another key manager.</source>
        <translation>Du verwahrst den Wert dieser Version nicht.|Frage einen anderen Schlüsselverwalter.</translation>
    </message>
    <message>
        <source>The team server no longer holds what is needed to open this.|A key manager has to share it again.</source>
        <translation>Der Teamserver hat nicht mehr, was zum Öffnen nötig ist.|Ein Schlüsselverwalter muss ihn neu teilen.</translation>
    </message>
    <message>
        <source>That is not there any more.|Look at the list again.</source>
        <translation>Das ist nicht mehr da.|Sieh noch einmal in die Liste.</translation>
    </message>
    <message>
        <source>That is not possible in its present state.|Look at it again and choose anew.</source>
        <translation>Das geht in diesem Zustand nicht.|Sieh es dir noch einmal an und wähle neu.</translation>
    </message>
    <message>
        <source>Someone else changed this meanwhile.|Look again and decide anew.</source>
        <translation>Jemand anderes hat das inzwischen geändert.|Sieh noch einmal hin und entscheide neu.</translation>
    </message>
    <message>
        <source>That is no duration.|Choose one of those offered, or a date.</source>
        <translation>Das ist keine Dauer.|Wähle eine der angebotenen oder ein Datum.</translation>
    </message>
    <message>
        <source>That is not a usable value.|Correct it and try again.</source>
        <translation>Das ist kein brauchbarer Wert.|Berichtige ihn und versuche es wieder.</translation>
    </message>
    <message>
        <source>The value is not the one its key manager signed for.|Nothing is shown; tell an owner at once.</source>
        <translation>Der Wert ist nicht der, für den sein Verwalter unterschrieben hat.|Nichts wird gezeigt; sag es sofort einem Eigentümer.</translation>
    </message>
    <message>
        <source>The team server could not be reached.|What is shown is what was last known; try again later.</source>
        <translation>Der Teamserver war nicht erreichbar.|Gezeigt wird, was zuletzt bekannt war; versuche es später.</translation>
    </message>
    <message>
        <source>The team server is busy.|Nothing was changed; try again in a minute.</source>
        <translation>Der Teamserver ist ausgelastet.|Nichts wurde geändert; versuche es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>The team server&apos;s view is more than 15 minutes old, so nothing can be shared now.|Try again when it is reached.</source>
        <translation>Die Sicht des Teamservers ist über 15 Minuten alt, darum kann jetzt nichts geteilt werden.|Versuche es, wenn er erreichbar ist.</translation>
    </message>
    <message>
        <source>The team server shows an older history than you have seen.|The team is read-only here; compare words with an owner.</source>
        <translation>Der Teamserver zeigt einen älteren Verlauf, als du gesehen hast.|Das Team ist hier schreibgeschützt; vergleiche Wörter mit einem Eigentümer.</translation>
    </message>
    <message>
        <source>The team server shows another history than you have seen.|The team is read-only here; compare words with an owner.</source>
        <translation>Der Teamserver zeigt einen anderen Verlauf, als du gesehen hast.|Das Team ist hier schreibgeschützt; vergleiche Wörter mit einem Eigentümer.</translation>
    </message>
    <message>
        <source>The team is read-only here, because histories differed.|Compare words with an owner.</source>
        <translation>Das Team ist hier schreibgeschützt, weil Verläufe abwichen.|Vergleiche Wörter mit einem Eigentümer.</translation>
    </message>
    <message>
        <source>The team server sent another envelope than the one that was signed.|Nothing is shown and the evidence is kept; tell an owner.</source>
        <translation>Der Teamserver schickte einen anderen Umschlag als den unterschriebenen.|Nichts wird gezeigt, der Beweis ist aufbewahrt; sag es einem Eigentümer.</translation>
    </message>
    <message>
        <source>The team server sent a wrong release key.|Nothing is shown and the evidence is kept; tell an owner.</source>
        <translation>Der Teamserver schickte einen falschen Freigabeschlüssel.|Nichts wird gezeigt, der Beweis ist aufbewahrt; sag es einem Eigentümer.</translation>
    </message>
    <message>
        <source>The answer was not signed by your team server.|Nothing was taken from it; tell an owner.</source>
        <translation>Die Antwort war nicht von deinem Teamserver unterschrieben.|Nichts wurde daraus übernommen; sag es einem Eigentümer.</translation>
    </message>
    <message>
        <source>The history shown does not contain your invite.|Ask whoever invited you whether this is the right team server.</source>
        <translation>Der gezeigte Verlauf enthält deine Einladung nicht.|Frage, wer dich eingeladen hat, ob das der richtige Teamserver ist.</translation>
    </message>
    <message>
        <source>This is not the team server you joined: its certificate is another.|Nothing was sent; tell an owner.</source>
        <translation>Das ist nicht der Teamserver, dem du beigetreten bist: Sein Zertifikat ist ein anderes.|Nichts wurde geschickt; sag es einem Eigentümer.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is off by more than five minutes.|Set the clock and try again.</source>
        <translation>Die Uhr dieses Computers geht mehr als fünf Minuten falsch.|Stelle sie und versuche es wieder.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock and the team server&apos;s differ by more than five minutes.|Set the clock and try again.</source>
        <translation>Die Uhren dieses Computers und des Teamservers weichen mehr als fünf Minuten ab.|Stelle die Uhr und versuche es wieder.</translation>
    </message>
    <message>
        <source>Too much in one day.|Try again tomorrow, or ask whoever runs the team server.</source>
        <translation>Zu viel an einem Tag.|Versuche es morgen oder frage, wer den Teamserver betreibt.</translation>
    </message>
    <message>
        <source>Too many requests.|Wait a minute and try again.</source>
        <translation>Zu viele Anfragen.|Warte eine Minute und versuche es wieder.</translation>
    </message>
    <message>
        <source>This link to a new team server is used up.|Start the server again; it shows a new link.</source>
        <translation>Dieser Link zu einem neuen Teamserver ist verbraucht.|Starte den Server neu; er zeigt einen neuen Link.</translation>
    </message>
    <message>
        <source>The team is on its way to the new team server.|It arrives when the owner who moves it opens the team once more.</source>
        <translation>Das Team ist auf dem Weg zum neuen Teamserver.|Es kommt an, sobald der Eigentümer, der es umzieht, das Team noch einmal öffnet.</translation>
    </message>
    <message>
        <source>The team server has moved.|Ask an owner for the new link.</source>
        <translation>Der Teamserver ist umgezogen.|Frage einen Eigentümer nach dem neuen Link.</translation>
    </message>
    <message>
        <source>The team server&apos;s database is older than its own last record.|What is missing comes back from anybody&apos;s backup: tell whoever runs it.</source>
        <translation>Die Datenbank des Teamservers ist älter als sein eigener letzter Eintrag.|Das Fehlende kommt aus irgendeiner Sicherung zurück: sag es denen, die ihn betreiben.</translation>
    </message>
    <message>
        <source>The clock jumped more than seven days ahead, so the team server waits.|Confirm the date: keylease relay confirm-date.</source>
        <translation>Die Uhr sprang mehr als sieben Tage vor, darum wartet der Teamserver.|Bestätige das Datum: keylease relay confirm-date.</translation>
    </message>
    <message>
        <source>The team server lost its database while it wrote this.|Look whether it is there before you do it again.</source>
        <translation>Der Teamserver verlor seine Datenbank, während er das schrieb.|Sieh nach, ob es da ist, bevor du es noch einmal tust.</translation>
    </message>
    <message>
        <source>The record could not be written, so nothing was handed out.|Try again later.</source>
        <translation>Das Protokoll konnte nicht geschrieben werden, darum wurde nichts ausgegeben.|Versuche es später.</translation>
    </message>
    <message>
        <source>The passphrase is wrong, or the identity file is damaged.|Nothing was changed; try again.</source>
        <translation>Die Passphrase ist falsch, oder die Identitätsdatei ist beschädigt.|Nichts wurde geändert; versuche es wieder.</translation>
    </message>
    <message>
        <source>Keylease is locked.|Unlock it and try again.</source>
        <translation>Keylease ist gesperrt.|Entsperre es und versuche es wieder.</translation>
    </message>
    <message>
        <source>There is no team on this computer yet.|Found one or join one.</source>
        <translation>Auf diesem Computer gibt es noch kein Team.|Gründe eines oder tritt einem bei.</translation>
    </message>
    <message>
        <source>This team is on this computer already.|Unlock it.</source>
        <translation>Dieses Team gibt es auf diesem Computer schon.|Entsperre es.</translation>
    </message>
    <message>
        <source>A file of this team was changed by something other than Keylease, so it is not used.|Put it back from a backup, or restore the team.</source>
        <translation>Eine Datei dieses Teams wurde nicht von Keylease geändert, darum wird sie nicht benutzt.|Hole sie aus einer Sicherung oder stelle das Team wieder her.</translation>
    </message>
    <message>
        <source>The identity file asks for an unsafe passphrase check, so it is not used.|Restore the team from kit and backup.</source>
        <translation>Die Identitätsdatei verlangt eine unsichere Prüfung der Passphrase, darum wird sie nicht benutzt.|Stelle das Team aus Notfallblatt und Sicherung wieder her.</translation>
    </message>
    <message>
        <source>A file of this team is damaged, so it is not used.|Keep it, and bring the team back from a backup.</source>
        <translation>Eine Datei dieses Teams ist beschädigt, darum wird sie nicht benutzt.|Behalte sie und hole das Team aus einer Sicherung zurück.</translation>
    </message>
    <message>
        <source>Others can change Keylease&apos;s folder or a file in it.|Make it private: only you may read and write there.</source>
        <translation>Andere können Keylease&apos; Ordner oder eine Datei darin ändern.|Mache ihn privat: Nur du darfst dort lesen und schreiben.</translation>
    </message>
    <message>
        <source>The disk could not be written.|Nothing was changed; see that it has room and can be written, and try again.</source>
        <translation>Auf die Platte konnte nicht geschrieben werden.|Nichts wurde geändert; sieh nach, ob dort Platz ist und ob sie beschreibbar ist, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The database server cannot be used.|Nothing was changed; see that it runs, and that its settings and its address are right, and try again.</source>
        <translation>Der Datenbankserver ist nicht zu gebrauchen.|Nichts wurde geändert; sieh nach, ob er läuft und ob seine Einstellungen und seine Adresse stimmen, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>That is not a whole invite link.|Copy it again, all of it.</source>
        <translation>Das ist kein vollständiger Einladungslink.|Kopiere ihn noch einmal, ganz.</translation>
    </message>
    <message>
        <source>That is not a whole recovery kit; a group was mistyped.|Check it against the paper.</source>
        <translation>Das ist kein vollständiges Notfallblatt; eine Gruppe ist vertippt.|Vergleiche mit dem Papier.</translation>
    </message>
    <message>
        <source>Nothing can be written or read there.|Choose another place.</source>
        <translation>Dort kann nichts geschrieben oder gelesen werden.|Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>That file cannot be read in.|Nothing was taken from it; choose another.</source>
        <translation>Diese Datei kann nicht eingelesen werden.|Nichts wurde daraus übernommen; wähle eine andere.</translation>
    </message>
    <message>
        <source>This export was changed or is incomplete.|Ask for a new one.</source>
        <translation>Dieser Export wurde geändert oder ist unvollständig.|Bitte um einen neuen.</translation>
    </message>
    <message>
        <source>Two things have that name.|Choose one of them.</source>
        <translation>Zwei Dinge heißen so.|Wähle eines davon.</translation>
    </message>
    <message>
        <source>Something went wrong inside Keylease.|Nothing more is known here; try again, and tell us if it stays so.</source>
        <translation>In Keylease ging etwas schief.|Mehr ist hier nicht bekannt; versuche es wieder und sag uns, wenn es so bleibt.</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Leads the team: people, rules, everything but keys not shared with them.</source>
        <translation>Leitet das Team: Leute, Regeln, alles außer nicht geteilten Schlüsseln.</translation>
    </message>
    <message>
        <source>Leads people below admin and sees the whole record. No key by itself.</source>
        <translation>Leitet Leute unterhalb von Admin und sieht das ganze Protokoll. Von selbst keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Opens keys shared with them, adds keys, and asks for access.</source>
        <translation>Öffnet geteilte Schlüssel, fügt welche hinzu und bittet um Zugang.</translation>
    </message>
    <message>
        <source>Reads the whole record and opens reviews; leads nobody.</source>
        <translation>Liest das ganze Protokoll und eröffnet Prüfungen; leitet niemanden.</translation>
    </message>
    <message>
        <source>Opens keys shared with them; sees no other names of the team.</source>
        <translation>Öffnet geteilte Schlüssel; sieht keine anderen Namen des Teams.</translation>
    </message>
    <message>
        <source>A program: opens what was shared with it.</source>
        <translation>Ein Programm: öffnet, was mit ihm geteilt wurde.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gegangen</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>for a program</source>
        <translation>für ein Programm</translation>
    </message>
    <message>
        <source>through the broker</source>
        <translation>über den Broker</translation>
    </message>
    <message>
        <source>to share it</source>
        <translation>zum Teilen</translation>
    </message>
    <message>
        <source>to replace it</source>
        <translation>zum Ersetzen</translation>
    </message>
    <message>
        <source>to check it</source>
        <translation>zum Prüfen</translation>
    </message>
    <message>
        <source>Export the record</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>People and services</source>
        <translation>Leute und Dienste</translation>
    </message>
    <message>
        <source>Reviews and incidents</source>
        <translation>Prüfungen und Vorfälle</translation>
    </message>
    <message>
        <source>The team</source>
        <translation>Das Team</translation>
    </message>
    <message>
        <source>Done by the program</source>
        <translation>Vom Programm getan</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Share {}</source>
        <translation>{} teilen</translation>
    </message>
    <message>
        <source>Replace {}</source>
        <translation>{} ersetzen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>{} (you)</source>
        <translation>{} (du)</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Record and time limits protect against mistakes here, not against a person who can read this computer&apos;s files.</source>
        <translation>Protokoll und Fristen schützen hier vor Versehen, nicht vor jemandem, der die Dateien dieses Computers lesen kann.</translation>
    </message>
    <message>
        <source>Colleagues on other computers cannot reach it. {}</source>
        <translation>Von anderen Computern aus ist es nicht zu erreichen. {}</translation>
    </message>
    <message>
        <source>On this computer only</source>
        <translation>Nur auf diesem Computer</translation>
    </message>
    <message>
        <source>A trial: while this computer sleeps or Keylease is closed, colleagues reach nothing. Locking does not end it. {}</source>
        <translation>Zum Ausprobieren: solange dieser Computer schläft oder Keylease geschlossen ist, erreichen andere nichts. Sperren beendet es nicht. {}</translation>
    </message>
    <message>
        <source>Hosted from this computer</source>
        <translation>Von diesem Computer aus bereitgestellt</translation>
    </message>
    <message>
        <source>Colleagues look for the team at {} and find nobody there: host it again, or move it to a team server.</source>
        <translation>Andere suchen das Team unter {} und finden dort niemanden: stelle es wieder bereit, oder ziehe auf einen Teamserver um.</translation>
    </message>
    <message>
        <source>On this computer, and not hosted now</source>
        <translation>Auf diesem Computer, zurzeit nicht bereitgestellt</translation>
    </message>
    <message>
        <source>On this computer, with somebody else</source>
        <translation>Auf diesem Computer, bei jemand anderem</translation>
    </message>
    <message>
        <source>Time limits and the record are kept there. Whoever runs it could, together with a recipient, hand out a key late or without a record; they can read no value, add nobody and forge no access.</source>
        <translation>Fristen und Protokoll werden dort geführt. Wer ihn betreibt, könnte zusammen mit einem Empfänger einen Schlüssel zu spät oder ohne Eintrag herausgeben; Werte lesen, jemanden aufnehmen oder Zugriff fälschen kann er nicht.</translation>
    </message>
    <message>
        <source>On a team server</source>
        <translation>Auf einem Teamserver</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>by the system&apos;s trust, not pinned</source>
        <translation>nach dem Vertrauen des Systems, nicht festgelegt</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Newest entry</source>
        <translation>Neuester Eintrag</translation>
    </message>
    <message>
        <source>nobody at this moment</source>
        <translation>im Moment niemand</translation>
    </message>
    <message>
        <source>{} colleague now</source>
        <translation>{} Person jetzt</translation>
    </message>
    <message>
        <source>{} colleagues now</source>
        <translation>{} Personen jetzt</translation>
    </message>
    <message>
        <source>Give a name or an address of this computer, like 192.168.1.20.</source>
        <translation>Gib einen Namen oder eine Adresse dieses Computers an, etwa 192.168.1.20.</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535, as a rule above 1023.</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535, in der Regel über 1023.</translation>
    </message>
    <message>
        <source>Asking the new server…</source>
        <translation>Der neue Server wird gefragt…</translation>
    </message>
    <message>
        <source>This computer cannot answer at {}, port {}. Take another port, or another address of this computer.</source>
        <translation>Dieser Computer kann unter {}, Port {} nicht antworten. Nimm einen anderen Port oder eine andere Adresse dieses Computers.</translation>
    </message>
    <message>
        <source>Another team lives on that server already, and it takes one only. Start another server, and paste its link.</source>
        <translation>Auf diesem Server lebt schon ein anderes Team, und er nimmt nur eines auf. Starte einen weiteren Server, und füge dessen Link ein.</translation>
    </message>
    <message>
        <source>Another server answers at this address: its certificate is not the one in the link. Nothing was sent. Copy the link anew from the server.</source>
        <translation>Unter dieser Adresse antwortet ein anderer Server: sein Zertifikat ist nicht das im Link. Es wurde nichts gesendet. Kopiere den Link neu vom Server.</translation>
    </message>
    <message>
        <source>The server was not reached, and nothing has changed here. See that it runs and that its address can be reached from this computer; what has arrived there is not sent twice.</source>
        <translation>Der Server wurde nicht erreicht, und hier hat sich nichts geändert. Sieh nach, ob er läuft und von diesem Computer aus zu erreichen ist; was dort angekommen ist, wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Colleagues reach the team at another address now, and at this one only this computer would. Take one that they reach.</source>
        <translation>Die anderen erreichen das Team jetzt unter einer anderen Adresse, und unter dieser nur dieser Rechner. Nimm eine, die sie erreichen.</translation>
    </message>
    <message>
        <source>The team is on its way to {}</source>
        <translation>Das Team ist unterwegs zu {}</translation>
    </message>
    <message>
        <source>It arrives when the owner who moves it opens Keylease once more. Until then you see what was last known.</source>
        <translation>Es kommt an, sobald der Eigentümer, der umzieht, Keylease noch einmal öffnet. Bis dahin siehst du, was zuletzt bekannt war.</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>The team has moved to {}, which is not reached</source>
        <translation>Das Team ist zu {} umgezogen, das nicht erreicht wird</translation>
    </message>
    <message>
        <source>You can look at everything. Sharing and opening go on once it answers; Keylease tries again by itself.</source>
        <translation>Du kannst alles ansehen. Freigeben und Öffnen gehen weiter, sobald dort geantwortet wird; Keylease versucht es von selbst.</translation>
    </message>
    <message>
        <source>moved, not reached</source>
        <translation>umgezogen, nicht erreicht</translation>
    </message>
    <message>
        <source>not in step</source>
        <translation>nicht abgeglichen</translation>
    </message>
    <message>
        <source>another place</source>
        <translation>einem anderen Ort</translation>
    </message>
    <message>
        <source>The team has moved to {}, but another server answers there</source>
        <translation>Das Team ist zu {} umgezogen, doch dort antwortet ein anderer Server</translation>
    </message>
    <message>
        <source>This is not the team server you joined</source>
        <translation>Das ist nicht der Teamserver, dem du beigetreten bist</translation>
    </message>
    <message>
        <source>Its certificate is another, so nothing was sent. Tell an owner.</source>
        <translation>Sein Zertifikat ist ein anderes, deshalb wurde nichts gesendet. Sag es einem Eigentümer.</translation>
    </message>
    <message>
        <source>another certificate</source>
        <translation>anderes Zertifikat</translation>
    </message>
    <message>
        <source>The team server is busy</source>
        <translation>Der Teamserver ist ausgelastet</translation>
    </message>
    <message>
        <source>You see what was last known. Keylease asks again by itself.</source>
        <translation>Du siehst, was zuletzt bekannt war. Keylease fragt von selbst wieder.</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>ausgelastet</translation>
    </message>
    <message>
        <source>The team server waits for an owner</source>
        <translation>Der Teamserver wartet auf einen Eigentümer</translation>
    </message>
    <message>
        <source>Its database is older than its own last record. Until an owner brings back what is missing, nothing can be shared or opened: keylease team bring-back.</source>
        <translation>Seine Datenbank ist älter als seine eigene letzte Aufzeichnung. Bis ein Eigentümer zurückbringt, was fehlt, kann nichts freigegeben oder geöffnet werden: keylease team bring-back.</translation>
    </message>
    <message>
        <source>behind its own record</source>
        <translation>hinter der eigenen Aufzeichnung</translation>
    </message>
    <message>
        <source>The team server waits to be told the date</source>
        <translation>Der Teamserver wartet darauf, dass jemand das Datum bestätigt</translation>
    </message>
    <message>
        <source>Its clock jumped more than seven days ahead. Whoever runs it confirms the date: keylease relay confirm-date.</source>
        <translation>Seine Uhr ist um mehr als sieben Tage vorgesprungen. Wer ihn betreibt, bestätigt das Datum: keylease relay confirm-date.</translation>
    </message>
    <message>
        <source>waits for the date</source>
        <translation>wartet auf das Datum</translation>
    </message>
    <message>
        <source>The team server has moved</source>
        <translation>Der Teamserver ist umgezogen</translation>
    </message>
    <message>
        <source>Not all of the record went along, so you go there by a link: ask an owner for it.</source>
        <translation>Nicht das ganze Protokoll ging mit, deshalb gehst du mit einem Link dorthin: bitte einen Eigentümer darum.</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>umgezogen</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Shortened</source>
        <translation>Gekürzt</translation>
    </message>
    <message>
        <source>To replace</source>
        <translation>Zu ersetzen</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>{} decision is on record and still to be carried out.</source>
        <translation>{} Entscheidung steht im Protokoll und ist noch auszuführen.</translation>
    </message>
    <message>
        <source>{} decisions are on record and still to be carried out.</source>
        <translation>{} Entscheidungen stehen im Protokoll und sind noch auszuführen.</translation>
    </message>
    <message>
        <source>{} had no second reviewer; the evidence says so.</source>
        <translation>{} ohne zweiten Prüfer; der Nachweis sagt es.</translation>
    </message>
    <message>
        <source>{} was not decided.</source>
        <translation>{} wurde nicht entschieden.</translation>
    </message>
    <message>
        <source>{} were not decided.</source>
        <translation>{} wurden nicht entschieden.</translation>
    </message>
    <message>
        <source>It is closed already.</source>
        <translation>Sie ist schon geschlossen.</translation>
    </message>
    <message>
        <source>It can be closed once all is decided, or after {}.</source>
        <translation>Sie kann geschlossen werden, sobald alles entschieden ist, oder nach dem {}.</translation>
    </message>
    <message>
        <source>The team’s rules plan no next one.</source>
        <translation>Die Regeln des Teams sehen keine nächste vor.</translation>
    </message>
    <message>
        <source>The next one is then due {}.</source>
        <translation>Die nächste ist dann am {} fällig.</translation>
    </message>
    <message>
        <source>End {}</source>
        <translation>Beenden {}</translation>
    </message>
    <message>
        <source>Look {}</source>
        <translation>Ansehen {}</translation>
    </message>
    <message>
        <source>Routine {}</source>
        <translation>Routine {}</translation>
    </message>
    <message>
        <source>Nobody decides on their own access: {} of these are {}’s own and would be closed as “no second reviewer”. Name a second.</source>
        <translation>Niemand entscheidet über den eigenen Zugang: {} davon betreffen {} selbst und würden als „kein zweiter Prüfer“ geschlossen. Nenne einen zweiten.</translation>
    </message>
    <message>
        <source>{} of these no reviewer may decide on. Name another.</source>
        <translation>Über {} davon darf kein Prüfer entscheiden. Nenne einen weiteren.</translation>
    </message>
    <message>
        <source>Give it a title.</source>
        <translation>Gib ihr einen Titel.</translation>
    </message>
    <message>
        <source>Choose who decides.</source>
        <translation>Wähle, wer entscheidet.</translation>
    </message>
    <message>
        <source>Type the due date like 2027-01-31.</source>
        <translation>Tippe den Termin wie 2027-01-31.</translation>
    </message>
    <message>
        <source>Leave the reviewers a day at least.</source>
        <translation>Lass den Prüfern mindestens einen Tag.</translation>
    </message>
    <message>
        <source>There is nothing to review there.</source>
        <translation>Da gibt es nichts zu prüfen.</translation>
    </message>
    <message>
        <source>Opening the review…</source>
        <translation>Prüfung wird eröffnet…</translation>
    </message>
    <message>
        <source>An incident is open.</source>
        <translation>Ein Vorfall ist offen.</translation>
    </message>
    <message>
        <source>Somebody asks for access.</source>
        <translation>Jemand bittet um Zugang.</translation>
    </message>
    <message>
        <source>An access of yours ends within a day.</source>
        <translation>Ein Zugang von dir endet innerhalb eines Tages.</translation>
    </message>
    <message>
        <source>An access review waits for your decisions.</source>
        <translation>Eine Zugangsprüfung wartet auf deine Entscheidungen.</translation>
    </message>
    <message>
        <source>An access review is due within three days, and some of it is left for you to decide.</source>
        <translation>Eine Zugangsprüfung ist innerhalb von drei Tagen fällig, und einiges ist dir noch zu entscheiden.</translation>
    </message>
    <message>
        <source>The time of an access review is over. It can be closed now.</source>
        <translation>Die Zeit einer Zugangsprüfung ist um. Sie kann jetzt abgeschlossen werden.</translation>
    </message>
    <message>
        <source>The next access review is due within a week.</source>
        <translation>Die nächste Zugangsprüfung ist innerhalb einer Woche fällig.</translation>
    </message>
</context>
<context>
    <name>ActivityPresenter</name>
    <message>
        <source>Checked as they came in: {} events, {} openings and refusals.</source>
        <translation>Beim Eintreffen geprüft: {} Ereignisse, {} Öffnungen und Ablehnungen.</translation>
    </message>
    <message>
        <source>{} colleague has the same history.</source>
        <translation>{} Kollege hat denselben Verlauf.</translation>
    </message>
    <message>
        <source>{} colleagues have the same history.</source>
        <translation>{} Kollegen haben denselben Verlauf.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Checked anew, just now: {} of {} events, {} openings and refusals ({} readable).</source>
        <translation>Gerade neu geprüft: {} von {} Ereignissen, {} Öffnungen und Ablehnungen ({} lesbar).</translation>
    </message>
    <message>
        <source>The team server keeps {} of them from you: ask whoever runs it why.</source>
        <translation>Der Teamserver enthält dir {} davon vor: frag den Betreiber, warum.</translation>
    </message>
    <message>
        <source>{} handed out a wrong key for names on {}, so some names cannot be read: ask them why.</source>
        <translation>{} hat am {} einen falschen Namensschlüssel ausgegeben, darum sind manche Namen nicht lesbar: frag nach, warum.</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Datei wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>ActivityScreen</name>
    <message>
        <source>Line of the record</source>
        <translation>Zeile des Protokolls</translation>
    </message>
    <message>
        <source>Written to {}.</source>
        <translation>Geschrieben nach {}.</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Reading the record</source>
        <translation>Protokoll wird gelesen</translation>
    </message>
    <message>
        <source>Nothing is on record that you may read</source>
        <translation>Nichts ist verzeichnet, das du lesen darfst</translation>
    </message>
    <message>
        <source>Key managers read what happens to their keys; admins read everything.</source>
        <translation>Schlüsselverwalter lesen, was mit ihren Schlüsseln geschieht; Admins lesen alles.</translation>
    </message>
    <message>
        <source>Nothing like that is on record</source>
        <translation>Nichts dergleichen ist verzeichnet</translation>
    </message>
    <message>
        <source>Look further back, or take a filter away.</source>
        <translation>Sieh weiter zurück oder nimm einen Filter weg.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>The record could not be read</source>
        <translation>Das Protokoll konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>It is tried again with the next news from the team server.</source>
        <translation>Mit den nächsten Neuigkeiten vom Teamserver wird es wieder versucht.</translation>
    </message>
    <message>
        <source>Search the record</source>
        <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Last {} days</source>
        <translation>Letzte {} Tage</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Only refusals</source>
        <translation>Nur Ablehnungen</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle Leute</translation>
    </message>
    <message>
        <source>Every key</source>
        <translation>Alle Schlüssel</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>Checking every line anew…</source>
        <translation>Jede Zeile wird neu geprüft…</translation>
    </message>
    <message>
        <source>For a spreadsheet (CSV)…</source>
        <translation>Für eine Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>For a program (JSON)…</source>
        <translation>Für ein Programm (JSON)…</translation>
    </message>
</context>
<context>
    <name>AddKeyDialog</name>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>Füge den Schlüssel hier ein</translation>
    </message>
    <message>
        <source>Add it all the same</source>
        <translation>Trotzdem hinzufügen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>Variable in programs</source>
        <translation>Variable in Programmen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Used at (its own address)</source>
        <translation>Benutzt bei (eigene Adresse)</translation>
    </message>
    <message>
        <source>Monthly cap</source>
        <translation>Monatsgrenze</translation>
    </message>
    <message>
        <source>like 500 USD</source>
        <translation>etwa 500 USD</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>like chat only</source>
        <translation>etwa nur Chat</translation>
    </message>
    <message>
        <source>Monthly cap at the provider</source>
        <translation>Monatsgrenze beim Anbieter</translation>
    </message>
    <message>
        <source>Scopes at the provider</source>
        <translation>Umfang beim Anbieter</translation>
    </message>
    <message>
        <source>Who knew it before</source>
        <translation>Wer ihn vorher kannte</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tippe einen Namen</translation>
    </message>
    <message>
        <source>Who has seen it before it came here?</source>
        <translation>Wer hat ihn gesehen, bevor er hierher kam?</translation>
    </message>
    <message>
        <source>Seen elsewhere</source>
        <translation>Anderswo gesehen</translation>
    </message>
    <message>
        <source>elsewhere, like: posted in Slack</source>
        <translation>anderswo, etwa: in Slack gepostet</translation>
    </message>
    <message>
        <source>Paste the value of the key.</source>
        <translation>Füge den Wert des Schlüssels ein.</translation>
    </message>
    <message>
        <source>Choose the provider.</source>
        <translation>Wähle den Anbieter.</translation>
    </message>
    <message>
        <source>Choose where the key is used.</source>
        <translation>Wähle, wo der Schlüssel benutzt wird.</translation>
    </message>
    <message>
        <source>Give the key a name.</source>
        <translation>Gib dem Schlüssel einen Namen.</translation>
    </message>
    <message>
        <source>Sealing it to you…</source>
        <translation>Wird für dich versiegelt…</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>A link leads to a team server: unlock to look at it.</source>
        <translation>Ein Link führt zu einem Teamserver: Entsperre, um ihn anzusehen.</translation>
    </message>
    <message>
        <source>A link leads to a key: unlock to see it.</source>
        <translation>Ein Link führt zu einem Schlüssel: Entsperre, um ihn zu sehen.</translation>
    </message>
    <message>
        <source>Something went wrong inside Keylease ({} at {}). Nothing more was done.</source>
        <translation>In Keylease ging etwas schief ({} bei {}). Mehr wurde nicht getan.</translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>Ask for a key</source>
        <translation>Um einen Schlüssel bitten</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Bitten</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>like: evaluation for release 2.1</source>
        <translation>etwa: Auswertung für Version 2.1</translation>
    </message>
    <message>
        <source>Why (whoever answers reads it)</source>
        <translation>Warum (wer antwortet, liest es)</translation>
    </message>
    <message>
        <source>{} can answer.</source>
        <translation>{} kann antworten.</translation>
    </message>
    <message>
        <source>You have access to every key you know of.</source>
        <translation>Du hast Zugang zu jedem Schlüssel, den du kennst.</translation>
    </message>
    <message>
        <source>Say in a few words what it is for.</source>
        <translation>Sag in ein paar Worten, wofür.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
</context>
<context>
    <name>AskPresenter</name>
    <message>
        <source>Asked for {} for {}. {} can answer.</source>
        <translation>Um {} für {} gebeten. {} kann antworten.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
</context>
<context>
    <name>CampaignFoot</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>say why…</source>
        <translation>begründen…</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>end</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>shorten</source>
        <translation>kürzen</translation>
    </message>
    <message>
        <source>replace</source>
        <translation>ersetzen</translation>
    </message>
    <message>
        <source>reassign…</source>
        <translation>übergeben…</translation>
    </message>
    <message>
        <source>{} rows</source>
        <translation>{} Zeilen</translation>
    </message>
    <message>
        <source>A key decides on all of them</source>
        <translation>Eine Taste entscheidet über alle</translation>
    </message>
    <message>
        <source>shorten to {}</source>
        <translation>kürzen bis {}</translation>
    </message>
    <message>
        <source>undo, {} s</source>
        <translation>rückgängig, {} s</translation>
    </message>
    <message>
        <source>{} not decided yet: takes effect in {} s, or when you lock or close</source>
        <translation>{} noch nicht entschieden: gilt in {} s, oder wenn du sperrst oder schließt</translation>
    </message>
    <message>
        <source>{} not decided yet: they take effect in {} s, or when you lock or close</source>
        <translation>{} noch nicht entschieden: gelten in {} s, oder wenn du sperrst oder schließt</translation>
    </message>
    <message>
        <source>Until then they are held in this window only: not decided yet.</source>
        <translation>Bis dahin stehen sie nur in diesem Fenster: noch nicht entschieden.</translation>
    </message>
</context>
<context>
    <name>CampaignHead</name>
    <message>
        <source>Back to all reviews</source>
        <translation>Zu allen Prüfungen</translation>
    </message>
    <message>
        <source>Finish…</source>
        <translation>Abschließen…</translation>
    </message>
    <message>
        <source>Evidence…</source>
        <translation>Nachweis…</translation>
    </message>
    <message>
        <source>{} of {} decided</source>
        <translation>{} von {} entschieden</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
</context>
<context>
    <name>CampaignPanel</name>
    <message>
        <source>The chosen row</source>
        <translation>Die gewählte Zeile</translation>
    </message>
    <message>
        <source>Who else has access</source>
        <translation>Wer sonst Zugang hat</translation>
    </message>
</context>
<context>
    <name>CampaignPresenter</name>
    <message>
        <source>due {}</source>
        <translation>fällig {}</translation>
    </message>
    <message>
        <source>closed {}</source>
        <translation>geschlossen {}</translation>
    </message>
    <message>
        <source>its time was over {}</source>
        <translation>ihre Zeit war um am {}</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>reviewers {}</source>
        <translation>Prüfer {}</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>von dir</translation>
    </message>
    <message>
        <source>{}, {}</source>
        <translation>{}, {}</translation>
    </message>
    <message>
        <source>{}. Asked for, not carried out yet.</source>
        <translation>{}. Verlangt, noch nicht ausgeführt.</translation>
    </message>
    <message>
        <source>No reviewer may decide on this: it is closed as “no second reviewer”.</source>
        <translation>Kein Prüfer darf darüber entscheiden: Es wird als „kein zweiter Prüfer“ geschlossen.</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>deiner</translation>
    </message>
    <message>
        <source>Somebody else decides on yours</source>
        <translation>Über deinen entscheidet jemand anderes</translation>
    </message>
    <message>
        <source>{}: “{}”</source>
        <translation>{}: „{}“</translation>
    </message>
    <message>
        <source>{} is on record: a reason goes with a decision.</source>
        <translation>{} steht fest: Eine Begründung gehört zur Entscheidung.</translation>
    </message>
    <message>
        <source>{} are left as they are. {}</source>
        <translation>{} bleiben, wie sie sind. {}</translation>
    </message>
    <message>
        <source>This review can only be looked at.</source>
        <translation>Diese Prüfung kann nur angesehen werden.</translation>
    </message>
    <message>
        <source>{}: somebody else decides on yours.</source>
        <translation>{}: Über deinen entscheidet jemand anderes.</translation>
    </message>
    <message>
        <source>{} is decided; it can only be ended yet.</source>
        <translation>{} ist entschieden; jetzt geht nur noch beenden.</translation>
    </message>
    <message>
        <source>{} ends so soon by itself: choose a date, or keep it.</source>
        <translation>{} endet ohnehin bald: Wähle ein Datum oder behalte es.</translation>
    </message>
    <message>
        <source>What was seen cannot be taken back: replace the value, or keep.</source>
        <translation>Was gesehen wurde, lässt sich nicht zurücknehmen: Ersetze den Wert, oder behalte ihn.</translation>
    </message>
    <message>
        <source>Managing a key has no end: keep it, end it, or reassign it.</source>
        <translation>Verwalten hat kein Ablaufdatum: behalten, beenden oder übergeben.</translation>
    </message>
    <message>
        <source>A role can be kept or ended.</source>
        <translation>Eine Rolle kann behalten oder beendet werden.</translation>
    </message>
    <message>
        <source>{} rows</source>
        <translation>{} Zeilen</translation>
    </message>
    <message>
        <source>{} has decided on {} first: that stands.</source>
        <translation>{} hat zuerst über {} entschieden: Das gilt.</translation>
    </message>
    <message>
        <source>{} decisions</source>
        <translation>{} Entscheidungen</translation>
    </message>
    <message>
        <source>{}: not taken. {}</source>
        <translation>{}: nicht angenommen. {}</translation>
    </message>
    <message>
        <source>Another reviewer had decided on {} row first: that stands.</source>
        <translation>Ein anderer Prüfer hatte über {} Zeile zuerst entschieden: Das gilt.</translation>
    </message>
    <message>
        <source>Another reviewer had decided on {} rows first: that stands.</source>
        <translation>Ein anderer Prüfer hatte über {} Zeilen zuerst entschieden: Das gilt.</translation>
    </message>
    <message>
        <source>{} decisions are not sent yet, and tried again. {}</source>
        <translation>{} Entscheidungen sind noch nicht gesendet; es wird wieder versucht. {}</translation>
    </message>
    <message>
        <source>{} decisions were not taken. {}</source>
        <translation>{} Entscheidungen wurden nicht angenommen. {}</translation>
    </message>
</context>
<context>
    <name>CampaignScreen</name>
    <message>
        <source>What is decided on</source>
        <translation>Worüber entschieden wird</translation>
    </message>
    <message>
        <source>No row fits</source>
        <translation>Keine Zeile passt</translation>
    </message>
    <message>
        <source>Nothing here has all of these words, or all of it is decided.</source>
        <translation>Nichts hier hat alle diese Wörter, oder alles ist entschieden.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Reading who has what</source>
        <translation>Es wird gelesen, wer was hat</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>Zeilen filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>Gruppiert nach</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Rat</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Offene</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Keep routine ({})</source>
        <translation>Routine behalten ({})</translation>
    </message>
    <message>
        <source>{} of {} not decided</source>
        <translation>{} von {} nicht entschieden</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>{} of {} left</source>
        <translation>{} von {} offen</translation>
    </message>
    <message>
        <source>{} · {}</source>
        <translation>{} · {}</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What speaks for the advice</source>
        <translation>Was für den Rat spricht</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <source>It is recorded as asked for: one of its key managers replaces the value.</source>
        <translation>Es ist als verlangt vermerkt: Einer seiner Schlüsselverwalter ersetzt den Wert.</translation>
    </message>
</context>
<context>
    <name>ChangePassphraseDialog</name>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Current passphrase</source>
        <translation>Die bisherige Passphrase</translation>
    </message>
    <message>
        <source>The recovery kit stays as it is: it does not depend on the passphrase.</source>
        <translation>Das Notfallblatt bleibt, wie es ist: Es hängt nicht von der Passphrase ab.</translation>
    </message>
    <message>
        <source>Type the current passphrase.</source>
        <translation>Tippe die bisherige Passphrase.</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Wird geändert…</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find anything</source>
        <translation>Alles finden</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing here is called that. Fewer letters find more.</source>
        <translation>Nichts hier heißt so. Weniger Buchstaben finden mehr.</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare two reviews</source>
        <translation>Zwei Prüfungen vergleichen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>The older</source>
        <translation>Die ältere</translation>
    </message>
    <message>
        <source>The newer</source>
        <translation>Die neuere</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>Writing down what was decided…</source>
        <translation>Entscheidungen werden festgehalten…</translation>
    </message>
</context>
<context>
    <name>DeclareDialog</name>
    <message>
        <source>Who knew {} before?</source>
        <translation>Wer kannte {} vorher?</translation>
    </message>
    <message>
        <source>Put on record</source>
        <translation>Ins Protokoll</translation>
    </message>
    <message>
        <source>Whoever knows version {} from elsewhere counts as having seen it until it is replaced and shown to be dead.</source>
        <translation>Wer Version {} von anderswo kennt, gilt als jemand, der sie gesehen hat, bis sie ersetzt und als tot gezeigt ist.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tippe einen Namen</translation>
    </message>
    <message>
        <source>People of the team</source>
        <translation>Leute des Teams</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>like: posted in Slack</source>
        <translation>etwa: in Slack gepostet</translation>
    </message>
    <message>
        <source>Say who knows it.</source>
        <translation>Sag, wer ihn kennt.</translation>
    </message>
    <message>
        <source>Noting…</source>
        <translation>Wird vermerkt…</translation>
    </message>
</context>
<context>
    <name>DeclarePresenter</name>
    <message>
        <source>It is on record who knows {}.</source>
        <translation>Im Protokoll steht, wer {} kennt.</translation>
    </message>
    <message>
        <source>Noting…</source>
        <translation>Wird vermerkt…</translation>
    </message>
</context>
<context>
    <name>DenyDialog</name>
    <message>
        <source>Deny it?</source>
        <translation>Ablehnen?</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why (they read it)</source>
        <translation>Warum (sie lesen es)</translation>
    </message>
    <message>
        <source>Say why: they read it.</source>
        <translation>Sag warum: Es wird gelesen.</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>Wird beantwortet…</translation>
    </message>
</context>
<context>
    <name>DenyPresenter</name>
    <message>
        <source>You said no to {}.</source>
        <translation>Du hast {} abgelehnt.</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>Wird beantwortet…</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DialogFrame</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Arbeitet</translation>
    </message>
</context>
<context>
    <name>EnterPresenter</name>
    <message>
        <source>Adding {}…</source>
        <translation>{} wird hinzugefügt…</translation>
    </message>
    <message>
        <source>Handing out the new value…</source>
        <translation>Der neue Wert wird ausgegeben…</translation>
    </message>
</context>
<context>
    <name>EntranceScreen</name>
    <message>
        <source>Making the example team; this takes some seconds</source>
        <translation>Das Beispielteam entsteht; das dauert einige Sekunden</translation>
    </message>
    <message>
        <source>Keylease</source>
        <translation>Keylease</translation>
    </message>
    <message>
        <source>Lend your team its LLM keys. Every access ends.</source>
        <translation>Leih deinem Team seine LLM-Schlüssel. Jeder Zugriff endet.</translation>
    </message>
    <message>
        <source>Found a team</source>
        <translation>Team gründen</translation>
    </message>
    <message>
        <source>You hand out keys. Takes two minutes.</source>
        <translation>Du gibst Schlüssel aus. Dauert zwei Minuten.</translation>
    </message>
    <message>
        <source>Join a team</source>
        <translation>Einem Team beitreten</translation>
    </message>
    <message>
        <source>Somebody has sent you an invite link.</source>
        <translation>Jemand hat dir einen Einladungslink geschickt.</translation>
    </message>
    <message>
        <source>Come back with a recovery kit</source>
        <translation>Mit einem Notfallblatt zurückkommen</translation>
    </message>
    <message>
        <source>A computer was lost, and you have the sheet and a backup.</source>
        <translation>Ein Computer ging verloren, und du hast Blatt und Sicherung.</translation>
    </message>
    <message>
        <source>Look around in an example team</source>
        <translation>In einem Beispielteam umsehen</translation>
    </message>
    <message>
        <source>Half a year of a team&apos;s life. Nothing in it opens anything.</source>
        <translation>Ein halbes Jahr Teamleben. Nichts darin öffnet etwas.</translation>
    </message>
    <message>
        <source>Back to the teams on this computer</source>
        <translation>Zurück zu den Teams auf diesem Computer</translation>
    </message>
</context>
<context>
    <name>EvidencePresenter</name>
    <message>
        <source>Writing the evidence…</source>
        <translation>Nachweis wird geschrieben…</translation>
    </message>
    <message>
        <source>{} holds the evidence. An auditor checks it with its verify.py.</source>
        <translation>{} enthält den Nachweis. Ein Auditor prüft ihn mit dessen verify.py.</translation>
    </message>
</context>
<context>
    <name>FinishDialog</name>
    <message>
        <source>Finish {}</source>
        <translation>{} abschließen</translation>
    </message>
    <message>
        <source>Close the review</source>
        <translation>Prüfung schließen</translation>
    </message>
    <message>
        <source>Closing signs this tally and a fingerprint of every decision into the team’s history. “Evidence…” then writes the folder that an auditor checks against it.</source>
        <translation>Beim Schließen kommen dieses Ergebnis und ein Fingerabdruck aller Entscheidungen unterschrieben in den Verlauf. „Nachweis…“ schreibt dann den Ordner, den ein Prüfer damit vergleicht.</translation>
    </message>
    <message>
        <source>Closing the review…</source>
        <translation>Prüfung wird geschlossen…</translation>
    </message>
</context>
<context>
    <name>FinishPresenter</name>
    <message>
        <source>{} is closed.</source>
        <translation>{} ist geschlossen.</translation>
    </message>
    <message>
        <source>Closing the review…</source>
        <translation>Prüfung wird geschlossen…</translation>
    </message>
</context>
<context>
    <name>FollowLinkDialog</name>
    <message>
        <source>The team is back</source>
        <translation>Das Team ist zurück</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It lives on a new team server, since the old one is lost. Send this link to your colleagues: with it their Keylease checks that nothing is missing, and follows.</source>
        <translation>Es lebt auf einem neuen Teamserver, da der alte verloren ist. Schicke diesen Link deinen Kollegen: Damit prüft ihr Keylease, dass nichts fehlt, und folgt.</translation>
    </message>
    <message>
        <source>Link for colleagues</source>
        <translation>Link für Kollegen</translation>
    </message>
</context>
<context>
    <name>FollowTeamDialog</name>
    <message>
        <source>Go where the team is now</source>
        <translation>Dorthin gehen, wo das Team jetzt ist</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>When the team is reached at another address, an owner sends you a link. Keylease believes it only if the history there goes on from yours and an owner has signed for the place.</source>
        <translation>Ist das Team unter einer anderen Adresse zu erreichen, schickt dir ein Eigentümer einen Link. Keylease glaubt ihm nur, wenn die Geschichte dort an deine anschließt und ein Eigentümer für den Ort unterschrieben hat.</translation>
    </message>
    <message>
        <source>Link from an owner</source>
        <translation>Link von einem Eigentümer</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Deine Passphrase</translation>
    </message>
    <message>
        <source>Your copy of the history stays as it is until then.</source>
        <translation>Bis dahin bleibt deine Kopie der Geschichte, wie sie ist.</translation>
    </message>
    <message>
        <source>It leads to {}.</source>
        <translation>Er führt zu {}.</translation>
    </message>
    <message>
        <source>Paste the link first.</source>
        <translation>Füge zuerst den Link ein.</translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation>Gib deine Passphrase ein.</translation>
    </message>
    <message>
        <source>Comparing the history there with yours…</source>
        <translation>Die Geschichte dort wird mit deiner verglichen…</translation>
    </message>
    <message>
        <source>That is not the whole link to where a team is. Copy it again, all of it.</source>
        <translation>Das ist nicht der ganze Link zu einem Team. Kopiere ihn noch einmal, vollständig.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>FoundForm</name>
    <message>
        <source>Found a team</source>
        <translation>Team gründen</translation>
    </message>
    <message>
        <source>It lives on this computer: no server, no account. It can move to a team server later and keeps everything.</source>
        <translation>Es lebt auf diesem Computer: kein Server, kein Konto. Später kann es auf einen Teamserver ziehen und behält alles.</translation>
    </message>
    <message>
        <source>Found the team</source>
        <translation>Team gründen</translation>
    </message>
    <message>
        <source>Name of the team</source>
        <translation>Name des Teams</translation>
    </message>
    <message>
        <source>Acme AI</source>
        <translation>Acme AI</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Ada</source>
        <translation>Ada</translation>
    </message>
    <message>
        <source>Your name, as colleagues know you</source>
        <translation>Dein Name, wie Kollegen dich kennen</translation>
    </message>
    <message>
        <source>Give the team a name.</source>
        <translation>Gib dem Team einen Namen.</translation>
    </message>
    <message>
        <source>Say your name: colleagues see it beside everything you do.</source>
        <translation>Sag deinen Namen: Kollegen sehen ihn bei allem, was du tust.</translation>
    </message>
</context>
<context>
    <name>FromOutside</name>
    <message>
        <source>That link lets a team move to a new team server. To move there, paste it under Team server.</source>
        <translation>Mit diesem Link kann ein Team auf einen neuen Teamserver umziehen. Um dorthin umzuziehen, füge ihn unter „Teamserver“ ein.</translation>
    </message>
    <message>
        <source>This team has no such key. The link may be about another team’s.</source>
        <translation>Dieses Team hat diesen Schlüssel nicht. Vielleicht meint der Link den eines anderen Teams.</translation>
    </message>
</context>
<context>
    <name>FrozenDialog</name>
    <message>
        <source>Histories differ</source>
        <translation>Die Verläufe weichen ab</translation>
    </message>
    <message>
        <source>Follow the team server</source>
        <translation>Dem Teamserver folgen</translation>
    </message>
    <message>
        <source>Stay read-only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>On {} the team server showed a history that does not go on from the one you have seen. Either it was restored from an old backup, or somebody is shown another history than you. Nothing can be shared here until that is clear.</source>
        <translation>Am {} zeigte der Teamserver einen Verlauf, der den dir bekannten nicht fortsetzt. Entweder kam er aus einer alten Sicherung, oder jemandem wird ein anderer Verlauf gezeigt als dir. Bis das klar ist, kann hier nichts geteilt werden.</translation>
    </message>
    <message>
        <source>Read these words to an owner. Theirs should be the same.</source>
        <translation>Lies diese Wörter einem Eigentümer vor. Seine sollten dieselben sein.</translation>
    </message>
    <message>
        <source>History words</source>
        <translation>Verlaufswörter</translation>
    </message>
    <message>
        <source>Save the evidence…</source>
        <translation>Beweis sichern…</translation>
    </message>
    <message>
        <source>I have compared the words with every other owner</source>
        <translation>Ich habe die Wörter mit jedem anderen Eigentümer verglichen</translation>
    </message>
    <message>
        <source>Only an owner can go on, after comparing the words with the others.</source>
        <translation>Nur ein Eigentümer kann weitermachen, nachdem er die Wörter mit den anderen verglichen hat.</translation>
    </message>
    <message>
        <source>Where the evidence shall lie</source>
        <translation>Wo der Beweis liegen soll</translation>
    </message>
    <message>
        <source>Fetching the whole history anew…</source>
        <translation>Der ganze Verlauf wird neu geholt…</translation>
    </message>
</context>
<context>
    <name>HostService</name>
    <message>
        <source>Beginning to host…</source>
        <translation>Wird bereitgestellt…</translation>
    </message>
</context>
<context>
    <name>HostTeamDialog</name>
    <message>
        <source>Host from this computer</source>
        <translation>Von diesem Computer aus bereitstellen</translation>
    </message>
    <message>
        <source>Host the team</source>
        <translation>Team bereitstellen</translation>
    </message>
    <message>
        <source>This computer answers colleagues in your network over HTTPS. Everything stays where it is, and you can stop at any time.</source>
        <translation>Dieser Computer antwortet anderen in deinem Netz über HTTPS. Alles bleibt, wo es ist, und du kannst jederzeit aufhören.</translation>
    </message>
    <message>
        <source>For a trial</source>
        <translation>Zum Ausprobieren</translation>
    </message>
    <message>
        <source>While this computer sleeps or Keylease is closed, colleagues reach nothing: they see what they knew last and can open no key. Locking does not end it.</source>
        <translation>Solange dieser Computer schläft oder Keylease geschlossen ist, erreichen andere nichts: sie sehen, was sie zuletzt wussten, und können keinen Schlüssel öffnen. Sperren beendet es nicht.</translation>
    </message>
    <message>
        <source>Address of this computer</source>
        <translation>Adresse dieses Computers</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>It shows a certificate of its own. Invites carry the fingerprint, so colleagues&apos; apps trust this one and no other; it stands here in Settings as soon as it runs.</source>
        <translation>Er zeigt ein eigenes Zertifikat. Einladungen tragen dessen Fingerabdruck, deshalb vertrauen die Apps der anderen diesem und keinem sonst; er steht in den Einstellungen, sobald es läuft.</translation>
    </message>
    <message>
        <source>Hosting takes more packages: install Keylease with its “desktop” extra.</source>
        <translation>Dafür fehlen Pakete: installiere Keylease mit dem Zusatz „desktop“.</translation>
    </message>
    <message>
        <source>Address of this computer, as colleagues reach it</source>
        <translation>Adresse dieses Computers, wie andere ihn erreichen</translation>
    </message>
    <message>
        <source>Beginning to host…</source>
        <translation>Wird bereitgestellt…</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import {}</source>
        <translation>{} importieren</translation>
    </message>
    <message>
        <source>what was pasted</source>
        <translation>Eingefügtes</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Seen elsewhere</source>
        <translation>Anderswo gesehen</translation>
    </message>
    <message>
        <source>like: in the repository, posted in Slack</source>
        <translation>etwa: im Repository, in Slack gepostet</translation>
    </message>
    <message>
        <source>Who has seen these before they came here?</source>
        <translation>Wer hat diese gesehen, bevor sie hierher kamen?</translation>
    </message>
    <message>
        <source>No line looks like a key.</source>
        <translation>Keine Zeile sieht nach einem Schlüssel aus.</translation>
    </message>
    <message>
        <source>Show {} other line</source>
        <translation>{} weitere Zeile zeigen</translation>
    </message>
    <message>
        <source>Show {} other lines</source>
        <translation>{} weitere Zeilen zeigen</translation>
    </message>
    <message>
        <source>Import {} key</source>
        <translation>{} Schlüssel importieren</translation>
    </message>
    <message>
        <source>Import {} keys</source>
        <translation>{} Schlüssel importieren</translation>
    </message>
    <message>
        <source>Choose at least one line.</source>
        <translation>Wähle mindestens eine Zeile.</translation>
    </message>
    <message>
        <source>Sealing them to you…</source>
        <translation>Werden für dich versiegelt…</translation>
    </message>
    <message>
        <source>Not all lines were taken; each says why.</source>
        <translation>Nicht alle Zeilen wurden übernommen; jede sagt warum.</translation>
    </message>
</context>
<context>
    <name>ImportPresenter</name>
    <message>
        <source>Importing…</source>
        <translation>Wird importiert…</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Invite people</source>
        <translation>Leute einladen</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>Link erstellen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Names or e-mail addresses, one a line or between commas.</source>
        <translation>Namen oder E-Mail-Adressen, je Zeile einer oder mit Kommas.</translation>
    </message>
    <message>
        <source>Who (a note for you; nothing is sent)</source>
        <translation>Wer (ein Vermerk für dich; nichts wird geschickt)</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Can be used for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>{} days</source>
        <translation>{} Tage</translation>
    </message>
    <message>
        <source>Each link lets one person join. They see nothing until you let them in, and whoever has the link first could be them: compare words then.</source>
        <translation>Jeder Link lässt eine Person beitreten. Sie sieht nichts, bis du sie einlässt, und wer den Link zuerst hat, könnte sie sein: Vergleicht dann Wörter.</translation>
    </message>
    <message>
        <source>A link made now works on this computer only, where the team lives. For people at other computers, first move the team to a team server, or host it from here: Settings, Team.</source>
        <translation>Ein Link von jetzt gilt nur auf diesem Computer, auf dem das Team lebt. Für Leute an anderen Computern ziehe vorher auf einen Teamserver um, oder stelle das Team von hier aus bereit: Einstellungen, Team.</translation>
    </message>
    <message>
        <source>Make {} links</source>
        <translation>{} Links erstellen</translation>
    </message>
    <message>
        <source>At most {} at once: shorten the list.</source>
        <translation>Höchstens {} auf einmal: Kürze die Liste.</translation>
    </message>
    <message>
        <source>Inviting…</source>
        <translation>Wird eingeladen…</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>Join this team?</source>
        <translation>Diesem Team beitreten?</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Your name, this computer&apos;s address and a new public key go there. Until somebody lets you in you can open nothing; you read six words to each other first. From then on the team sees what you open, and when.</source>
        <translation>Dein Name, die Adresse dieses Computers und ein neuer öffentlicher Schlüssel gehen dorthin. Bis dich jemand einlässt, kannst du nichts öffnen; vorher lest ihr einander sechs Wörter vor. Von da an sieht das Team, was du öffnest, und wann.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Your name, as colleagues know you</source>
        <translation>Dein Name, wie Kollegen dich kennen</translation>
    </message>
    <message>
        <source>A team on this computer</source>
        <translation>Ein Team auf diesem Computer</translation>
    </message>
    <message>
        <source>Its team server runs in {}.</source>
        <translation>Sein Teamserver läuft in {}.</translation>
    </message>
    <message>
        <source>The team’s number is {}.</source>
        <translation>Die Nummer des Teams ist {}.</translation>
    </message>
    <message>
        <source>That is the host of its team server. Is it the one you expect?</source>
        <translation>Das ist der Host seines Teamservers. Ist es der, den du erwartest?</translation>
    </message>
    <message>
        <source>Say your name: colleagues see it beside everything you do.</source>
        <translation>Sag deinen Namen: Kollegen sehen ihn bei allem, was du tust.</translation>
    </message>
</context>
<context>
    <name>KeyDialogs</name>
    <message>
        <source>The command is copied.</source>
        <translation>Der Befehl ist kopiert.</translation>
    </message>
    <message>
        <source>{} is on the clipboard. Other programs may read it there.</source>
        <translation>{} liegt in der Zwischenablage. Andere Programme können ihn dort lesen.</translation>
    </message>
    <message>
        <source>Your name goes on record</source>
        <translation>Dein Name kommt ins Protokoll</translation>
    </message>
    <message>
        <source>I understand</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Whenever you copy or show a key, the team server writes down your name, this computer&apos;s address and the time. Everyone who oversees the key can read that.</source>
        <translation>Immer wenn du einen Schlüssel kopierst oder zeigst, schreibt der Teamserver deinen Namen, die Adresse dieses Computers und die Zeit auf. Wer den Schlüssel beaufsichtigt, kann das lesen.</translation>
    </message>
    <message>
        <source>Prefer “keylease run” to copying: the key then never lies on the clipboard.</source>
        <translation>Nimm lieber „keylease run“: Dann liegt der Schlüssel nie in der Zwischenablage.</translation>
    </message>
    <message>
        <source>{} is shared</source>
        <translation>{} ist geteilt</translation>
    </message>
    <message>
        <source>Copy a note for Slack</source>
        <translation>Notiz für Slack kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{} can open it until {}.</source>
        <translation>{} kann ihn öffnen bis {}.</translation>
    </message>
    <message>
        <source>The note holds a link and no secret.</source>
        <translation>Die Notiz enthält einen Link und kein Geheimnis.</translation>
    </message>
    <message>
        <source>The note is copied.</source>
        <translation>Die Notiz ist kopiert.</translation>
    </message>
    <message>
        <source>{} has access until {}.</source>
        <translation>{} hat Zugang bis {}.</translation>
    </message>
    <message>
        <source>Approving…</source>
        <translation>Wird genehmigt…</translation>
    </message>
    <message>
        <source>Approved.</source>
        <translation>Genehmigt.</translation>
    </message>
    <message>
        <source>Access is revoked. Now replace the value.</source>
        <translation>Der Zugang ist entzogen. Ersetze jetzt den Wert.</translation>
    </message>
    <message>
        <source>Access is revoked.</source>
        <translation>Der Zugang ist entzogen.</translation>
    </message>
    <message>
        <source>Sharing it again…</source>
        <translation>Wird wieder geteilt…</translation>
    </message>
    <message>
        <source>Access is given again.</source>
        <translation>Der Zugang ist wieder da.</translation>
    </message>
    <message>
        <source>{} is in. You are its only key manager.</source>
        <translation>{} ist eingetragen. Nur du verwaltest ihn.</translation>
    </message>
    <message>
        <source>The new value of {} is in use. Now delete the old one at its provider.</source>
        <translation>Der neue Wert von {} ist in Gebrauch. Lösche jetzt den alten beim Anbieter.</translation>
    </message>
    <message>
        <source>Import a .env</source>
        <translation>.env importieren</translation>
    </message>
    <message>
        <source>{} key is in.</source>
        <translation>{} Schlüssel ist eingetragen.</translation>
    </message>
    <message>
        <source>{} keys are in.</source>
        <translation>{} Schlüssel sind eingetragen.</translation>
    </message>
    <message>
        <source>{} still holds the values: delete it.</source>
        <translation>{} enthält die Werte noch: Lösche sie.</translation>
    </message>
    <message>
        <source>Freezing…</source>
        <translation>Wird eingefroren…</translation>
    </message>
    <message>
        <source>{} is frozen: nothing is handed out.</source>
        <translation>{} ist eingefroren: Nichts wird ausgegeben.</translation>
    </message>
    <message>
        <source>Thawing…</source>
        <translation>Wird aufgetaut…</translation>
    </message>
    <message>
        <source>{} is handed out again.</source>
        <translation>{} wird wieder ausgegeben.</translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>About this key</source>
        <translation>Über diesen Schlüssel</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Gesehen von</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Ask for access</source>
        <translation>Um Zugang bitten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Has access</source>
        <translation>Hat Zugang</translation>
    </message>
    <message>
        <source>Who has seen it</source>
        <translation>Wer ihn gesehen hat</translation>
    </message>
    <message>
        <source>Openings, last 30 days</source>
        <translation>Öffnungen, letzte 30 Tage</translation>
    </message>
    <message>
        <source>You cannot open it: {}.</source>
        <translation>Du kannst ihn nicht öffnen: {}.</translation>
    </message>
    <message>
        <source>no access now</source>
        <translation>jetzt kein Zugang</translation>
    </message>
    <message>
        <source>Access {}</source>
        <translation>Zugang {}</translation>
    </message>
    <message>
        <source>Seen by {}</source>
        <translation>Gesehen von {}</translation>
    </message>
    <message>
        <source>Whoever has opened a value may have kept it: only replacing it ends that.</source>
        <translation>Wer einen Wert geöffnet hat, kann ihn behalten haben: Nur Ersetzen beendet das.</translation>
    </message>
    <message>
        <source>“Replaced” is not “dead”: an old value works until its provider has deleted it.</source>
        <translation>„Ersetzt“ ist nicht „tot“: Ein alter Wert gilt, bis sein Anbieter ihn gelöscht hat.</translation>
    </message>
    <message>
        <source>Access of {}</source>
        <translation>Zugang von {}</translation>
    </message>
    <message>
        <source>Renew…</source>
        <translation>Verlängern…</translation>
    </message>
    <message>
        <source>Revoke access…</source>
        <translation>Zugang entziehen…</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Add a key manager…</source>
        <translation>Schlüsselverwalter eintragen…</translation>
    </message>
    <message>
        <source>Who knew it before…</source>
        <translation>Wer ihn vorher kannte…</translation>
    </message>
    <message>
        <source>Thaw</source>
        <translation>Auftauen</translation>
    </message>
    <message>
        <source>Freeze: hand nothing out</source>
        <translation>Einfrieren: nichts ausgeben</translation>
    </message>
</context>
<context>
    <name>KeysScreen</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>Noch keine Schlüssel</translation>
    </message>
    <message>
        <source>Add one, paste a .env, or drop a file here.</source>
        <translation>Füge einen hinzu, füge eine .env ein oder lege eine Datei hier ab.</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>No key fits</source>
        <translation>Kein Schlüssel passt</translation>
    </message>
    <message>
        <source>Nothing here has all of these words.</source>
        <translation>Nichts hier enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Reading the keys</source>
        <translation>Schlüssel werden gelesen</translation>
    </message>
    <message>
        <source>Filter the keys</source>
        <translation>Schlüssel filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Import a .env…</source>
        <translation>.env importieren…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersetzungen</translation>
    </message>
    <message>
        <source>Who has seen what</source>
        <translation>Wer was gesehen hat</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>All environments</source>
        <translation>Alle Umgebungen</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Endet bald</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Has access</source>
        <translation>Hat Zugang</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Ends soon: {}</source>
        <translation>Endet bald: {}</translation>
    </message>
    <message>
        <source>The name {} is copied.</source>
        <translation>Der Name {} ist kopiert.</translation>
    </message>
</context>
<context>
    <name>LeaksScreen</name>
    <message>
        <source>Leak check</source>
        <translation>Lecksuche</translation>
    </message>
    <message>
        <source>This version does not search files or repositories for keys.</source>
        <translation>Diese Version durchsucht keine Dateien oder Repositories nach Schlüsseln.</translation>
    </message>
    <message>
        <source>What it does notice: a value that is put in here a second time, under another name or in another environment.</source>
        <translation>Was sie bemerkt: einen Wert, der hier ein zweites Mal eingetragen wird, unter anderem Namen oder in anderer Umgebung.</translation>
    </message>
    <message>
        <source>If a key of yours may have leaked</source>
        <translation>Wenn ein Schlüssel von dir durchgesickert sein könnte</translation>
    </message>
    <message>
        <source>Say so at once, even when in doubt: only replacing the key at its provider makes a leaked value useless. Deleting the message or the commit does not.</source>
        <translation>Sag es sofort, auch im Zweifel: Nur der Ersatz beim Anbieter macht einen durchgesickerten Wert wertlos. Die Nachricht oder den Commit zu löschen tut das nicht.</translation>
    </message>
    <message>
        <source>Your keys, and whom to tell</source>
        <translation>Deine Schlüssel, und wem es zu sagen ist</translation>
    </message>
    <message>
        <source>You have no key at present: nothing of yours can leak.</source>
        <translation>Du hast zurzeit keinen Schlüssel: Von dir kann nichts durchsickern.</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>LetInDialog</name>
    <message>
        <source>Let {} in?</source>
        <translation>{} einlassen?</translation>
    </message>
    <message>
        <source>Compare words with {}</source>
        <translation>Wörter mit {} vergleichen</translation>
    </message>
    <message>
        <source>They match: let in</source>
        <translation>Sie stimmen: einlassen</translation>
    </message>
    <message>
        <source>They match</source>
        <translation>Sie stimmen</translation>
    </message>
    <message>
        <source>Let in, compare later</source>
        <translation>Später vergleichen</translation>
    </message>
    <message>
        <source>Call {} or meet them; a chat proves nothing. Six words stand on their screen as on yours. You read the first three, they read the last three.</source>
        <translation>Rufe {} an oder trefft euch; ein Chat beweist nichts. Auf beiden Bildschirmen stehen sechs Wörter. Du liest die ersten drei vor, die Gegenseite die letzten drei.</translation>
    </message>
    <message>
        <source>You read to {}</source>
        <translation>Du liest {} vor</translation>
    </message>
    <message>
        <source>{} reads to you</source>
        <translation>{} liest dir vor</translation>
    </message>
    <message>
        <source>The words differ</source>
        <translation>Die Wörter weichen ab</translation>
    </message>
    <message>
        <source>Then somebody else may have used the link.</source>
        <translation>Dann hat vielleicht jemand anderes den Link benutzt.</translation>
    </message>
    <message>
        <source>Do not let them in. Remove them, and send {} a new invitation.</source>
        <translation>Nicht einlassen. Entferne sie und schicke {} eine neue Einladung.</translation>
    </message>
    <message>
        <source>Remove {}…</source>
        <translation>{} entfernen…</translation>
    </message>
    <message>
        <source>Letting in…</source>
        <translation>Wird eingelassen…</translation>
    </message>
    <message>
        <source>Putting it on record…</source>
        <translation>Kommt ins Protokoll…</translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>Provider of {}</source>
        <translation>Anbieter von {}</translation>
    </message>
    <message>
        <source>Name of {}</source>
        <translation>Name von {}</translation>
    </message>
    <message>
        <source>Environment of {}</source>
        <translation>Umgebung von {}</translation>
    </message>
    <message>
        <source>Environment…</source>
        <translation>Umgebung…</translation>
    </message>
    <message>
        <source>ends with {}</source>
        <translation>endet auf {}</translation>
    </message>
    <message>
        <source>Provider…</source>
        <translation>Anbieter…</translation>
    </message>
    <message>
        <source>{}: choose the provider.</source>
        <translation>{}: Wähle den Anbieter.</translation>
    </message>
    <message>
        <source>{}: choose where it is used.</source>
        <translation>{}: Wähle, wo er benutzt wird.</translation>
    </message>
    <message>
        <source>{}: give it a name.</source>
        <translation>{}: Gib ihm einen Namen.</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
</context>
<context>
    <name>LinkForm</name>
    <message>
        <source>Join a team</source>
        <translation>Einem Team beitreten</translation>
    </message>
    <message>
        <source>Somebody has sent you a link that begins with keylease:join. Paste it.</source>
        <translation>Jemand hat dir einen Link geschickt, der mit keylease:join beginnt. Füge ihn ein.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Invite link</source>
        <translation>Einladungslink</translation>
    </message>
    <message>
        <source>Paste the link first.</source>
        <translation>Füge erst den Link ein.</translation>
    </message>
</context>
<context>
    <name>LinksDialog</name>
    <message>
        <source>One link</source>
        <translation>Ein Link</translation>
    </message>
    <message>
        <source>{} links</source>
        <translation>{} Links</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alle kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Give each person their own link. It is shown here once and kept nowhere; an unused one can be taken back under People, Invitations.</source>
        <translation>Gib jeder Person ihren eigenen Link. Er wird hier einmal gezeigt und nirgends aufbewahrt; ein unbenutzter kann unter Leute, Einladungen zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Copy this link</source>
        <translation>Diesen Link kopieren</translation>
    </message>
    <message>
        <source>For anyone</source>
        <translation>Für irgendwen</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>All are copied, one a line.</source>
        <translation>Alle sind kopiert, je Zeile einer.</translation>
    </message>
</context>
<context>
    <name>LockedScreen</name>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>Wird entsperrt</translation>
    </message>
    <message>
        <source>Found or join another team…</source>
        <translation>Anderes Team gründen oder beitreten…</translation>
    </message>
    <message>
        <source>Unlock with {}</source>
        <translation>Mit {} entsperren</translation>
    </message>
    <message>
        <source>Keylease is locked</source>
        <translation>Keylease ist gesperrt</translation>
    </message>
    <message>
        <source>Locked {}</source>
        <translation>Gesperrt {}</translation>
    </message>
    <message>
        <source>One thing waits for you.</source>
        <translation>Eine Sache wartet auf dich.</translation>
    </message>
    <message>
        <source>{} things wait for you.</source>
        <translation>{} Sachen warten auf dich.</translation>
    </message>
</context>
<context>
    <name>LookDialog</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Value of {}</source>
        <translation>Wert von {}</translation>
    </message>
    <message>
        <source>Each look is on record: your name, this computer, the time.</source>
        <translation>Jeder Blick kommt ins Protokoll: dein Name, dieser Computer, die Zeit.</translation>
    </message>
</context>
<context>
    <name>ManagerDialog</name>
    <message>
        <source>Add a key manager to {}</source>
        <translation>Verwalter für {} eintragen</translation>
    </message>
    <message>
        <source>Add key manager</source>
        <translation>Schlüsselverwalter eintragen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>They keep the value on their computer, can share and replace the key, and count as having seen it. Taking that back later means replacing the key.</source>
        <translation>Schlüsselverwalter verwahren den Wert auf ihrem Computer, können den Schlüssel teilen und ersetzen und gelten als Leute, die ihn gesehen haben. Das zurückzunehmen heißt später, den Schlüssel zu ersetzen.</translation>
    </message>
    <message>
        <source>A key manager’s access never ends.</source>
        <translation>Der Zugang eines Schlüsselverwalters endet nie.</translation>
    </message>
    <message>
        <source>Sealing it to them…</source>
        <translation>Wird versiegelt…</translation>
    </message>
</context>
<context>
    <name>ManagerPresenter</name>
    <message>
        <source>Nobody else can manage it: their words are to be compared first.</source>
        <translation>Niemand sonst kann ihn verwalten: Erst sind Wörter zu vergleichen.</translation>
    </message>
    <message>
        <source>{} manages {} now, too.</source>
        <translation>{} verwaltet jetzt auch {}.</translation>
    </message>
    <message>
        <source>Adding a key manager…</source>
        <translation>Schlüsselverwalter wird eingetragen…</translation>
    </message>
</context>
<context>
    <name>MoveTeamDialog</name>
    <message>
        <source>Move to a team server</source>
        <translation>Auf einen Teamserver umziehen</translation>
    </message>
    <message>
        <source>Move the team</source>
        <translation>Team umziehen</translation>
    </message>
    <message>
        <source>A team server is always there, whoever&apos;s computer sleeps. Whoever runs it starts “keylease relay serve”, which prints a link. Paste it here.</source>
        <translation>Ein Teamserver ist immer da, wessen Computer auch schläft. Wer ihn betreibt, startet „keylease relay serve“, und das gibt einen Link aus. Füge ihn hier ein.</translation>
    </message>
    <message>
        <source>Link of the server</source>
        <translation>Link des Servers</translation>
    </message>
    <message>
        <source>Everything goes along: history, record, and what colleagues can open. They follow by themselves, and this computer&apos;s copy is sealed. Whoever runs the server could, with a recipient, hand out a key late or without a record; they can read no value.</source>
        <translation>Alles zieht mit um: Geschichte, Protokoll, und was andere öffnen können. Sie folgen von selbst, und der Teamserver auf diesem Computer wird versiegelt. Wer den neuen betreibt, könnte mit einem Empfänger einen Schlüssel zu spät oder ohne Eintrag herausgeben; Werte lesen kann er nicht.</translation>
    </message>
    <message>
        <source>That is not the whole link of a new team server. Copy it again, from keylease:relay to its end.</source>
        <translation>Das ist nicht der ganze Link eines neuen Teamservers. Kopiere ihn noch einmal, von keylease:relay bis zum Ende.</translation>
    </message>
    <message>
        <source>Its certificate. The server shows the same one where it was started.</source>
        <translation>Sein Zertifikat. Der Server zeigt dasselbe dort, wo er gestartet wurde.</translation>
    </message>
    <message>
        <source>Its certificate is not pinned: this computer&apos;s trust decides.</source>
        <translation>Sein Zertifikat ist nicht festgelegt: das Vertrauen dieses Computers entscheidet.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Asking the new server…</source>
        <translation>Der neue Server wird gefragt…</translation>
    </message>
    <message>
        <source>Part {} has arrived…</source>
        <translation>Teil {} ist angekommen…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Stopped: the team is where it was. With the same link it goes on from there.</source>
        <translation>Angehalten: das Team ist, wo es war. Mit demselben Link geht es von dort weiter.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Colleagues follow by themselves: at once where Keylease is open, else when they open it next.</source>
        <translation>Die anderen folgen von selbst: sofort, wo Keylease offen ist, sonst beim nächsten Öffnen.</translation>
    </message>
    <message>
        <source>Leave Keylease open here until they have: who was connected to this computer hears of the move from it.</source>
        <translation>Lass Keylease hier bis dahin offen: wer mit diesem Computer verbunden war, erfährt von ihm, wohin.</translation>
    </message>
    <message>
        <source>The team has moved to {}</source>
        <translation>Das Team ist zu {} umgezogen</translation>
    </message>
    <message>
        <source>All is there and the move is signed, but {} has not confirmed it. Keylease goes on by itself once it answers: leave the server running.</source>
        <translation>Alles ist dort, und der Umzug ist unterschrieben, doch {} hat ihn nicht bestätigt. Keylease macht von selbst weiter, sobald es antwortet: lass den Server laufen.</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Fast geschafft</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>MyKeysScreen</name>
    <message>
        <source>You have no keys yet</source>
        <translation>Du hast noch keine Schlüssel</translation>
    </message>
    <message>
        <source>You have no keys now</source>
        <translation>Du hast jetzt keine Schlüssel</translation>
    </message>
    <message>
        <source>Ask for it again, or for another: whoever manages it gets your request at once.</source>
        <translation>Bitte noch einmal darum, oder um einen anderen: Wer ihn verwaltet, bekommt deine Anfrage sofort.</translation>
    </message>
    <message>
        <source>Ask for one: whoever manages it gets your request at once.</source>
        <translation>Bitte um einen: Wer ihn verwaltet, bekommt deine Anfrage sofort.</translation>
    </message>
    <message>
        <source>Ask for a key</source>
        <translation>Um einen Schlüssel bitten</translation>
    </message>
    <message>
        <source>My keys</source>
        <translation>Meine Schlüssel</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Opening a key puts your name, this computer and the time on record. Prefer “keylease run -- your-program” to copying.</source>
        <translation>Einen Schlüssel zu öffnen schreibt deinen Namen, diesen Computer und die Zeit ins Protokoll. Nimm lieber „keylease run -- dein-programm“ als zu kopieren.</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Mehr Zeit</translation>
    </message>
    <message>
        <source>Show {}</source>
        <translation>{} zeigen</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Starten…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>MyRequestsScreen</name>
    <message>
        <source>You have not asked for anything</source>
        <translation>Du hast um nichts gebeten</translation>
    </message>
    <message>
        <source>What you ask for stands here, with the answer.</source>
        <translation>Worum du bittest, steht hier, mit der Antwort.</translation>
    </message>
    <message>
        <source>Ask for a key</source>
        <translation>Um einen Schlüssel bitten</translation>
    </message>
    <message>
        <source>My requests</source>
        <translation>Meine Anfragen</translation>
    </message>
</context>
<context>
    <name>MyScreen</name>
    <message>
        <source>Ask for a key</source>
        <translation>Um einen Schlüssel bitten</translation>
    </message>
    <message>
        <source>Reading the keys</source>
        <translation>Schlüssel werden gelesen</translation>
    </message>
</context>
<context>
    <name>NoticesDialog</name>
    <message>
        <source>To be on the safe side</source>
        <translation>Sicher ist sicher</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>These stay here until they are mended: each is a loss that could be final.</source>
        <translation>Diese bleiben hier, bis sie behoben sind: Jedes ist ein Verlust, der endgültig sein könnte.</translation>
    </message>
</context>
<context>
    <name>OpenReviewDialog</name>
    <message>
        <source>Open a review</source>
        <translation>Prüfung eröffnen</translation>
    </message>
    <message>
        <source>Open the review</source>
        <translation>Prüfung eröffnen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What it covers</source>
        <translation>Was geprüft wird</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Wer entscheidet</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tippe einen Namen</translation>
    </message>
    <message>
        <source>Due (date)</source>
        <translation>Fällig (Datum)</translation>
    </message>
    <message>
        <source>What nobody decides by then</source>
        <translation>Was bis dahin niemand entscheidet</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>One environment</source>
        <translation>Eine Umgebung</translation>
    </message>
    <message>
        <source>One provider</source>
        <translation>Ein Anbieter</translation>
    </message>
    <message>
        <source>One project</source>
        <translation>Ein Projekt</translation>
    </message>
    <message>
        <source>One person or service</source>
        <translation>Eine Person oder ein Dienst</translation>
    </message>
    <message>
        <source>People only</source>
        <translation>Nur Personen</translation>
    </message>
    <message>
        <source>Services &amp; CI only</source>
        <translation>Nur Dienste &amp; CI</translation>
    </message>
    <message>
        <source>Not opened for long</source>
        <translation>Lange nicht geöffnet</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>bleibt, wie es ist</translation>
    </message>
    <message>
        <source>ends a week later</source>
        <translation>endet eine Woche später</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>{} decision</source>
        <translation>{} Entscheidung</translation>
    </message>
    <message>
        <source>{} decisions</source>
        <translation>{} Entscheidungen</translation>
    </message>
    <message>
        <source>Opening the review…</source>
        <translation>Prüfung wird eröffnet…</translation>
    </message>
</context>
<context>
    <name>PassphraseBlock</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Neue Passphrase</translation>
    </message>
    <message>
        <source>Passphrase, again</source>
        <translation>Passphrase, noch einmal</translation>
    </message>
    <message>
        <source>Suggest six words</source>
        <translation>Sechs Wörter vorschlagen</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Unlock with this computer&apos;s key ring ({})</source>
        <translation>Mit dem Schlüsselbund dieses Computers entsperren ({})</translation>
    </message>
    <message>
        <source>No key ring of the system was found: you type the passphrase each time.</source>
        <translation>Kein Schlüsselbund des Systems gefunden: Du tippst die Passphrase jedes Mal.</translation>
    </message>
    <message>
        <source>Choose a passphrase.</source>
        <translation>Wähle eine Passphrase.</translation>
    </message>
    <message>
        <source>This passphrase would be guessed. Take more words, or the six suggested.</source>
        <translation>Diese Passphrase würde erraten. Nimm mehr Wörter oder die sechs vorgeschlagenen.</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type it again.</source>
        <translation>Die Passphrasen weichen ab. Tippe sie noch einmal.</translation>
    </message>
    <message>
        <source>guessed at once</source>
        <translation>sofort erraten</translation>
    </message>
    <message>
        <source>guessed in a day</source>
        <translation>in einem Tag erraten</translation>
    </message>
    <message>
        <source>guessed by somebody who wants it</source>
        <translation>erraten von jemandem, der will</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>strong: centuries</source>
        <translation>stark: Jahrhunderte</translation>
    </message>
    <message>
        <source>six words are best</source>
        <translation>sechs Wörter sind am besten</translation>
    </message>
</context>
<context>
    <name>PeopleActs</name>
    <message>
        <source>Inviting…</source>
        <translation>Wird eingeladen…</translation>
    </message>
    <message>
        <source>Taking the invitation back…</source>
        <translation>Einladung wird zurückgenommen…</translation>
    </message>
    <message>
        <source>Letting {} in…</source>
        <translation>{} wird eingelassen…</translation>
    </message>
    <message>
        <source>Putting it on record…</source>
        <translation>Kommt ins Protokoll…</translation>
    </message>
    <message>
        <source>Changing the role…</source>
        <translation>Rolle wird geändert…</translation>
    </message>
    <message>
        <source>Suspending {}…</source>
        <translation>{} wird gesperrt…</translation>
    </message>
    <message>
        <source>Letting {} go on…</source>
        <translation>{} wird wieder zugelassen…</translation>
    </message>
    <message>
        <source>Removing {}…</source>
        <translation>{} wird entfernt…</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Liste wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>PeopleDialogs</name>
    <message>
        <source>The invitation is taken back: its link lets nobody in.</source>
        <translation>Die Einladung ist zurückgenommen: Ihr Link lässt niemanden ein.</translation>
    </message>
    <message>
        <source>{} is in; words compared.</source>
        <translation>{} ist drin; Wörter verglichen.</translation>
    </message>
    <message>
        <source>Words compared with {}: it is on record.</source>
        <translation>Wörter mit {} verglichen: Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>{} is in. Words are not compared yet.</source>
        <translation>{} ist drin. Wörter sind noch nicht verglichen.</translation>
    </message>
    <message>
        <source>{} is {} now.</source>
        <translation>{} ist jetzt {}.</translation>
    </message>
    <message>
        <source>{} is suspended.</source>
        <translation>{} ist gesperrt.</translation>
    </message>
    <message>
        <source>{} goes on.</source>
        <translation>{} macht weiter.</translation>
    </message>
    <message>
        <source>{} is removed.</source>
        <translation>{} ist entfernt.</translation>
    </message>
    <message>
        <source>{} value to replace.</source>
        <translation>{} Wert zu ersetzen.</translation>
    </message>
    <message>
        <source>{} values to replace.</source>
        <translation>{} Werte zu ersetzen.</translation>
    </message>
    <message>
        <source>The list {} is saved.</source>
        <translation>Die Liste {} ist gesichert.</translation>
    </message>
</context>
<context>
    <name>PeopleListDialog</name>
    <message>
        <source>Who is on {}</source>
        <translation>Wer auf {} steht</translation>
    </message>
    <message>
        <source>New list of people</source>
        <translation>Neue Liste von Leuten</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Liste sichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tippe einen Namen</translation>
    </message>
    <message>
        <source>A list is a shortcut for sharing. Changing it later changes nobody&apos;s access.</source>
        <translation>Eine Liste ist eine Abkürzung beim Teilen. Sie später zu ändern ändert niemandes Zugang.</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Liste wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>Niemand passt</translation>
    </message>
    <message>
        <source>No one here has all of these words.</source>
        <translation>Niemand hier enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No open invitations</source>
        <translation>Keine offenen Einladungen</translation>
    </message>
    <message>
        <source>An invitation stands here until it is used, is taken back or ends.</source>
        <translation>Eine Einladung steht hier, bis sie benutzt, zurückgenommen oder abgelaufen ist.</translation>
    </message>
    <message>
        <source>No lists yet</source>
        <translation>Noch keine Listen</translation>
    </message>
    <message>
        <source>A list of people is a shortcut for sharing: one name for a whole group.</source>
        <translation>Eine Liste von Leuten ist eine Abkürzung beim Teilen: ein Name für eine ganze Gruppe.</translation>
    </message>
    <message>
        <source>Reading who is here</source>
        <translation>Es wird gelesen, wer hier ist</translation>
    </message>
    <message>
        <source>Filter the people</source>
        <translation>Leute filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Who has left</source>
        <translation>Wer gegangen ist</translation>
    </message>
    <message>
        <source>Used ones too</source>
        <translation>Auch benutzte</translation>
    </message>
    <message>
        <source>New list…</source>
        <translation>Neue Liste…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>Leute einladen</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>About this person</source>
        <translation>Über diese Person</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Has seen</source>
        <translation>Hat gesehen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Change role…</source>
        <translation>Rolle ändern…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Access {}</source>
        <translation>Zugang {}</translation>
    </message>
    <message>
        <source>Has seen {}</source>
        <translation>Hat gesehen {}</translation>
    </message>
    <message>
        <source>Replace the key</source>
        <translation>Schlüssel ersetzen</translation>
    </message>
    <message>
        <source>Whoever has seen a value may have kept it: only replacing it ends that.</source>
        <translation>Wer einen Wert gesehen hat, kann ihn behalten haben: Nur Ersetzen beendet das.</translation>
    </message>
    <message>
        <source>Has access to no key.</source>
        <translation>Hat auf keinen Schlüssel Zugriff.</translation>
    </message>
    <message>
        <source>Has seen no value that still works, as far as the record shows.</source>
        <translation>Hat laut Protokoll keinen Wert gesehen, der noch gültig ist.</translation>
    </message>
    <message>
        <source>Nothing is on record.</source>
        <translation>Nichts ist verzeichnet.</translation>
    </message>
    <message>
        <source>Let in…</source>
        <translation>Einlassen…</translation>
    </message>
    <message>
        <source>Compare words…</source>
        <translation>Wörter vergleichen…</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Sperren…</translation>
    </message>
    <message>
        <source>Let go on</source>
        <translation>Wieder zulassen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Say why: {}</source>
        <translation>Begründen: {}</translation>
    </message>
    <message>
        <source>Note the reason</source>
        <translation>Begründung festhalten</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>It goes on record with your decision on this, before or after it, and stands in the evidence.</source>
        <translation>Sie wird mit deiner Entscheidung hierüber festgehalten, ob vorher oder nachher getippt, und steht im Nachweis.</translation>
    </message>
</context>
<context>
    <name>ReassignDialog</name>
    <message>
        <source>Reassign {}</source>
        <translation>{} übergeben</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>An wen</translation>
    </message>
    <message>
        <source>This is recorded as asked for: a key manager shares the key with them and ends this access.</source>
        <translation>Das wird als verlangt vermerkt: Ein Schlüsselverwalter teilt den Schlüssel mit der Person und beendet diesen Zugang.</translation>
    </message>
</context>
<context>
    <name>RecoveryKitDialog</name>
    <message>
        <source>Your recovery kit</source>
        <translation>Dein Notfallblatt</translation>
    </message>
    <message>
        <source>I have it on paper</source>
        <translation>Ich habe es auf Papier</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF sichern…</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>No server can bring you back. These 16 groups can, together with a backup. Print them or write them down, and keep the paper away from this computer.</source>
        <translation>Kein Server kann dich zurückholen. Diese 16 Gruppen können es, zusammen mit einer Sicherung. Drucke sie oder schreibe sie ab, und bewahre das Papier fern von diesem Computer auf.</translation>
    </message>
    <message>
        <source>Whoever has these groups is you.</source>
        <translation>Wer diese Gruppen hat, ist du.</translation>
    </message>
    <message>
        <source>Photograph nothing. Delete the PDF when it is printed.</source>
        <translation>Fotografiere nichts. Lösche das PDF, wenn es gedruckt ist.</translation>
    </message>
    <message>
        <source>Take the paper and type these two groups, to be sure it can be read.</source>
        <translation>Nimm das Papier und tippe diese zwei Gruppen, um sicher zu sein, dass es lesbar ist.</translation>
    </message>
    <message>
        <source>A group of the kit</source>
        <translation>Eine Gruppe des Blattes</translation>
    </message>
    <message>
        <source>Then invite your colleagues. If they sit at other computers, move the team to a team server first, or host it from here: Settings, Team.</source>
        <translation>Lade dann die anderen ein. Sitzen sie an anderen Computern, ziehe vorher auf einen Teamserver um, oder stelle das Team von hier aus bereit: Einstellungen, Team.</translation>
    </message>
    <message>
        <source>Save the recovery kit</source>
        <translation>Notfallblatt sichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved as {}. Print it, then delete the file.</source>
        <translation>Gesichert als {}. Drucke es und lösche dann die Datei.</translation>
    </message>
    <message>
        <source>That is not what the kit says there. Look at the paper again.</source>
        <translation>Das steht dort nicht auf dem Blatt. Sieh noch einmal aufs Papier.</translation>
    </message>
    <message>
        <source>Group {}</source>
        <translation>Gruppe {}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message>
        <source>Remove {}?</source>
        <translation>{} entfernen?</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
    <message>
        <source>This is for good: to come back, {} has to be invited anew. It ends access here. What they have seen keeps working until you replace it.</source>
        <translation>Das ist endgültig: Um zurückzukommen, muss {} neu eingeladen werden. Der Zugang hier endet. Gesehenes gilt weiter, bis du es ersetzt.</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>Was es bedeutet</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why (optional, on record)</source>
        <translation>Warum (freiwillig, im Protokoll)</translation>
    </message>
    <message>
        <source>Looking what it ends…</source>
        <translation>Es wird nachgesehen, was endet…</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>From now for</source>
        <translation>Ab jetzt für</translation>
    </message>
    <message>
        <source>Renewing…</source>
        <translation>Wird verlängert…</translation>
    </message>
</context>
<context>
    <name>RenewPresenter</name>
    <message>
        <source>Renew {}’s access to {}</source>
        <translation>Zugang von {} zu {} verlängern</translation>
    </message>
    <message>
        <source>Now it ends {}, in {}.</source>
        <translation>Jetzt endet er {}, noch {}.</translation>
    </message>
    <message>
        <source>until {}</source>
        <translation>bis {}</translation>
    </message>
    <message>
        <source>Renew until {}</source>
        <translation>Verlängern bis {}</translation>
    </message>
    <message>
        <source>It already runs longer. Choose a later end.</source>
        <translation>Er läuft schon länger. Wähle ein späteres Ende.</translation>
    </message>
    <message>
        <source>Renewing…</source>
        <translation>Wird verlängert…</translation>
    </message>
    <message>
        <source>The later end waits for a second approver.</source>
        <translation>Das spätere Ende wartet auf eine zweite Genehmigung.</translation>
    </message>
    <message>
        <source>{} has {} until {}.</source>
        <translation>{} hat {} bis {}.</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>Replace {}</source>
        <translation>{} ersetzen</translation>
    </message>
    <message>
        <source>Replace value</source>
        <translation>Wert ersetzen</translation>
    </message>
    <message>
        <source>1. Make a new key at {}.</source>
        <translation>1. Lege bei {} einen neuen Schlüssel an.</translation>
    </message>
    <message>
        <source>Open its page in the browser</source>
        <translation>Seite im Browser öffnen</translation>
    </message>
    <message>
        <source>2. Paste its value here.</source>
        <translation>2. Füge seinen Wert hier ein.</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Neuer Wert</translation>
    </message>
    <message>
        <source>Paste the new key here</source>
        <translation>Füge den neuen Schlüssel hier ein</translation>
    </message>
    <message>
        <source>Version {} is then replaced. It works until you delete it at {}; the record calls it dead only once that is shown.</source>
        <translation>Version {} ist dann ersetzt. Sie gilt, bis du sie bei {} löschst; das Protokoll nennt sie erst tot, wenn das gezeigt ist.</translation>
    </message>
    <message>
        <source>All {} who have access get the new value at once.</source>
        <translation>Alle {} mit Zugang bekommen den neuen Wert sofort.</translation>
    </message>
    <message>
        <source>Paste the new value.</source>
        <translation>Füge den neuen Wert ein.</translation>
    </message>
    <message>
        <source>Sealing it to all who have access…</source>
        <translation>Wird für alle mit Zugang versiegelt…</translation>
    </message>
</context>
<context>
    <name>Replacements</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Ersetzen bis</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersetzungen</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>Nichts ist fällig</translation>
    </message>
    <message>
        <source>No environment asks for its keys to be replaced regularly.</source>
        <translation>Keine Umgebung verlangt, dass ihre Schlüssel regelmäßig ersetzt werden.</translation>
    </message>
    <message>
        <source>{} overdue</source>
        <translation>{} überfällig</translation>
    </message>
    <message>
        <source>in {}</source>
        <translation>noch {}</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>Come back with kit and backup</source>
        <translation>Mit Blatt und Sicherung zurückkommen</translation>
    </message>
    <message>
        <source>The sheet is you; the backup is the team. Together they bring back every value that you keep.</source>
        <translation>Das Blatt bist du; die Sicherung ist das Team. Zusammen bringen sie jeden Wert zurück, den du verwahrst.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Recovery kit</source>
        <translation>Notfallblatt</translation>
    </message>
    <message>
        <source>The 16 groups of the recovery kit, or its 24 words</source>
        <translation>Die 16 Gruppen des Notfallblatts oder seine 24 Wörter</translation>
    </message>
    <message>
        <source>Choose the backup&apos;s folder…</source>
        <translation>Ordner der Sicherung wählen…</translation>
    </message>
    <message>
        <source>The team server is lost for good</source>
        <translation>Der Teamserver ist für immer verloren</translation>
    </message>
    <message>
        <source>Then an owner makes a new place for the team here, and colleagues follow by a link. Anybody else gets back only their own values.</source>
        <translation>Dann richten Eigentümer hier einen neuen Ort für das Team ein, und die anderen kommen mit einem Link nach. Alle Übrigen bekommen nur ihre Werte zurück.</translation>
    </message>
    <message>
        <source>The backup&apos;s folder</source>
        <translation>Der Ordner der Sicherung</translation>
    </message>
    <message>
        <source>The team server does not answer. Try again when it runs; if it is lost for good, say so above.</source>
        <translation>Der Teamserver antwortet nicht. Versuche es wieder, wenn er läuft; ist er für immer verloren, sage das oben.</translation>
    </message>
    <message>
        <source>Type the groups that stand on the sheet.</source>
        <translation>Tippe die Gruppen, die auf dem Blatt stehen.</translation>
    </message>
    <message>
        <source>Choose the folder of the backup.</source>
        <translation>Wähle den Ordner der Sicherung.</translation>
    </message>
</context>
<context>
    <name>ReviewDialogs</name>
    <message>
        <source>The review is open. Its reviewers see it on Today.</source>
        <translation>Die Prüfung ist offen. Ihre Prüfer sehen sie unter Heute.</translation>
    </message>
    <message>
        <source>Where to write the evidence</source>
        <translation>Wohin der Nachweis soll</translation>
    </message>
    <message>
        <source>{} rows</source>
        <translation>{} Zeilen</translation>
    </message>
</context>
<context>
    <name>ReviewsList</name>
    <message>
        <source>Open a review</source>
        <translation>Prüfung eröffnen</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Closed reviews</source>
        <translation>Geschlossene Prüfungen</translation>
    </message>
    <message>
        <source>Compare two…</source>
        <translation>Zwei vergleichen…</translation>
    </message>
    <message>
        <source>No reviews yet</source>
        <translation>Noch keine Prüfungen</translation>
    </message>
    <message>
        <source>In a review, owners look at everybody’s access and decide what stays: one keystroke a row. Whoever leads or audits the team opens it.</source>
        <translation>In einer Prüfung sehen Eigentümer jeden Zugriff durch und entscheiden, was bleibt: ein Tastendruck je Zeile. Wer das Team leitet oder prüft, eröffnet sie.</translation>
    </message>
    <message>
        <source>Reading the reviews</source>
        <translation>Prüfungen werden gelesen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>None yet. A review that is closed stays here, with its evidence.</source>
        <translation>Noch keine. Eine geschlossene Prüfung bleibt hier, mit ihrem Nachweis.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
</context>
<context>
    <name>ReviewsScreen</name>
    <message>
        <source>Review: {}</source>
        <translation>Prüfung: {}</translation>
    </message>
    <message>
        <source>Open a review</source>
        <translation>Prüfung eröffnen</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Revoke access</source>
        <translation>Zugang entziehen</translation>
    </message>
    <message>
        <source>Revoke access only</source>
        <translation>Nur den Zugang entziehen</translation>
    </message>
    <message>
        <source>Ask a key manager to replace the key.</source>
        <translation>Bitte einen Schlüsselverwalter, den Schlüssel zu ersetzen.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Revoke and replace the key</source>
        <translation>Entziehen und den Schlüssel ersetzen</translation>
    </message>
    <message>
        <source>Revoke and replace the key ({} others get the new value)</source>
        <translation>Entziehen und den Schlüssel ersetzen ({} andere bekommen den neuen Wert)</translation>
    </message>
    <message>
        <source>Revoke and replace…</source>
        <translation>Entziehen und ersetzen…</translation>
    </message>
    <message>
        <source>Revoking access…</source>
        <translation>Zugang wird entzogen…</translation>
    </message>
</context>
<context>
    <name>RevokePresenter</name>
    <message>
        <source>Revoking access…</source>
        <translation>Zugang wird entzogen…</translation>
    </message>
</context>
<context>
    <name>RoleDialog</name>
    <message>
        <source>Change the role of {}</source>
        <translation>Rolle von {} ändern</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Rolle ändern</translation>
    </message>
    <message>
        <source>Now: {}.</source>
        <translation>Jetzt: {}.</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Wähle eine</translation>
    </message>
    <message>
        <source>Changing the role…</source>
        <translation>Rolle wird geändert…</translation>
    </message>
</context>
<context>
    <name>RowsHeader</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>RunDialog</name>
    <message>
        <source>Run a program with {}</source>
        <translation>Ein Programm mit {} starten</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>In einem Terminal</translation>
    </message>
    <message>
        <source>The program finds the key in its environment. It never lies on the clipboard or in a file.</source>
        <translation>Das Programm findet den Schlüssel in seiner Umgebung. Er liegt nie in der Zwischenablage oder in einer Datei.</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>Hold Space to show it; Enter shows it for ten seconds.</source>
        <translation>Leertaste halten zeigt ihn; Enter zeigt ihn zehn Sekunden.</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>halten</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
</context>
<context>
    <name>SecretInput</name>
    <message>
        <source>Hold to show: {}</source>
        <translation>Halten zum Zeigen: {}</translation>
    </message>
</context>
<context>
    <name>ServerNews</name>
    <message>
        <source>The team has moved to {}.</source>
        <translation>Das Team ist zu {} umgezogen.</translation>
    </message>
    <message>
        <source>This computer has another address now. Colleagues who joined before need the link: Settings, Team.</source>
        <translation>Dieser Computer hat jetzt eine andere Adresse. Wer schon beigetreten ist, braucht den Link: Einstellungen, Team.</translation>
    </message>
    <message>
        <source>The team is not hosted. {}</source>
        <translation>Das Team wird nicht bereitgestellt. {}</translation>
    </message>
</context>
<context>
    <name>ServicesScreen</name>
    <message>
        <source>Services &amp; CI</source>
        <translation>Dienste &amp; CI</translation>
    </message>
    <message>
        <source>Programs with a token of their own.</source>
        <translation>Programme mit eigenem Token.</translation>
    </message>
    <message>
        <source>Filter the services</source>
        <translation>Dienste filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>No services yet</source>
        <translation>Noch keine Dienste</translation>
    </message>
    <message>
        <source>A service opens only what was shared with it, and its token always ends. Make one at a terminal:
{}</source>
        <translation>Ein Dienst öffnet nur, was mit ihm geteilt wurde, und sein Token endet immer. Lege einen im Terminal an:
{}</translation>
    </message>
    <message>
        <source>No service fits</source>
        <translation>Kein Dienst passt</translation>
    </message>
    <message>
        <source>Nothing here has all of these words.</source>
        <translation>Nichts hier enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>Show all services</source>
        <translation>Alle Dienste zeigen</translation>
    </message>
    <message>
        <source>Reading the services</source>
        <translation>Dienste werden gelesen</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>Asking the key ring…</source>
        <translation>Der Schlüsselbund wird gefragt…</translation>
    </message>
    <message>
        <source>Writing the backup…</source>
        <translation>Die Sicherung wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>The passphrase is changed.</source>
        <translation>Die Passphrase ist geändert.</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Die des Systems</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Beside other programs</source>
        <translation>Neben anderen Programmen</translation>
    </message>
    <message>
        <source>Keep an icon beside the clock</source>
        <translation>Ein Symbol neben der Uhr</translation>
    </message>
    <message>
        <source>This desktop has no place for one. Closing the window ends the app.</source>
        <translation>Dieser Desktop hat dafür keinen Platz. Das Fenster zu schließen beendet die App.</translation>
    </message>
    <message>
        <source>Start when you log in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>From a note about a shared key, or an invite. The app asks first.</source>
        <translation>Aus einer Notiz über einen geteilten Schlüssel oder aus einer Einladung. Die App fragt zuerst.</translation>
    </message>
    <message>
        <source>Locking</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>Sperren nach</translation>
    </message>
    <message>
        <source>{} minute</source>
        <translation>{} Minute</translation>
    </message>
    <message>
        <source>{} minutes</source>
        <translation>{} Minuten</translation>
    </message>
    <message>
        <source>Lock when nothing was touched for</source>
        <translation>Sperren, wenn nichts berührt wurde für</translation>
    </message>
    <message>
        <source>Lock when the computer sleeps</source>
        <translation>Sperren, wenn der Computer schläft</translation>
    </message>
    <message>
        <source>Lock with the screen</source>
        <translation>Mit dem Bildschirm sperren</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Clear the clipboard after</source>
        <translation>Zwischenablage leeren nach</translation>
    </message>
    <message>
        <source>{} seconds</source>
        <translation>{} Sekunden</translation>
    </message>
    <message>
        <source>Keep the window out of screenshots</source>
        <translation>Fenster von Bildschirmfotos ausnehmen</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>Wird entsperrt</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Key ring of the system</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Recovery kit</source>
        <translation>Notfallblatt</translation>
    </message>
    <message>
        <source>What is really protected on this machine</source>
        <translation>Was auf dieser Maschine wirklich geschützt ist</translation>
    </message>
    <message>
        <source>Open links that begin with “keylease:”</source>
        <translation>Links öffnen, die mit „keylease:“ beginnen</translation>
    </message>
    <message>
        <source>Looked at just now, on this very machine.</source>
        <translation>Eben erst nachgesehen, auf genau diesem Computer.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Stop using it</source>
        <translation>Nicht mehr benutzen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>{} unlocks this team, beside your passphrase.</source>
        <translation>{} entsperrt dieses Team, neben deiner Passphrase.</translation>
    </message>
    <message>
        <source>{} is there. It would unlock this team without a passphrase.</source>
        <translation>{} ist da und würde dieses Team ohne Passphrase entsperren.</translation>
    </message>
    <message>
        <source>No key ring that the system guards was found.</source>
        <translation>Kein Schlüsselbund, den das System schützt, wurde gefunden.</translation>
    </message>
    <message>
        <source>Make it anew…</source>
        <translation>Neu erstellen…</translation>
    </message>
    <message>
        <source>Make it…</source>
        <translation>Erstellen…</translation>
    </message>
    <message>
        <source>Rehearsed: two groups were typed back from the paper.</source>
        <translation>Geprobt: Zwei Gruppen wurden vom Papier abgetippt.</translation>
    </message>
    <message>
        <source>Not rehearsed yet. Without it, a lost passphrase is final.</source>
        <translation>Noch nicht geprobt. Ohne es ist eine verlorene Passphrase endgültig.</translation>
    </message>
    <message>
        <source>Team server</source>
        <translation>Teamserver</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Everybody in the team should see the same history. Compare the number on two screens, or read the words over the phone: if they are the same, nobody was shown another.</source>
        <translation>Alle im Team sollten denselben Verlauf sehen. Vergleicht die Zahl auf zwei Bildschirmen oder lest die Wörter am Telefon vor: Sind sie gleich, wurde niemandem ein anderer gezeigt.</translation>
    </message>
    <message>
        <source>History number</source>
        <translation>Verlaufsnummer</translation>
    </message>
    <message>
        <source>History words</source>
        <translation>Verlaufswörter</translation>
    </message>
    <message>
        <source>{} events · {}</source>
        <translation>{} Ereignisse · {}</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>A folder with the whole history, the record, and the values you keep, all of it sealed. With your recovery kit it brings the team back; an auditor can verify it without an account.</source>
        <translation>Ein Ordner mit dem ganzen Verlauf, dem Protokoll und den Werten, die du verwahrst, alles versiegelt. Mit deinem Notfallblatt bringt er das Team zurück; ein Prüfer kann ihn ohne Konto prüfen.</translation>
    </message>
    <message>
        <source>Write a backup…</source>
        <translation>Sicherung schreiben…</translation>
    </message>
    <message>
        <source>Where the backup shall lie</source>
        <translation>Wo die Sicherung liegen soll</translation>
    </message>
    <message>
        <source>{} is written, but {} values nobody holds any more are not in it.</source>
        <translation>{} ist geschrieben, aber {} Werte, die niemand mehr hat, fehlen darin.</translation>
    </message>
    <message>
        <source>{} is written: {} events, {} values.</source>
        <translation>{} ist geschrieben: {} Ereignisse, {} Werte.</translation>
    </message>
    <message>
        <source>Keylease {}</source>
        <translation>Keylease {}</translation>
    </message>
    <message>
        <source>No independent audit yet. Nobody outside has reviewed the cryptography; where somebody has, their report is linked here.</source>
        <translation>Noch keine unabhängige Prüfung. Niemand von außen hat die Kryptografie begutachtet; sobald es jemand tut, steht der Bericht hier.</translation>
    </message>
    <message>
        <source>We cannot make anyone forget a key. Once a person or program has opened it, only replacing it at the provider ends their access.</source>
        <translation>Wir können niemanden einen Schlüssel vergessen lassen. Hat ihn eine Person oder ein Programm geöffnet, beendet nur der Ersatz beim Anbieter den Zugang.</translation>
    </message>
    <message>
        <source>Malware that runs as you can take what you can open, the clipboard and the screen included.</source>
        <translation>Schadsoftware, die als du läuft, kann nehmen, was du öffnen kannst, auch Zwischenablage und Bildschirm.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Keylease is free software under the Apache License 2.0.</source>
        <translation>Keylease ist freie Software unter der Apache-Lizenz 2.0.</translation>
    </message>
    <message>
        <source>Qt and PySide6 are used unchanged under the LGPL 3.0. They lie beside the app as libraries of their own: you may replace them by your own builds.</source>
        <translation>Qt und PySide6 werden unverändert unter der LGPL 3.0 benutzt. Sie liegen als eigene Bibliotheken neben der App: Du darfst sie durch eigene ersetzen.</translation>
    </message>
    <message>
        <source>Inter and JetBrains Mono: SIL Open Font License 1.1. Icons: Lucide, ISC. Word list: EFF, CC BY 3.0. PDFs: fpdf2, LGPL 3.0.</source>
        <translation>Inter und JetBrains Mono: SIL Open Font License 1.1. Symbole: Lucide, ISC. Wortliste: EFF, CC BY 3.0. PDFs: fpdf2, LGPL 3.0.</translation>
    </message>
    <message>
        <source>Make the recovery kit</source>
        <translation>Notfallblatt erstellen</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Write a backup</source>
        <translation>Sicherung schreiben</translation>
    </message>
    <message>
        <source>What is protected on this machine</source>
        <translation>Was auf dieser Maschine geschützt ist</translation>
    </message>
    <message>
        <source>Compare the history</source>
        <translation>Verlauf vergleichen</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share {}</source>
        <translation>{} teilen</translation>
    </message>
    <message>
        <source>Deny…</source>
        <translation>Ablehnen…</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tippe einen Namen</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Jetzt vergleichen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Date…</source>
        <translation>Datum…</translation>
    </message>
    <message>
        <source>Until (date)</source>
        <translation>Bis (Datum)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why (asked for in {})</source>
        <translation>Warum (verlangt in {})</translation>
    </message>
    <message>
        <source>“{}”</source>
        <translation>„{}“</translation>
    </message>
    <message>
        <source>until {}</source>
        <translation>bis {}</translation>
    </message>
    <message>
        <source>Sealing it to {}…</source>
        <translation>Wird für {} versiegelt…</translation>
    </message>
</context>
<context>
    <name>SharePresenter</name>
    <message>
        <source>Share {}</source>
        <translation>{} teilen</translation>
    </message>
    <message>
        <source>{} asks for {}</source>
        <translation>{} bittet um {}</translation>
    </message>
    <message>
        <source>Approve until {}</source>
        <translation>Genehmigen bis {}</translation>
    </message>
    <message>
        <source>Sharing {}…</source>
        <translation>{} wird geteilt…</translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>All shortcuts</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Alles finden</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>Diese Liste filtern</translation>
    </message>
    <message>
        <source>Go to a place</source>
        <translation>Zu einem Ort</translation>
    </message>
    <message>
        <source>1 to 8</source>
        <translation>1 bis 8</translation>
    </message>
    <message>
        <source>Take back the last act</source>
        <translation>Letztes zurücknehmen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>This overview</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>On a key</source>
        <translation>An einem Schlüssel</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Replace the value</source>
        <translation>Wert ersetzen</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Show the value while held</source>
        <translation>Wert zeigen (halten)</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>End the access</source>
        <translation>Zugriff beenden</translation>
    </message>
    <message>
        <source>Shorten it</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>Replace what was seen</source>
        <translation>Gesehenes ersetzen</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>Begründen</translation>
    </message>
    <message>
        <source>Keep all that is routine</source>
        <translation>Alles Übliche behalten</translation>
    </message>
    <message>
        <source>Back to all reviews</source>
        <translation>Zu allen Prüfungen</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>In a dialog</source>
        <translation>In einem Dialog</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>In a review, on the chosen rows</source>
        <translation>In einer Prüfung, für die gewählten Zeilen</translation>
    </message>
    <message>
        <source>Shorten to a date</source>
        <translation>Auf ein Datum kürzen</translation>
    </message>
    <message>
        <source>Reassign it</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>All about the row</source>
        <translation>Alles über die Zeile</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Choose a duration</source>
        <translation>Dauer wählen</translation>
    </message>
    <message>
        <source>1 to 6</source>
        <translation>1 bis 6</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Nächstes Feld</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
</context>
<context>
    <name>ShortenDialog</name>
    <message>
        <source>Shorten {}</source>
        <translation>{} kürzen</translation>
    </message>
    <message>
        <source>Shorten</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Date…</source>
        <translation>Datum…</translation>
    </message>
    <message>
        <source>It ends in</source>
        <translation>Es endet in</translation>
    </message>
    <message>
        <source>Until (date)</source>
        <translation>Bis (Datum)</translation>
    </message>
    <message>
        <source>Type a day before {}, when it ends anyway.</source>
        <translation>Tippe einen Tag vor {}, an dem es ohnehin endet.</translation>
    </message>
    <message>
        <source>until {}</source>
        <translation>bis {}</translation>
    </message>
</context>
<context>
    <name>ShowKeyDialog</name>
    <message>
        <source>Show {}?</source>
        <translation>{} zeigen?</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Den Schlüssel zeigen</translation>
    </message>
    <message>
        <source>A link from outside Keylease leads to this key. Showing it opens nothing, and nothing goes on record.</source>
        <translation>Ein Link von außerhalb von Keylease führt zu diesem Schlüssel. Ihn zu zeigen öffnet nichts, und nichts wird protokolliert.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Clear now</source>
        <translation>Jetzt leeren</translation>
    </message>
    <message>
        <source>Locks in {}</source>
        <translation>Sperrt in {}</translation>
    </message>
    <message>
        <source>{} clears in</source>
        <translation>{} verschwindet in</translation>
    </message>
</context>
<context>
    <name>SuspendDialog</name>
    <message>
        <source>Suspend {}?</source>
        <translation>{} sperren?</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>{} opens nothing and sees nothing new until you let them go on; their access is kept. What they have already seen keeps working until it is replaced.</source>
        <translation>{} öffnet nichts und sieht nichts Neues, bis du wieder zulässt; der Zugang bleibt erhalten. Schon Gesehenes gilt, bis es ersetzt ist.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why (optional, on record)</source>
        <translation>Warum (freiwillig, im Protokoll)</translation>
    </message>
    <message>
        <source>Suspending…</source>
        <translation>Wird gesperrt…</translation>
    </message>
</context>
<context>
    <name>TeamServerCard</name>
    <message>
        <source>Move to a team server…</source>
        <translation>Auf einen Teamserver umziehen…</translation>
    </message>
    <message>
        <source>Host from here…</source>
        <translation>Von hier aus bereitstellen…</translation>
    </message>
    <message>
        <source>Stop hosting</source>
        <translation>Bereitstellen beenden</translation>
    </message>
    <message>
        <source>Copy the link for colleagues</source>
        <translation>Link für andere kopieren</translation>
    </message>
    <message>
        <source>I have a link to the team…</source>
        <translation>Ich habe einen Link zum Team…</translation>
    </message>
    <message>
        <source>One team at a time is hosted from here: stop hosting the other one first.</source>
        <translation>Von hier aus wird nur ein Team bereitgestellt: beende das andere zuerst.</translation>
    </message>
    <message>
        <source>The link is copied. It is no secret; colleagues open it under Settings, Team.</source>
        <translation>Der Link ist kopiert. Er ist kein Geheimnis; die anderen öffnen ihn unter Einstellungen, Team.</translation>
    </message>
    <message>
        <source>Move to a team server</source>
        <translation>Auf einen Teamserver umziehen</translation>
    </message>
    <message>
        <source>Host from this computer</source>
        <translation>Von diesem Computer aus bereitstellen</translation>
    </message>
</context>
<context>
    <name>TeamService</name>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt…</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo, {} s</source>
        <translation>Rückgängig, {} s</translation>
    </message>
</context>
<context>
    <name>TodayPresenter</name>
    <message>
        <source>Renewing the key for names…</source>
        <translation>Der Schlüssel für Namen wird erneuert…</translation>
    </message>
    <message>
        <source>The key for names is renewed.</source>
        <translation>Der Schlüssel für Namen ist erneuert.</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>What needs doing</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>All done</source>
        <translation>Alles getan</translation>
    </message>
    <message>
        <source>Requests, ends and overdue replacements show up here by themselves.</source>
        <translation>Anfragen, Enden und überfällige Ersetzungen erscheinen hier von selbst.</translation>
    </message>
    <message>
        <source>Reading what there is to do</source>
        <translation>Es wird gelesen, was zu tun ist</translation>
    </message>
    <message>
        <source>Show {} more</source>
        <translation>{} weitere zeigen</translation>
    </message>
    <message>
        <source>See what happened</source>
        <translation>Sehen, was geschah</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Clear the clipboard</source>
        <translation>Zwischenablage leeren</translation>
    </message>
    <message>
        <source>Show Keylease</source>
        <translation>Keylease zeigen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Clear the clipboard ({} s)</source>
        <translation>Zwischenablage leeren ({} s)</translation>
    </message>
    <message>
        <source>Clipboard clears in {} s</source>
        <translation>Zwischenablage leert sich in {} s</translation>
    </message>
</context>
<context>
    <name>ValuePresenter</name>
    <message>
        <source>Copying {}…</source>
        <translation>{} wird kopiert…</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
</context>
<context>
    <name>WaitingScreen</name>
    <message>
        <source>You have joined and wait to be let in</source>
        <translation>Du bist beigetreten und wartest auf Einlass</translation>
    </message>
    <message>
        <source>Call whoever invited you and read these six words to each other. If you both see the same, nobody stands between you; then they let you in and this page goes away by itself.</source>
        <translation>Rufe an, wer dich eingeladen hat, und lest einander diese sechs Wörter vor. Seht ihr beide dieselben, steht niemand zwischen euch; dann wirst du eingelassen, und diese Seite verschwindet von selbst.</translation>
    </message>
    <message>
        <source>Safety words</source>
        <translation>Sicherheitswörter</translation>
    </message>
</context>
<context>
    <name>WhoHasSeen</name>
    <message>
        <source>Who has seen what</source>
        <translation>Wer was gesehen hat</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>My keys</source>
        <translation>Meine Schlüssel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>My requests</source>
        <translation>Meine Anfragen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Services &amp; CI</source>
        <translation>Dienste &amp; CI</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Leak check</source>
        <translation>Lecksuche</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Hosted from this computer</source>
        <translation>Von diesem Computer aus bereitgestellt</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>{} things to make safe</source>
        <translation>{} Sachen zu sichern</translation>
    </message>
    <message>
        <source>{} thing to make safe</source>
        <translation>{} Sache zu sichern</translation>
    </message>
    <message>
        <source>{} risk</source>
        <translation>{} Risiko</translation>
    </message>
    <message>
        <source>{} risks</source>
        <translation>{} Risiken</translation>
    </message>
    <message>
        <source>The evidence lies in {}.</source>
        <translation>Der Beweis liegt in {}.</translation>
    </message>
    <message>
        <source>Go to {}</source>
        <translation>Zu {}</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>_ChipButton</name>
    <message>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
</context>
<context>
    <name>_KeysHeader</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>_LatelyPart</name>
    <message>
        <source>All activity</source>
        <translation>Alle Aktivität</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>_OpeningsPart</name>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>Nothing was opened in the last 30 days.</source>
        <translation>In den letzten 30 Tagen wurde nichts geöffnet.</translation>
    </message>
</context>
<context>
    <name>_PeopleHeader</name>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
</context>
<context>
    <name>_ReviewCard</name>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
</context>
<context>
    <name>_ReviewPart</name>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>_ServicePanel</name>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>About this service</source>
        <translation>Über diesen Dienst</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Nothing is shared with it: it opens nothing.</source>
        <translation>Nichts ist mit ihm geteilt: Er öffnet nichts.</translation>
    </message>
    <message>
        <source>Keys {}</source>
        <translation>Schlüssel {}</translation>
    </message>
</context>
</TS>
