# ERSTER ENTWURF: MUSS VOR DER VERÖFFENTLICHUNG VON JEMANDEM MIT DEUTSCH ALS MUTTERSPRACHE DURCHGESEHEN WERDEN.
# First draft, to be reviewed by a native speaker. Not used until campaign.yaml names the language.
# Format: Project Fluent, https://projectfluent.org/fluent/guide/
#
# - Namen werden nicht gebeugt: sie stehen allein, am Anfang der Zeile oder nach einem Doppelpunkt.
# - Von Freigelassenen und Toten nur in der Vergangenheit, ohne „Freiheit für“ und „in Haft“.

## Daten

date-day = { $day }. { date-month-name } { $year }
date-month = { date-month-name } { $year }
date-year = { $year }
date-month-name =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
date-span = { $from } – { $to }

## Wer

who = { $name }, { $role }
both-names = { $name } ({ $other })
in-memory-of = Wir erinnern an: { $who }

category-activist =
    { $gender ->
        [F] Aktivistin
        [M] Aktivist
       *[other] Aktivismus
    }
category-artist =
    { $gender ->
        [F] Künstlerin
        [M] Künstler
       *[other] Kunst
    }
category-blogger =
    { $gender ->
        [F] Bloggerin
        [M] Blogger
       *[other] Blog
    }
category-human-rights-defender =
    { $gender ->
        [F] Menschenrechtsverteidigerin
        [M] Menschenrechtsverteidiger
       *[other] Verteidigung der Menschenrechte
    }
category-journalist =
    { $gender ->
        [F] Journalistin
        [M] Journalist
       *[other] Journalismus
    }
category-lawyer =
    { $gender ->
        [F] Juristin
        [M] Jurist
       *[other] Recht
    }
category-politician =
    { $gender ->
        [F] Politikerin
        [M] Politiker
       *[other] Politik
    }
category-student =
    { $gender ->
        [F] Studentin
        [M] Student
       *[other] Studium
    }

## Haft, jetzt: nur von Menschen, die in Haft sind

imprisoned-since-days =
    In Haft seit dem { $date }: { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
imprisoned-since =
    { $precision ->
        [day] In Haft seit dem { $date }
       *[other] In Haft. Festnahme: { $date }
    }
imprisoned = In Haft
card-imprisoned-days =
    { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } in Haft

## Was geschah

born =
    { $precision ->
        [day]
            { $gender ->
                [F] Geboren am { $date }
                [M] Geboren am { $date }
               *[other] Geboren am { $date }
            }
       *[other] Geboren: { $date }
    }
detained =
    { $precision ->
        [day]
            { $gender ->
                [F] Festgenommen am { $date }
                [M] Festgenommen am { $date }
               *[other] Festgenommen am { $date }
            }
       *[other] Festnahme: { $date }
    }
held-days =
    Dauer der Haft: { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
released =
    { $precision ->
        [day]
            { $gender ->
                [F] Freigelassen am { $date }
                [M] Freigelassen am { $date }
               *[other] Freigelassen am { $date }
            }
       *[other] Freilassung: { $date }
    }
released-deported =
    { $precision ->
        [day]
            { $gender ->
                [F] Freigelassen und abgeschoben am { $date }
                [M] Freigelassen und abgeschoben am { $date }
               *[other] Freigelassen und abgeschoben am { $date }
            }
       *[other] Freilassung und Abschiebung: { $date }
    }
released-sentence-served =
    { $precision ->
        [day]
            { $gender ->
                [F] Nach Verbüßung der Strafe freigelassen am { $date }
                [M] Nach Verbüßung der Strafe freigelassen am { $date }
               *[other] Nach Verbüßung der Strafe freigelassen am { $date }
            }
       *[other] Freilassung nach Verbüßung der Strafe: { $date }
    }
released-exchanged =
    { $precision ->
        [day]
            { $gender ->
                [F] Bei einem Austausch freigelassen am { $date }
                [M] Bei einem Austausch freigelassen am { $date }
               *[other] Bei einem Austausch freigelassen am { $date }
            }
       *[other] Freilassung bei einem Austausch: { $date }
    }
released-pardoned =
    { $precision ->
        [day]
            { $gender ->
                [F] Begnadigt und freigelassen am { $date }
                [M] Begnadigt und freigelassen am { $date }
               *[other] Begnadigt und freigelassen am { $date }
            }
       *[other] Begnadigung und Freilassung: { $date }
    }
released-in-belarus =
    { $precision ->
        [day]
            { $gender ->
                [F] In Belarus freigelassen am { $date }
                [M] In Belarus freigelassen am { $date }
               *[other] In Belarus freigelassen am { $date }
            }
       *[other] Freilassung in Belarus: { $date }
    }
released-left-country =
    { $precision ->
        [day]
            { $gender ->
                [F] Freigelassen am { $date }, danach aus Belarus ausgereist
                [M] Freigelassen am { $date }, danach aus Belarus ausgereist
               *[other] Freigelassen am { $date }, danach aus Belarus ausgereist
            }
       *[other] Freilassung: { $date }, danach Ausreise aus Belarus
    }
died =
    { $precision ->
        [day]
            { $gender ->
                [F] Gestorben am { $date }
                [M] Gestorben am { $date }
               *[other] Gestorben am { $date }
            }
       *[other] Gestorben: { $date }
    }
died-in-custody =
    { $precision ->
        [day]
            { $gender ->
                [F] In der Haft gestorben am { $date }
                [M] In der Haft gestorben am { $date }
               *[other] In der Haft gestorben am { $date }
            }
       *[other] In der Haft gestorben: { $date }
    }

## Urteile

term-years =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }
term-months =
    { $months ->
        [one] { $months } Monat
       *[other] { $months } Monate
    }
term-both = { $years } { $months }
term-fine = { $term } und eine Geldstrafe
term-in-year = { $term } ({ $year })
term-changed = { $term }, später geändert in { $changed }
term-added = { $term }, später weitere { $more }
term-extended = { $term }, später verlängert
sentence = Urteil: { $terms }
sentences = Urteile: { $terms }

## Die Nachricht von einer Freilassung, Berichtigungen, zurückgezogene Beiträge

freed = Freigelassen: { $who }
correction = Berichtigung zu unserem Beitrag vom { $date }. Jetzt bekannt:
correction-short = Berichtigung zum Beitrag vom { $date }:
withdrawn = Dieser Beitrag wurde auf Beschluss der Kampagne zurückgezogen.
card-withdrawn = Dieser Beitrag wurde zurückgezogen

## Ein Tag eines Menschen: Zeilen eines Beitrags, der am Tag selbst erscheint

birthday-today = Wird heute { $years } Jahre alt
birthday-today-imprisoned = Wird heute { $years } Jahre alt, in Haft
detained-years-ago =
    Vor { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahren
    }, am { $date }, festgenommen
sentenced-years-ago =
    Vor { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahren
    }, am { $date }, verurteilt
half-term = Hälfte der Strafe, gerechnet ab der Festnahme: { $from } – { $to }

## Dasselbe in Listen und auf Karten: nach einem Doppelpunkt, ohne Verb und ohne Geschlecht

note-birthday =
    Geburtstag, { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }
note-birthday-imprisoned =
    Geburtstag in Haft, { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }
note-days-since-arrest =
    { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } seit der Festnahme
note-arrest =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    } seit der Festnahme
note-sentence =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    } seit dem Urteil
note-release =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    } seit der Freilassung
note-death =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    } seit dem Tod
note-half-term = Hälfte der Strafe, gerechnet ab der Festnahme am { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (seit dem { $date })
note-on-day = { $day }: { $note }

## Ein Tag mehrerer Menschen

joint = Die Namen dieses Tages, { $date }
joint-entry = { $names }: { $note }
joint-status = { $names }. { $status }
more-people =
    und { $people ->
        [one] { $people } weitere Person
       *[other] { $people } weitere Personen
    }

## Tage, an die die Kampagne erinnert

marked-years =
    { $date }: { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    } seit jenem Tag
marked-first = Zum ersten Mal begangen: { $year }

## Petitionen

petition-open = Offen für Unterschriften
petition-closed = Es werden keine Unterschriften mehr gesammelt
petition-won = Was die Petition fordert, ist erreicht
petition-deadline =
    { $days ->
        [0] Offen für Unterschriften bis heute, { $date }
        [one] Offen für Unterschriften bis zum { $date }: noch { $days } Tag
       *[other] Offen für Unterschriften bis zum { $date }: noch { $days } Tage
    }
petition-signatures =
    { $signatures ->
        [one] { $signatures } Unterschrift
       *[other] { $signatures } Unterschriften
    }, Stand: { $date }
petition-target =
    Gebraucht: { $signatures ->
        [one] { $signatures } Unterschrift
       *[other] { $signatures } Unterschriften
    }

## Der wöchentliche Beitrag über die Hashtags

report-head = Beiträge mit unseren Hashtags, { $from } – { $to }
report-more =
    und { $hashtags ->
        [one] { $hashtags } weiterer Hashtag
       *[other] { $hashtags } weitere Hashtags
    }
report-whole = { $network }: vollständig
report-hours = { $network }: { $covered } von { $hours } Stunden
report-seen-by =
    { $network }: laut { $servers ->
        [one] { $servers } Server
       *[other] { $servers } Servern
    }
report-seen-by-hours =
    { $network }: laut { $servers ->
        [one] { $servers } Server
       *[other] { $servers } Servern
    }, { $covered } von { $hours } Stunden
report-channels =
    { $network }: in { $channels ->
        [one] { $channels } Kanal
       *[other] { $channels } Kanälen
    }
report-as-of = Stand { $time }

## Eine Änderung der Zahlen

count-women =
    { $women ->
        [one] { $women } politische Gefangene (Frauen)
       *[other] { $women } politische Gefangene (Frauen)
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } Medienschaffende
       *[other] { $journalists } Medienschaffende
    }
count-all =
    { $all ->
        [one] { $all } politische Gefangene
       *[other] { $all } politische Gefangene
    }
# Hinter den Frauen oder den Medienschaffenden.
count-in-total =
    { $all ->
        [one] insgesamt { $all }
       *[other] insgesamt { $all }
    }
count-as-of = Stand: { $date }
count-counted-by = Gezählt von: { $counter }
count-changed = { $figure }: { $change } (Vergleich: { $date })

## Stand

as-of =
    { $precision ->
        [day] Stand vom { $date }
       *[other] Stand: { $date }
    }
as-of-memory =
    { $precision ->
        [day] Stand vom { $date }
       *[other] Stand: { $date }
    }
as-of-between = Stand: { $from } bis { $to }
card-in-memory = Wir erinnern

## Der Bot in Telegram: was Lesenden geantwortet wird

bot-warning = Wenn du in Belarus bist: Schreib diesem Bot nicht, abonniere den Kanal nicht, reagiere nicht auf Beiträge. Das kann dort bestraft werden. Lösche diesen Chat.
bot-privacy = Dieser Bot behält nichts über dich: weder Nummer noch Namen, weder Sprache noch das, was du schreibst. Niemand wird namentlich gezählt. Aber Telegram weiß, dass du hier geschrieben hast, und der Chat bleibt auf deinem Telefon, bis du ihn löschst.
bot-error = Hier ist etwas schiefgegangen. Bitte versuche es in einer Minute noch einmal.
bot-busy = Das war viel auf einmal. Bitte warte eine Minute.
bot-description =
    Wenn du in Belarus bist: Schreib hier nicht, abonniere nicht, reagiere nicht. Das kann dort bestraft werden.

    Der Bot antwortet zu den politischen Gefangenen in Belarus und behält nichts über die, die fragen.
bot-short-description = In Belarus hier nicht schreiben. Antworten zu politischen Gefangenen; über Fragende bleibt nichts.
bot-command-start = die Warnung, und was der Bot kann
bot-command-help = was man fragen kann
bot-command-privacy = was der Bot über dich weiß: nichts
bot-command-count = wie viele politische Gefangene, wer gezählt hat und wann
bot-command-prisoner = über einen Menschen: Namen in beliebiger Schreibweise dazuschreiben
bot-command-today = um wen es in den Beiträgen von heute geht
bot-command-next = Jahrestage der kommenden Tage
bot-command-random = irgendjemand
bot-command-actions = Solidaritätsaktionen; Land oder Stadt dazuschreiben
bot-command-petitions = Petitionen
bot-command-hashtags = die Hashtags der Kampagne
bot-command-language = andere Sprache
bot-command-about = was das ist und woher die Angaben stammen

bot-name-hint = Oder einfach einen Namen schicken, in beliebiger Schreibweise.
bot-care = Wer in Belarus ist, sollte nicht mitmachen: Das kann dort bestraft werden.
bot-old-button = Dieser Knopf führt nirgendwohin mehr. Danach kann gefragt werden:

## Die Knöpfe des Bots: ein, zwei Wörter

button-menu = Menü
button-count = Zahlen
button-today = Heute
button-next = Kommende Tage
button-random = Irgendjemand
button-another = Anderer Name
button-actions = Aktionen
button-petitions = Petitionen
button-hashtags = Hashtags
button-privacy = Datenschutz
button-about = Über den Bot
button-language = Sprache
button-forward = Weiter →
button-back = ← Zurück
button-chart = Diagramm: { $counter }

## Die Zahlen des Bots: jede mit ihrem Datum und mit dem, der gezählt hat

count-head = Politische Gefangene von Belarus in Zahlen
count-note = Es wird verschieden gezählt, und die Zahlen werden hier nicht verglichen. Eine Zahl kann steigen, obwohl Menschen freikommen: Manche werden erst später als politische Gefangene anerkannt.
count-none = Hier ist noch keine Zahl verzeichnet.
figure-total = Alle
figure-women = Frauen
figure-journalists = Journalisten und Medienschaffende
figure-is = { $figure }: { $number }
figure-at-least = mindestens { $number }
figure-by = Zählung: { $counter }, { $date }
figure-before = Davor: { $number }, { $date }
figure-before-changed = Davor: { $number }, { $date }; Änderung seitdem: { $change }
chart-head = Politische Gefangene von Belarus. Zählung: { $counter }
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Leere Kreise: mindestens so viele

## Der Bot über Menschen

prisoner-ask = Bitte nach dem Befehl einen Namen schreiben, in beliebiger Schreibweise.
prisoner-example = Zum Beispiel: /prisoner { $name }
prisoner-choice = Wer ist gemeint?
prisoner-perhaps = Ist dieser Mensch gemeint?
prisoner-none = Unter diesem Namen ist hier niemand verzeichnet.
prisoner-try = Vielleicht nur der Nachname, eine andere Schreibweise oder Vor- und Nachname? Auf dieser Liste stehen noch nicht alle.
recorded-imprisoned = Letzter bekannter Stand, { $date }: in Haft
recorded-unconfirmed = Wie es heute steht, ist nicht bestätigt; deshalb steht hier nichts darüber.
born-in-year = Jahrgang { $year }
sources-are = Quellen: { $sources }
letter-how = Wie man einen Brief schreibt: { $page }

## Der Bot über Tage

today-head = Heute, { $date }
today-none = Von heute kann hier noch kein Beitrag gezeigt werden.
next-head = Kommende Tage
next-none = Für die kommenden Wochen ist kein solcher Tag verzeichnet.
random-none = Heute gibt es niemanden, über den etwas gesagt werden darf.

## Der Bot über Aktionen, Petitionen, Hashtags

actions-head = Solidaritätsaktionen
actions-claimed = { $campaign }: { $figures } (Stand: { $date })
actions-listed = Hier einzeln verzeichnet: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } Aktion
       *[other] { $actions } Aktionen
    }
cities-number =
    { $cities ->
        [one] { $cities } Stadt
       *[other] { $cities } Städte
    }
countries-number =
    { $countries ->
        [one] { $countries } Land
       *[other] { $countries } Länder
    }
actions-how = Bitte ein Land wählen, oder ein Land oder eine Stadt zum Befehl dazuschreiben.
actions-none = Für diesen Ort ist hier keine Aktion verzeichnet.
date-unknown = Datum nicht bekannt
place-unknown = Ort nicht genannt

petitions-head = Petitionen
petitions-none = Hier ist zurzeit keine offene Petition verzeichnet.
petition-counter = Zählung: { $counter }
petition-languages = Sprachen der Seite: { $languages }

hashtags-head = Hashtags, die die Kampagne verfolgt
hashtags-earlier = Aufrufe früherer Jahre, und was aus den Menschen wurde:
hashtags-none = Die Kampagne verfolgt zurzeit keine Hashtags.
hashtags-uncounted = Wie oft sie benutzt werden, wird noch nicht gezählt.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } Beitrag
       *[other] { $posts } Beiträge
    }
hashtags-days = In Klammern: jeder Tag, { $from } – { $to }, der letzte bis jetzt. „–“: niemand hat zugehört.
hashtags-covers = Was diese Zahlen umfassen (Zeiten in { $zone }):
hashtags-complete = { $network }: vollständig seit { $since }, Stand { $until }
hashtags-seen-by =
    { $network }: wie { $servers ->
        [one] { $servers } Server es zeigt
       *[other] { $servers } Server es zeigen
    } ({ $names }), seit { $since }, Stand { $until }; andere Server können mehr haben
hashtags-channel = { $network }, { $channel }: was unser Bot gesehen hat seit { $since }, Stand { $until }, ohne seine eigenen Beiträge; von Löschungen erfahren Bots nichts
hashtags-partly = { $network }: nur zum Teil bekannt
hashtags-not-counted = { $network }: nicht gezählt
hashtags-gap = – Lücke: { $from } – { $to }, niemand hat zugehört
hashtags-gap-partly = – Lücke: { $from } – { $to }, zum Teil bekannt
hashtags-later = – { $tag }: seit { $since }
hashtags-more-gaps =
    – und { $gaps ->
        [one] { $gaps } Lücke
       *[other] { $gaps } Lücken
    } davor
hashtags-how = Jeder Beitrag zählt einmal, auch die der Kampagne; geteilte Beiträge zählen nicht.

## Der Bot über sich

language-head = Sprache
language-note = Die Knöpfe unter einer Antwort behalten deren Sprache. Was geschrieben wird, beantwortet der Bot in der Sprache des eigenen Telegram, denn er merkt sich nichts.
about-sources = Alles hier stammt aus öffentlichen Quellen; /prisoner und /count nennen sie. Wo die Quellen nicht sagen, wie es heute steht, sagt es auch der Bot nicht.
about-people = Wer nicht genannt werden will, oder wessen Familie es nicht will, kommt hier nicht vor; nach einem Grund fragt niemand.
