# ROBOCZE TŁUMACZENIE: PRZED PUBLIKACJĄ MUSI JE PRZECZYTAĆ I POPRAWIĆ OSOBA, DLA KTÓREJ POLSKI JEST JĘZYKIEM OJCZYSTYM.
# First draft, to be reviewed by a native speaker. Not used until campaign.yaml names the language.
# Format: Project Fluent, https://projectfluent.org/fluent/guide/
#
# - Imiona i nazwiska nie są odmieniane: stoją osobno, na początku wiersza albo po dwukropku.
# - W pełnej dacie miesiąc stoi w dopełniaczu («7 września 2020 r.»), bez dnia w mianowniku («wrzesień 2020 r.»):
#   dlatego tam, gdzie znany jest tylko miesiąc lub rok, data stoi po dwukropku.
# - Data kończy się na «r.» i nie ma po niej drugiej kropki.
# - O uwolnionych i zmarłych tylko w czasie przeszłym, bez «wolność dla» i «za kratami».

## Daty

date-day =
    { $day } { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    } { $year } r.
date-month = { date-month-name } { $year } r.
date-year = { $year } r.
date-month-name =
    { $month ->
        [1] styczeń
        [2] luty
        [3] marzec
        [4] kwiecień
        [5] maj
        [6] czerwiec
        [7] lipiec
        [8] sierpień
        [9] wrzesień
        [10] październik
        [11] listopad
       *[12] grudzień
    }
date-span = { $from } – { $to }

## Kto

who = { $name }, { $role }
both-names = { $name } ({ $other })
in-memory-of = Pamiętamy: { $who }

category-activist =
    { $gender ->
        [F] aktywistka
        [M] aktywista
       *[other] działalność społeczna
    }
category-artist =
    { $gender ->
        [F] artystka
        [M] artysta
       *[other] sztuka
    }
category-blogger =
    { $gender ->
        [F] blogerka
        [M] bloger
       *[other] blog
    }
category-human-rights-defender =
    { $gender ->
        [F] obrończyni praw człowieka
        [M] obrońca praw człowieka
       *[other] obrona praw człowieka
    }
category-journalist =
    { $gender ->
        [F] dziennikarka
        [M] dziennikarz
       *[other] dziennikarstwo
    }
category-lawyer =
    { $gender ->
        [F] prawniczka
        [M] prawnik
       *[other] prawo
    }
category-politician =
    { $gender ->
        [F] polityczka
        [M] polityk
       *[other] polityka
    }
category-student =
    { $gender ->
        [F] studentka
        [M] student
       *[other] studia
    }

## Uwięzienie teraz: tylko o osobach, które są w więzieniu

imprisoned-since-days =
    W więzieniu od { $date }: { $days ->
        [one] { $days } dzień
        [few] { $days } dni
        [many] { $days } dni
       *[other] { $days } dnia
    }
imprisoned-since =
    { $precision ->
        [day] W więzieniu od { $date }
       *[other] W więzieniu. Zatrzymanie: { $date }
    }
imprisoned = W więzieniu
card-imprisoned-days =
    { $days ->
        [one] { $days } dzień
        [few] { $days } dni
        [many] { $days } dni
       *[other] { $days } dnia
    } w więzieniu

## Co się wydarzyło

born =
    { $precision ->
        [day]
            { $gender ->
                [F] Urodzona { $date }
                [M] Urodzony { $date }
               *[other] Data urodzenia: { $date }
            }
       *[other] Urodzenie: { $date }
    }
detained =
    { $precision ->
        [day]
            { $gender ->
                [F] Zatrzymana { $date }
                [M] Zatrzymany { $date }
               *[other] Zatrzymanie: { $date }
            }
       *[other] Zatrzymanie: { $date }
    }
held-days =
    { $gender ->
        [F] Spędziła w więzieniu
        [M] Spędził w więzieniu
       *[other] Czas w więzieniu:
    } { $days ->
        [one] { $days } dzień
        [few] { $days } dni
        [many] { $days } dni
       *[other] { $days } dnia
    }
released =
    { $precision ->
        [day]
            { $gender ->
                [F] Uwolniona { $date }
                [M] Uwolniony { $date }
               *[other] Uwolnienie: { $date }
            }
       *[other] Uwolnienie: { $date }
    }
released-deported =
    { $precision ->
        [day]
            { $gender ->
                [F] Uwolniona i deportowana { $date }
                [M] Uwolniony i deportowany { $date }
               *[other] Uwolnienie i deportacja: { $date }
            }
       *[other] Uwolnienie i deportacja: { $date }
    }
released-sentence-served =
    { $precision ->
        [day]
            { $gender ->
                [F] Zwolniona po odbyciu kary { $date }
                [M] Zwolniony po odbyciu kary { $date }
               *[other] Zwolnienie po odbyciu kary: { $date }
            }
       *[other] Zwolnienie po odbyciu kary: { $date }
    }
released-exchanged =
    { $precision ->
        [day]
            { $gender ->
                [F] Uwolniona w ramach wymiany { $date }
                [M] Uwolniony w ramach wymiany { $date }
               *[other] Uwolnienie w ramach wymiany: { $date }
            }
       *[other] Uwolnienie w ramach wymiany: { $date }
    }
released-pardoned =
    { $precision ->
        [day]
            { $gender ->
                [F] Ułaskawiona i uwolniona { $date }
                [M] Ułaskawiony i uwolniony { $date }
               *[other] Ułaskawienie i uwolnienie: { $date }
            }
       *[other] Ułaskawienie i uwolnienie: { $date }
    }
released-in-belarus =
    { $precision ->
        [day]
            { $gender ->
                [F] Uwolniona w Białorusi { $date }
                [M] Uwolniony w Białorusi { $date }
               *[other] Uwolnienie w Białorusi: { $date }
            }
       *[other] Uwolnienie w Białorusi: { $date }
    }
released-left-country =
    { $precision ->
        [day]
            { $gender ->
                [F] Uwolniona { $date }, potem wyjechała z Białorusi
                [M] Uwolniony { $date }, potem wyjechał z Białorusi
               *[other] Uwolnienie: { $date }, potem wyjazd z Białorusi
            }
       *[other] Uwolnienie: { $date }, potem wyjazd z Białorusi
    }
died =
    { $precision ->
        [day]
            { $gender ->
                [F] Zmarła { $date }
                [M] Zmarł { $date }
               *[other] Data śmierci: { $date }
            }
       *[other] Śmierć: { $date }
    }
died-in-custody =
    { $precision ->
        [day]
            { $gender ->
                [F] Zmarła w uwięzieniu { $date }
                [M] Zmarł w uwięzieniu { $date }
               *[other] Śmierć w uwięzieniu: { $date }
            }
       *[other] Śmierć w uwięzieniu: { $date }
    }

## Wyroki

term-years =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    }
term-months =
    { $months ->
        [one] { $months } miesiąc
        [few] { $months } miesiące
        [many] { $months } miesięcy
       *[other] { $months } miesiąca
    }
term-both = { $years } { $months }
term-fine = { $term } i grzywna
term-in-year = { $term } ({ $year } r.)
term-changed = { $term }, później zmieniony na { $changed }
term-added = { $term }, później jeszcze { $more }
term-extended = { $term }, później przedłużony
sentence = Wyrok: { $terms }
sentences = Wyroki: { $terms }

## Wiadomość o uwolnieniu, sprostowania, wycofane wpisy

freed = Uwolnienie: { $who }
correction = Sprostowanie do naszego wpisu z dnia { $date } Teraz wiadomo:
correction-short = Sprostowanie do wpisu z dnia { $date }:
withdrawn = Ten wpis został wycofany decyzją kampanii.
card-withdrawn = Ten wpis został wycofany

## Dzień jednej osoby: wiersze wpisu, który ukazuje się tego samego dnia

birthday-today =
    Dziś kończy { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    }
birthday-today-imprisoned =
    Urodziny w więzieniu: dziś kończy { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    }
detained-years-ago =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } temu, { $date }: { $gender ->
        [F] zatrzymana
        [M] zatrzymany
       *[other] zatrzymanie
    }
sentenced-years-ago =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } temu, { $date }: { $gender ->
        [F] skazana przez sąd
        [M] skazany przez sąd
       *[other] wyrok sądu
    }
half-term = Połowa kary, licząc od zatrzymania: { $from } – { $to }

## To samo na listach i kartach: po dwukropku, bez czasownika i bez rodzaju

note-birthday =
    urodziny, { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    }
note-birthday-imprisoned =
    urodziny w więzieniu, { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    }
note-days-since-arrest =
    { $days ->
        [one] { $days } dzień
        [few] { $days } dni
        [many] { $days } dni
       *[other] { $days } dnia
    } od zatrzymania
note-arrest =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } od zatrzymania
note-sentence =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } od wyroku
note-release =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } od uwolnienia
note-death =
    { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } od śmierci
note-half-term = połowa kary, licząc od zatrzymania { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (od { $date })
note-on-day = { $day }: { $note }

## Dzień kilku osób

joint = Imiona tego dnia, { $date }
joint-entry = { $names }: { $note }
joint-status = { $names }. { $status }
more-people =
    i jeszcze { $people ->
        [one] { $people } osoba
        [few] { $people } osoby
        [many] { $people } osób
       *[other] { $people } osoby
    }

## Dni, które kampania upamiętnia

marked-years =
    { $date }: { $years ->
        [one] { $years } rok
        [few] { $years } lata
        [many] { $years } lat
       *[other] { $years } roku
    } od tego dnia
marked-first = Pierwszy raz: { $year } r.

## Petycje

petition-open = Petycja jest otwarta do podpisu
petition-closed = Podpisy nie są już zbierane
petition-won = To, czego domagała się petycja, zostało osiągnięte
petition-deadline =
    { $days ->
        [0] Podpisy zbierane są do dziś, { $date }
        [one] Podpisy zbierane są do { $date }: pozostał { $days } dzień
        [few] Podpisy zbierane są do { $date }: pozostały { $days } dni
        [many] Podpisy zbierane są do { $date }: pozostało { $days } dni
       *[other] Podpisy zbierane są do { $date }: pozostało { $days } dnia
    }
petition-signatures =
    { $signatures ->
        [one] { $signatures } podpis
        [few] { $signatures } podpisy
        [many] { $signatures } podpisów
       *[other] { $signatures } podpisu
    }, stan na { $date }
petition-target =
    Potrzeba: { $signatures ->
        [one] { $signatures } podpis
        [few] { $signatures } podpisy
        [many] { $signatures } podpisów
       *[other] { $signatures } podpisu
    }

## Cotygodniowy post o hasztagach

report-head = Posty z naszymi hasztagami, { $from } – { $to }
report-more =
    i jeszcze { $hashtags ->
        [one] { $hashtags } hasztag
        [few] { $hashtags } hasztagi
        [many] { $hashtags } hasztagów
       *[other] { $hashtags } hasztagu
    }
report-whole = { $network }: w całości
report-hours = { $network }: { $covered } z { $hours } godzin
report-seen-by =
    { $network }: według { $servers ->
        [one] { $servers } serwera
        [few] { $servers } serwerów
        [many] { $servers } serwerów
       *[other] { $servers } serwera
    }
report-seen-by-hours =
    { $network }: według { $servers ->
        [one] { $servers } serwera
        [few] { $servers } serwerów
        [many] { $servers } serwerów
       *[other] { $servers } serwera
    }, { $covered } z { $hours } godzin
report-channels = { $network }: kanałów: { $channels }
report-as-of = Stan na { $time }

## Zmiana liczb

count-women =
    { $women ->
        [one] { $women } więźniarka polityczna
        [few] { $women } więźniarki polityczne
        [many] { $women } więźniarek politycznych
       *[other] { $women } więźniarki politycznej
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } pracownik mediów
        [few] { $journalists } pracowników mediów
        [many] { $journalists } pracowników mediów
       *[other] { $journalists } pracownika mediów
    }
count-all =
    { $all ->
        [one] { $all } więzień polityczny
        [few] { $all } więźniów politycznych
        [many] { $all } więźniów politycznych
       *[other] { $all } więźnia politycznego
    }
# Za kobietami albo pracownikami mediów.
count-in-total =
    { $all ->
        [one] łącznie { $all }
        [few] łącznie { $all }
        [many] łącznie { $all }
       *[other] łącznie { $all }
    }
count-as-of = stan na { $date }
count-counted-by = Liczy: { $counter }
count-changed = { $figure }: { $change } od { $date }

## Na jaki dzień

as-of =
    { $precision ->
        [day] Stan na { $date }
       *[other] Stan: { $date }
    }
as-of-memory =
    { $precision ->
        [day] Stan na { $date }
       *[other] Stan: { $date }
    }
as-of-between = Stan z różnych dni: { $from } – { $to }
card-in-memory = Pamiętamy

## Bot w Telegramie: co odpowiada czytelnikom

bot-warning = Jeśli jesteś w Białorusi: nie pisz do tego bota, nie subskrybuj kanału, nie reaguj na posty. Może to tam zostać ukarane. Usuń ten czat.
bot-privacy = Ten bot niczego o tobie nie przechowuje: ani numeru, ani imienia, ani języka, ani tego, co piszesz. Nikogo nie liczy się imiennie. Ale Telegram wie, że tu pisano, a czat zostaje w telefonie, dopóki go nie usuniesz.
bot-error = Coś poszło nie tak. Spróbuj ponownie za minutę.
bot-busy = Za dużo pytań naraz. Poczekaj minutę.
bot-description =
    Jeśli jesteś w Białorusi: nie pisz tutaj, nie subskrybuj, nie reaguj. Może to tam zostać ukarane.

    Bot odpowiada o więźniach politycznych Białorusi i niczego nie przechowuje o pytających.
bot-short-description = W Białorusi nie pisz tutaj. Odpowiedzi o więźniach politycznych; o pytających nic nie jest przechowywane.
bot-command-start = ostrzeżenie i co potrafi bot
bot-command-help = o co można zapytać
bot-command-privacy = co bot wie o tobie: nic
bot-command-count = ilu więźniów politycznych, kto liczył i kiedy
bot-command-prisoner = o jednej osobie: dodaj imię i nazwisko w dowolnej pisowni
bot-command-today = o kim są dzisiejsze wpisy
bot-command-next = rocznice najbliższych dni
bot-command-random = ktoś przypadkiem
bot-command-actions = akcje solidarności; dodaj kraj lub miasto
bot-command-petitions = petycje
bot-command-hashtags = hasztagi kampanii
bot-command-language = inny język
bot-command-about = co to jest i skąd są informacje

bot-name-hint = Albo po prostu wyślij imię lub nazwisko w dowolnej pisowni.
bot-care = Jeśli jesteś w Białorusi, nie bierz udziału: można tam zostać za to ukaranym.
bot-old-button = Ten przycisk już donikąd nie prowadzi. Oto, o co można zapytać.

## Przyciski bota: jedno lub dwa słowa

button-menu = Menu
button-count = Liczby
button-today = Dzisiaj
button-next = Najbliższe dni
button-random = Przypadkiem
button-another = Inne imię
button-actions = Akcje
button-petitions = Petycje
button-hashtags = Hasztagi
button-privacy = Prywatność
button-about = O bocie
button-language = Język
button-forward = Dalej →
button-back = ← Wstecz
button-chart = Wykres: { $counter }

## Liczby bota: każda obok daty i tego, kto liczył

count-head = Więźniowie polityczni Białorusi w liczbach
count-note = Organizacje liczą różnie i tutaj ich liczby nie są porównywane. Liczba może rosnąć, choć ludzie są zwalniani: niektórzy zostają uznani za więźniów politycznych później.
count-none = Nie ma tu jeszcze żadnej liczby.
figure-total = Wszyscy
figure-women = Kobiety
figure-journalists = Dziennikarze i pracownicy mediów
figure-is = { $figure }: { $number }
figure-at-least = co najmniej { $number }
figure-by = Liczyli: { $counter }, { $date }
figure-before = Wcześniej: { $number }, { $date }
figure-before-changed = Wcześniej: { $number }, { $date }; zmiana od tego czasu: { $change }
chart-head = Więźniowie polityczni Białorusi. Liczyli: { $counter }
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Puste kółka: co najmniej tylu

## Bot o ludziach

prisoner-ask = Napisz po komendzie imię lub nazwisko w dowolnej pisowni.
prisoner-example = Na przykład: /prisoner { $name }
prisoner-choice = O kogo chodzi?
prisoner-perhaps = Czy chodzi o tę osobę?
prisoner-none = Nikogo takiego tu nie ma.
prisoner-try = Spróbuj samego nazwiska, innej pisowni albo imienia i nazwiska. Na tej liście nie ma jeszcze wszystkich.
recorded-imprisoned = Ostatnie informacje, { $date }: w więzieniu
recorded-unconfirmed = Jak jest dzisiaj, nie potwierdzono, dlatego nic się tu o tym nie mówi.
born-in-year = ur. { $year } r.
sources-are = Źródła: { $sources }
letter-how = Jak napisać list: { $page }

## Bot o dniach

today-head = Dzisiaj, { $date }
today-none = Dzisiejszego wpisu nie można jeszcze pokazać.
next-head = Najbliższe dni
next-none = W najbliższych tygodniach nie ma takich dni.
random-none = Nie ma dzisiaj nikogo, o kim można opowiedzieć.

## Bot o akcjach, petycjach, hasztagach

actions-head = Akcje solidarności
actions-claimed = { $campaign }: { $figures } (stan: { $date })
actions-listed = Wymienione tu osobno: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } akcja
        [few] { $actions } akcje
        [many] { $actions } akcji
       *[other] { $actions } akcji
    }
cities-number =
    { $cities ->
        [one] { $cities } miasto
        [few] { $cities } miasta
        [many] { $cities } miast
       *[other] { $cities } miasta
    }
countries-number =
    { $countries ->
        [one] { $countries } kraj
        [few] { $countries } kraje
        [many] { $countries } krajów
       *[other] { $countries } kraju
    }
actions-how = Wybierz kraj albo dodaj do komendy kraj lub miasto.
actions-none = Dla tego miejsca nie ma tu żadnej akcji.
date-unknown = data nieznana
place-unknown = Nie podano miejsca

petitions-head = Petycje
petitions-none = Nie ma tu teraz otwartych petycji.
petition-counter = Liczy: { $counter }
petition-languages = Języki strony: { $languages }

hashtags-head = Hasztagi, które śledzi kampania
hashtags-earlier = Wezwania z poprzednich lat i losy tych osób:
hashtags-none = Kampania nie śledzi teraz żadnych hasztagów.
hashtags-uncounted = Jak często są używane, jeszcze nie policzono.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } post
        [few] { $posts } posty
        [many] { $posts } postów
       *[other] { $posts } posta
    }
hashtags-days = W nawiasach: każdy dzień, { $from } – { $to }, ostatni do teraz. „–”: nikt nie słuchał.
hashtags-covers = Co obejmują te liczby (czas: { $zone }):
hashtags-complete = { $network }: w całości od { $since }, stan na { $until }
hashtags-seen-by =
    { $network }: według { $servers ->
        [one] { $servers } serwera
        [few] { $servers } serwerów
        [many] { $servers } serwerów
       *[other] { $servers } serwera
    } ({ $names }) od { $since }, stan na { $until }; na innych serwerach może być więcej
hashtags-channel = { $network }, { $channel }: to, co widział nasz bot od { $since }, stan na { $until }, bez jego własnych postów; o usunięciach boty się nie dowiadują
hashtags-partly = { $network }: znane tylko częściowo
hashtags-not-counted = { $network }: nie liczy się
hashtags-gap = – luka: { $from } – { $to }, nikt nie słuchał
hashtags-gap-partly = – luka: { $from } – { $to }, znane częściowo
hashtags-later = – { $tag }: od { $since }
hashtags-more-gaps =
    – i { $gaps ->
        [one] { $gaps } luka
        [few] { $gaps } luki
        [many] { $gaps } luk
       *[other] { $gaps } luki
    } wcześniej
hashtags-how = Każdy post liczy się raz, posty kampanii też; podania dalej się nie liczą.

## Bot o sobie

language-head = Język
language-note = Przyciski pod odpowiedzią zachowują jej język. Na to, co piszesz, bot odpowiada w języku twojego Telegrama, bo nic o tobie nie przechowuje.
about-sources = Wszystko tutaj pochodzi z publicznych źródeł; /prisoner i /count je podają. Jeśli źródła nie mówią, jak jest dzisiaj, bot też tego nie mówi.
about-people = Kto nie chce być wymieniony, sam lub jego rodzina, tego tu nie ma; nikt nie pyta o powód.
