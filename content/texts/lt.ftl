# PIRMAS JUODRAŠTIS: PRIEŠ SKELBIANT JĮ TURI PERSKAITYTI IR PATAISYTI ŽMOGUS, KURIO GIMTOJI KALBA YRA LIETUVIŲ.
# First draft, to be reviewed by a native speaker. Not used until campaign.yaml names the language.
# Format: Project Fluent, https://projectfluent.org/fluent/guide/
#
# - Vardai nelinksniuojami: jie stovi atskirai, eilutės pradžioje arba po dvitaškio.
# - Mėnuo su diena yra kilmininko linksnio («2020 m. rugsėjo 7 d.»), be dienos – vardininko («2020 m. rugsėjis»):
#   todėl ten, kur žinomas tik mėnuo arba metai, data stovi po dvitaškio.
# - Data baigiasi «d.» arba «m.», antro taško po jos nėra.
# - Apie paleistus ir mirusius – tik būtuoju laiku, be «laisvę» ir «už grotų».

## Datos

date-day =
    { $year } m. { $month ->
        [1] sausio
        [2] vasario
        [3] kovo
        [4] balandžio
        [5] gegužės
        [6] birželio
        [7] liepos
        [8] rugpjūčio
        [9] rugsėjo
        [10] spalio
        [11] lapkričio
       *[12] gruodžio
    } { $day } d.
date-month = { $year } m. { date-month-name }
date-year = { $year } m.
date-month-name =
    { $month ->
        [1] sausis
        [2] vasaris
        [3] kovas
        [4] balandis
        [5] gegužė
        [6] birželis
        [7] liepa
        [8] rugpjūtis
        [9] rugsėjis
        [10] spalis
        [11] lapkritis
       *[12] gruodis
    }
date-span = { $from } – { $to }

## Kas

who = { $name }, { $role }
both-names = { $name } ({ $other })
in-memory-of = Prisimename: { $who }

category-activist =
    { $gender ->
        [F] aktyvistė
        [M] aktyvistas
       *[other] visuomeninė veikla
    }
category-artist =
    { $gender ->
        [F] menininkė
        [M] menininkas
       *[other] menas
    }
category-blogger =
    { $gender ->
        [F] tinklaraštininkė
        [M] tinklaraštininkas
       *[other] tinklaraštis
    }
category-human-rights-defender =
    { $gender ->
        [F] žmogaus teisių gynėja
        [M] žmogaus teisių gynėjas
       *[other] žmogaus teisių gynimas
    }
category-journalist =
    { $gender ->
        [F] žurnalistė
        [M] žurnalistas
       *[other] žurnalistika
    }
category-lawyer =
    { $gender ->
        [F] teisininkė
        [M] teisininkas
       *[other] teisė
    }
category-politician =
    { $gender ->
        [F] politikė
        [M] politikas
       *[other] politika
    }
category-student =
    { $gender ->
        [F] studentė
        [M] studentas
       *[other] studijos
    }

## Kalinimas dabar: tik apie tuos, kas yra kalėjime

imprisoned-since-days =
    Kalėjime nuo { $date }: { $days ->
        [one] { $days } diena
        [few] { $days } dienos
        [many] { $days } dienos
       *[other] { $days } dienų
    }
imprisoned-since =
    { $precision ->
        [day] Kalėjime nuo { $date }
       *[other] Kalėjime. Sulaikymas: { $date }
    }
imprisoned = Kalėjime
card-imprisoned-days =
    Kalėjime: { $days ->
        [one] { $days } diena
        [few] { $days } dienos
        [many] { $days } dienos
       *[other] { $days } dienų
    }

## Kas įvyko

born =
    { $precision ->
        [day]
            { $gender ->
                [F] Gimė { $date }
                [M] Gimė { $date }
               *[other] Gimė { $date }
            }
       *[other] Gimimas: { $date }
    }
detained =
    { $precision ->
        [day]
            { $gender ->
                [F] Sulaikyta { $date }
                [M] Sulaikytas { $date }
               *[other] Sulaikymas: { $date }
            }
       *[other] Sulaikymas: { $date }
    }
held-days =
    Laikas kalėjime: { $days ->
        [one] { $days } diena
        [few] { $days } dienos
        [many] { $days } dienos
       *[other] { $days } dienų
    }
released =
    { $precision ->
        [day]
            { $gender ->
                [F] Paleista { $date }
                [M] Paleistas { $date }
               *[other] Paleidimas: { $date }
            }
       *[other] Paleidimas: { $date }
    }
released-deported =
    { $precision ->
        [day]
            { $gender ->
                [F] Paleista ir deportuota { $date }
                [M] Paleistas ir deportuotas { $date }
               *[other] Paleidimas ir deportacija: { $date }
            }
       *[other] Paleidimas ir deportacija: { $date }
    }
released-sentence-served =
    { $precision ->
        [day]
            { $gender ->
                [F] Paleista atlikus bausmę { $date }
                [M] Paleistas atlikus bausmę { $date }
               *[other] Paleidimas atlikus bausmę: { $date }
            }
       *[other] Paleidimas atlikus bausmę: { $date }
    }
released-exchanged =
    { $precision ->
        [day]
            { $gender ->
                [F] Paleista apsikeičiant kaliniais { $date }
                [M] Paleistas apsikeičiant kaliniais { $date }
               *[other] Paleidimas apsikeičiant kaliniais: { $date }
            }
       *[other] Paleidimas apsikeičiant kaliniais: { $date }
    }
released-pardoned =
    { $precision ->
        [day]
            { $gender ->
                [F] Suteikta malonė ir paleista { $date }
                [M] Suteikta malonė ir paleistas { $date }
               *[other] Malonė ir paleidimas: { $date }
            }
       *[other] Malonė ir paleidimas: { $date }
    }
released-in-belarus =
    { $precision ->
        [day]
            { $gender ->
                [F] Paleista Baltarusijoje { $date }
                [M] Paleistas Baltarusijoje { $date }
               *[other] Paleidimas Baltarusijoje: { $date }
            }
       *[other] Paleidimas Baltarusijoje: { $date }
    }
released-left-country =
    { $precision ->
        [day]
            { $gender ->
                [F] Paleista { $date }, vėliau išvyko iš Baltarusijos
                [M] Paleistas { $date }, vėliau išvyko iš Baltarusijos
               *[other] Paleidimas: { $date }, vėliau išvykimas iš Baltarusijos
            }
       *[other] Paleidimas: { $date }, vėliau išvykimas iš Baltarusijos
    }
died =
    { $precision ->
        [day]
            { $gender ->
                [F] Mirė { $date }
                [M] Mirė { $date }
               *[other] Mirė { $date }
            }
       *[other] Mirtis: { $date }
    }
died-in-custody =
    { $precision ->
        [day]
            { $gender ->
                [F] Mirė nelaisvėje { $date }
                [M] Mirė nelaisvėje { $date }
               *[other] Mirė nelaisvėje { $date }
            }
       *[other] Mirtis nelaisvėje: { $date }
    }

## Nuosprendžiai

term-years =
    { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    }
term-months =
    { $months ->
        [one] { $months } mėnuo
        [few] { $months } mėnesiai
        [many] { $months } mėnesio
       *[other] { $months } mėnesių
    }
term-both = { $years } { $months }
term-fine = { $term } ir bauda
term-in-year = { $term } ({ $year } m.)
term-changed = { $term }, vėliau pakeista: { $changed }
term-added = { $term }, vėliau dar { $more }
term-extended = { $term }, vėliau pratęsta
sentence = Nuosprendis: { $terms }
sentences = Nuosprendžiai: { $terms }

## Žinia apie paleidimą, pataisymai, atšaukti įrašai

freed = Paleidimas: { $who }
correction = Mūsų { $date } įrašo pataisymas. Dabar žinoma:
correction-short = { $date } įrašo pataisymas:
withdrawn = Šis įrašas atšauktas kampanijos sprendimu.
card-withdrawn = Šis įrašas atšauktas

## Vieno žmogaus diena: įrašo, kuris skelbiamas tą pačią dieną, eilutės

birthday-today =
    Šiandien sukanka { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    }
birthday-today-imprisoned =
    Gimtadienis kalėjime: šiandien sukanka { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    }
detained-years-ago =
    Prieš { $years ->
        [one] { $years } metus
        [few] { $years } metus
        [many] { $years } metų
       *[other] { $years } metų
    }, { $date }: { $gender ->
        [F] sulaikyta
        [M] sulaikytas
       *[other] sulaikymas
    }
sentenced-years-ago =
    Prieš { $years ->
        [one] { $years } metus
        [few] { $years } metus
        [many] { $years } metų
       *[other] { $years } metų
    }, { $date }: { $gender ->
        [F] nuteista
        [M] nuteistas
       *[other] nuosprendis
    }
half-term = Pusė bausmės, skaičiuojant nuo sulaikymo: { $from } – { $to }

## Tas pats sąrašuose ir kortelėse: po dvitaškio, be veiksmažodžio ir be giminės

note-birthday =
    gimtadienis, { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    }
note-birthday-imprisoned =
    gimtadienis kalėjime, { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    }
note-days-since-arrest =
    { $days ->
        [one] { $days } diena
        [few] { $days } dienos
        [many] { $days } dienos
       *[other] { $days } dienų
    } nuo sulaikymo
note-arrest =
    { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    } nuo sulaikymo
note-sentence =
    { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    } nuo nuosprendžio
note-release =
    { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    } nuo paleidimo
note-death =
    { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    } nuo mirties
note-half-term = pusė bausmės, skaičiuojant nuo sulaikymo { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (nuo { $date })
note-on-day = { $day }: { $note }

## Kelių žmonių diena

joint = Šios dienos vardai, { $date }
joint-entry = { $names }: { $note }
joint-status = { $names }. { $status }
more-people =
    ir dar { $people ->
        [one] { $people } žmogus
        [few] { $people } žmonės
        [many] { $people } žmogaus
       *[other] { $people } žmonių
    }

## Dienos, kurias mini kampanija

marked-years =
    { $date }: { $years ->
        [one] { $years } metai
        [few] { $years } metai
        [many] { $years } metų
       *[other] { $years } metų
    } nuo tos dienos
marked-first = Pirmą kartą paminėta { $year } m.

## Peticijos

petition-open = Peticiją galima pasirašyti
petition-closed = Parašai nebėra renkami
petition-won = Tai, ko peticija siekė, pasiekta
petition-deadline =
    { $days ->
        [0] Parašai renkami iki šiandien, { $date }
        [one] Parašai renkami iki { $date } Liko { $days } diena
        [few] Parašai renkami iki { $date } Liko { $days } dienos
        [many] Parašai renkami iki { $date } Liko { $days } dienos
       *[other] Parašai renkami iki { $date } Liko { $days } dienų
    }
petition-signatures =
    { $date } duomenimis: { $signatures ->
        [one] { $signatures } parašas
        [few] { $signatures } parašai
        [many] { $signatures } parašo
       *[other] { $signatures } parašų
    }
petition-target =
    Reikia: { $signatures ->
        [one] { $signatures } parašas
        [few] { $signatures } parašai
        [many] { $signatures } parašo
       *[other] { $signatures } parašų
    }

## Savaitinis įrašas apie grotažymes

report-head = Įrašai su mūsų grotažymėmis, { $from } – { $to }
report-more =
    ir dar { $hashtags ->
        [one] { $hashtags } grotažymė
        [few] { $hashtags } grotažymės
        [many] { $hashtags } grotažymės
       *[other] { $hashtags } grotažymių
    }
report-whole = { $network }: visiškai
report-hours = { $network }: { $covered } iš { $hours } valandų
report-seen-by =
    { $network }: kaip mato { $servers ->
        [one] { $servers } serveris
        [few] { $servers } serveriai
        [many] { $servers } serverio
       *[other] { $servers } serverių
    }
report-seen-by-hours =
    { $network }: kaip mato { $servers ->
        [one] { $servers } serveris
        [few] { $servers } serveriai
        [many] { $servers } serverio
       *[other] { $servers } serverių
    }, { $covered } iš { $hours } valandų
report-channels = { $network }: kanalų: { $channels }
report-as-of = { $time } duomenimis

## Skaičių pokytis

count-women =
    { $women ->
        [one] { $women } politinė kalinė
        [few] { $women } politinės kalinės
        [many] { $women } politinės kalinės
       *[other] { $women } politinių kalinių moterų
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } žiniasklaidos darbuotojas
        [few] { $journalists } žiniasklaidos darbuotojai
        [many] { $journalists } žiniasklaidos darbuotojo
       *[other] { $journalists } žiniasklaidos darbuotojų
    }
count-all =
    { $all ->
        [one] { $all } politinis kalinys
        [few] { $all } politiniai kaliniai
        [many] { $all } politinio kalinio
       *[other] { $all } politinių kalinių
    }
# Po moterų arba žiniasklaidos darbuotojų.
count-in-total =
    { $all ->
        [one] iš viso { $all }
        [few] iš viso { $all }
        [many] iš viso { $all }
       *[other] iš viso { $all }
    }
count-as-of = { $date } duomenys
count-counted-by = Skaičiuoja: { $counter }
count-changed = { $figure }: { $change } nuo { $date }

## Kurios dienos duomenys

as-of = Duomenys: { $date }
as-of-memory = Duomenys: { $date }
as-of-between = Duomenys: { $from } – { $to }
card-in-memory = Prisimename

## Telegram robotas: kas atsakoma skaitytojams

bot-warning = Jei esate Baltarusijoje: nerašykite šiam robotui, neprenumeruokite kanalo, nereaguokite į įrašus. Už tai ten gali bausti. Ištrinkite šį pokalbį.
bot-privacy = Šis robotas nieko apie jus nesaugo: nei numerio, nei vardo, nei kalbos, nei to, ką rašote. Niekas neskaičiuojamas vardais. Tačiau „Telegram“ žino, kad čia rašėte, o pokalbis lieka jūsų telefone, kol jo neištrinsite.
bot-error = Kažkas nepavyko. Pabandykite dar kartą po minutės.
bot-busy = Per daug klausimų iš karto. Palaukite minutę.
bot-description =
    Jei esate Baltarusijoje: nerašykite čia, neprenumeruokite, nereaguokite. Už tai ten gali bausti.

    Robotas atsako apie Baltarusijos politinius kalinius ir nieko nesaugo apie klausiančius.
bot-short-description = Baltarusijoje čia nerašykite. Atsakymai apie politinius kalinius; apie klausiančius nieko nesaugoma.
bot-command-start = įspėjimas ir ką moka robotas
bot-command-help = ko galima klausti
bot-command-privacy = ką robotas žino apie jus: nieko
bot-command-count = kiek politinių kalinių, kas skaičiavo ir kada
bot-command-prisoner = apie vieną žmogų: pridėkite vardą bet kokia rašyba
bot-command-today = apie ką šiandienos įrašai
bot-command-next = artimiausių dienų sukaktys
bot-command-random = kas nors atsitiktinai
bot-command-actions = solidarumo akcijos; pridėkite šalį arba miestą
bot-command-petitions = peticijos
bot-command-hashtags = kampanijos grotažymės
bot-command-language = kita kalba
bot-command-about = kas tai yra ir iš kur žinios

bot-name-hint = Arba tiesiog atsiųskite vardą bet kokia rašyba.
bot-care = Jei esate Baltarusijoje, nedalyvaukite: už tai ten gali bausti.
bot-old-button = Šis mygtukas jau niekur neveda. Štai ko galima paklausti.

## Boto mygtukai: vienas ar du žodžiai

button-menu = Meniu
button-count = Skaičiai
button-today = Šiandien
button-next = Artimiausios dienos
button-random = Atsitiktinai
button-another = Kitas vardas
button-actions = Akcijos
button-petitions = Peticijos
button-hashtags = Grotažymės
button-privacy = Privatumas
button-about = Apie botą
button-language = Kalba
button-forward = Toliau →
button-back = ← Atgal
button-chart = Diagrama: { $counter }

## Boto skaičiai: kiekvienas su data ir su tuo, kas skaičiavo

count-head = Baltarusijos politiniai kaliniai skaičiais
count-note = Organizacijos skaičiuoja skirtingai, ir jų skaičiai čia nelyginami. Skaičius gali augti, nors žmonės ir paleidžiami: kai kurie politiniais kaliniais pripažįstami vėliau.
count-none = Čia dar nėra nė vieno skaičiaus.
figure-total = Iš viso
figure-women = Moterys
figure-journalists = Žurnalistai ir žiniasklaidos darbuotojai
figure-is = { $figure }: { $number }
figure-at-least = ne mažiau kaip { $number }
figure-by = Skaičiavo: { $counter }, { $date }
figure-before = Anksčiau: { $number }, { $date }
figure-before-changed = Anksčiau: { $number }, { $date }; pokytis nuo tada: { $change }
chart-head = Baltarusijos politiniai kaliniai. Skaičiavo: { $counter }
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Tušti apskritimai: ne mažiau kaip tiek

## Botas apie žmones

prisoner-ask = Po komandos parašykite vardą bet kokia rašyba.
prisoner-example = Pavyzdžiui: /prisoner { $name }
prisoner-choice = Ką turite omenyje?
prisoner-perhaps = Ar turite omenyje šį žmogų?
prisoner-none = Tokio vardo čia nėra.
prisoner-try = Pabandykite vien pavardę, kitą rašybą arba vardą su pavarde. Šiame sąraše dar ne visi.
recorded-imprisoned = Paskutinės žinios, { $date }: įkalinimas
recorded-unconfirmed = Kaip yra šiandien, nepatvirtinta, todėl čia apie tai nieko nesakoma.
born-in-year = gim. { $year } m.
sources-are = Šaltiniai: { $sources }
letter-how = Kaip parašyti laišką: { $page }

## Botas apie dienas

today-head = Šiandien, { $date }
today-none = Šiandienos įrašo čia dar negalima parodyti.
next-head = Artimiausios dienos
next-none = Artimiausiomis savaitėmis tokių dienų nėra.
random-none = Šiandien nėra nė vieno žmogaus, apie kurį galima pasakoti.

## Botas apie akcijas, peticijas, grotažymes

actions-head = Solidarumo akcijos
actions-claimed = { $campaign }: { $figures } (data: { $date })
actions-listed = Čia išvardyta atskirai: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } akcija
        [few] { $actions } akcijos
        [many] { $actions } akcijos
       *[other] { $actions } akcijų
    }
cities-number =
    { $cities ->
        [one] { $cities } miestas
        [few] { $cities } miestai
        [many] { $cities } miesto
       *[other] { $cities } miestų
    }
countries-number =
    { $countries ->
        [one] { $countries } šalis
        [few] { $countries } šalys
        [many] { $countries } šalies
       *[other] { $countries } šalių
    }
actions-how = Pasirinkite šalį arba pridėkite prie komandos šalį ar miestą.
actions-none = Šiai vietai akcijų čia nėra.
date-unknown = data nežinoma
place-unknown = Vieta neįvardyta

petitions-head = Peticijos
petitions-none = Atvirų peticijų čia dabar nėra.
petition-counter = Skaičiavo: { $counter }
petition-languages = Puslapio kalbos: { $languages }

hashtags-head = Grotažymės, kurias seka kampanija
hashtags-earlier = Ankstesnių metų raginimai ir kas nutiko tiems žmonėms:
hashtags-none = Kampanija dabar neseka jokių grotažymių.
hashtags-uncounted = Kaip dažnai jos vartojamos, dar neskaičiuojama.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } įrašas
        [few] { $posts } įrašai
        [many] { $posts } įrašo
       *[other] { $posts } įrašų
    }
hashtags-days = Skliaustuose: kiekviena diena, { $from } – { $to }, paskutinė iki dabar. „–“: niekas nesiklausė.
hashtags-covers = Ką apima šie skaičiai (laikas: { $zone }):
hashtags-complete = { $network }: visiškai nuo { $since }, { $until } duomenimis
hashtags-seen-by =
    { $network }: kaip mato { $servers ->
        [one] { $servers } serveris
        [few] { $servers } serveriai
        [many] { $servers } serverio
       *[other] { $servers } serverių
    } ({ $names }) nuo { $since }, { $until } duomenimis; kituose serveriuose gali būti daugiau
hashtags-channel = { $network }, { $channel }: ką matė mūsų botas nuo { $since }, { $until } duomenimis, be jo paties įrašų; apie ištrynimus botams nepranešama
hashtags-partly = { $network }: žinoma tik iš dalies
hashtags-not-counted = { $network }: neskaičiuojama
hashtags-gap = – spraga: { $from } – { $to }, niekas nesiklausė
hashtags-gap-partly = – spraga: { $from } – { $to }, žinoma iš dalies
hashtags-later = – { $tag }: nuo { $since }
hashtags-more-gaps =
    – ir { $gaps ->
        [one] { $gaps } spraga
        [few] { $gaps } spragos
        [many] { $gaps } spragos
       *[other] { $gaps } spragų
    } prieš tai
hashtags-how = Kiekvienas įrašas skaičiuojamas vieną kartą, kampanijos įrašai taip pat; pasidalijimai neskaičiuojami.

## Botas apie save

language-head = Kalba
language-note = Mygtukai po atsakymu išlaiko jo kalbą. Į tai, ką rašote, botas atsako jūsų „Telegram“ kalba, nes nieko apie jus nesaugo.
about-sources = Visa, kas čia yra, – iš viešų šaltinių; /prisoner ir /count juos nurodo. Jei šaltiniai nesako, kaip yra šiandien, botas taip pat nesako.
about-people = Kas nenori būti minimas arba kieno šeima to nenori, to čia nėra; priežasties niekas neklausia.
