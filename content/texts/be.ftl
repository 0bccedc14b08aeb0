# Што кажуць допісы і карткі па-беларуску. Фармат: Project Fluent, https://projectfluent.org/fluent/guide/
#
# - Імёны не скланяюцца: яны стаяць асобна, у пачатку радка або пасля двукроп'я.
# - Поўная дата мае месяц у родным склоне («7 верасня 2020 г.»), месяц без дня — у назоўным («верасень 2020 г.»):
#   таму там, дзе вядомы толькі месяц або год, дата стаіць пасля двукроп'я.
# - Дата заканчваецца на «г.», і другой кропкі пасля яе няма.
# - Пра вызваленых і памерлых — толькі ў мінулым часе, без «свабоду» і «за кратамі».

## Даты

date-day =
    { $day } { $month ->
        [1] студзеня
        [2] лютага
        [3] сакавіка
        [4] красавіка
        [5] мая
        [6] чэрвеня
        [7] ліпеня
        [8] жніўня
        [9] верасня
        [10] кастрычніка
        [11] лістапада
       *[12] снежня
    } { $year } г.
date-month = { date-month-name } { $year } г.
date-year = { $year } г.
date-month-name =
    { $month ->
        [1] студзень
        [2] люты
        [3] сакавік
        [4] красавік
        [5] май
        [6] чэрвень
        [7] ліпень
        [8] жнівень
        [9] верасень
        [10] кастрычнік
        [11] лістапад
       *[12] снежань
    }
date-span = { $from } – { $to }

## Хто

who = { $name }, { $role }
both-names = { $name } ({ $other })
in-memory-of = Памятаем: { $who }

category-activist =
    { $gender ->
        [F] актывістка
        [M] актывіст
       *[other] грамадская дзейнасць
    }
category-artist =
    { $gender ->
        [F] мастачка
        [M] мастак
       *[other] мастацтва
    }
category-blogger =
    { $gender ->
        [F] блогерка
        [M] блогер
       *[other] блог
    }
category-human-rights-defender =
    { $gender ->
        [F] праваабаронца
        [M] праваабаронца
       *[other] абарона правоў чалавека
    }
category-journalist =
    { $gender ->
        [F] журналістка
        [M] журналіст
       *[other] журналістыка
    }
category-lawyer =
    { $gender ->
        [F] юрыстка
        [M] юрыст
       *[other] права
    }
category-politician =
    { $gender ->
        [F] палітык
        [M] палітык
       *[other] палітыка
    }
category-student =
    { $gender ->
        [F] студэнтка
        [M] студэнт
       *[other] вучоба
    }

## Зняволенне цяпер: толькі пра тых, хто ў зняволенні

imprisoned-since-days =
    У зняволенні з { $date }: { $days ->
        [one] { $days } дзень
        [few] { $days } дні
        [many] { $days } дзён
       *[other] { $days } дня
    }
imprisoned-since =
    { $precision ->
        [day] У зняволенні з { $date }
       *[other] У зняволенні. Затрыманне: { $date }
    }
imprisoned = У зняволенні
card-imprisoned-days =
    { $days ->
        [one] { $days } дзень у зняволенні
        [few] { $days } дні ў зняволенні
        [many] { $days } дзён у зняволенні
       *[other] { $days } дня ў зняволенні
    }

## Што адбылося

born =
    { $precision ->
        [day]
            { $gender ->
                [F] Нарадзілася { $date }
                [M] Нарадзіўся { $date }
               *[other] Дата нараджэння: { $date }
            }
       *[other] Нараджэнне: { $date }
    }
detained =
    { $precision ->
        [day]
            { $gender ->
                [F] Затрымана { $date }
                [M] Затрыманы { $date }
               *[other] Затрыманне: { $date }
            }
       *[other] Затрыманне: { $date }
    }
held-days =
    { $gender ->
        [F] Правяла ў зняволенні
        [M] Правёў у зняволенні
       *[other] Час у зняволенні:
    } { $days ->
        [one] { $days } дзень
        [few] { $days } дні
        [many] { $days } дзён
       *[other] { $days } дня
    }
released =
    { $precision ->
        [day]
            { $gender ->
                [F] Вызвалена { $date }
                [M] Вызвалены { $date }
               *[other] Вызваленне: { $date }
            }
       *[other] Вызваленне: { $date }
    }
released-deported =
    { $precision ->
        [day]
            { $gender ->
                [F] Вызвалена і дэпартавана { $date }
                [M] Вызвалены і дэпартаваны { $date }
               *[other] Вызваленне і дэпартацыя: { $date }
            }
       *[other] Вызваленне і дэпартацыя: { $date }
    }
released-sentence-served =
    { $precision ->
        [day]
            { $gender ->
                [F] Вызвалена па заканчэнні тэрміну { $date }
                [M] Вызвалены па заканчэнні тэрміну { $date }
               *[other] Вызваленне па заканчэнні тэрміну: { $date }
            }
       *[other] Вызваленне па заканчэнні тэрміну: { $date }
    }
released-exchanged =
    { $precision ->
        [day]
            { $gender ->
                [F] Вызвалена ў выніку абмену { $date }
                [M] Вызвалены ў выніку абмену { $date }
               *[other] Вызваленне ў выніку абмену: { $date }
            }
       *[other] Вызваленне ў выніку абмену: { $date }
    }
released-pardoned =
    { $precision ->
        [day]
            { $gender ->
                [F] Памілавана і вызвалена { $date }
                [M] Памілаваны і вызвалены { $date }
               *[other] Памілаванне і вызваленне: { $date }
            }
       *[other] Памілаванне і вызваленне: { $date }
    }
released-in-belarus =
    { $precision ->
        [day]
            { $gender ->
                [F] Вызвалена ў Беларусі { $date }
                [M] Вызвалены ў Беларусі { $date }
               *[other] Вызваленне ў Беларусі: { $date }
            }
       *[other] Вызваленне ў Беларусі: { $date }
    }
released-left-country =
    { $precision ->
        [day]
            { $gender ->
                [F] Вызвалена { $date }, потым выехала з Беларусі
                [M] Вызвалены { $date }, потым выехаў з Беларусі
               *[other] Вызваленне: { $date }, потым выезд з Беларусі
            }
       *[other] Вызваленне: { $date }, потым выезд з Беларусі
    }
died =
    { $precision ->
        [day]
            { $gender ->
                [F] Памерла { $date }
                [M] Памёр { $date }
               *[other] Дата смерці: { $date }
            }
       *[other] Смерць: { $date }
    }
died-in-custody =
    { $precision ->
        [day]
            { $gender ->
                [F] Памерла ў няволі { $date }
                [M] Памёр у няволі { $date }
               *[other] Смерць у няволі: { $date }
            }
       *[other] Смерць у няволі: { $date }
    }

## Прысуды

term-years =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    }
term-months =
    { $months ->
        [one] { $months } месяц
        [few] { $months } месяцы
        [many] { $months } месяцаў
       *[other] { $months } месяца
    }
term-both = { $years } { $months }
term-fine = { $term } і штраф
term-in-year = { $term } ({ $year } г.)
term-changed = { $term }, потым зменены на { $changed }
term-added = { $term }, потым яшчэ { $more }
term-extended = { $term }, потым тэрмін падоўжаны
sentence = Прысуд: { $terms }
sentences = Прысуды: { $terms }

## Навіна пра вызваленне, выпраўленні, адкліканыя допісы

freed = Вызваленне: { $who }
correction = Выпраўленне да нашага допісу ад { $date } Цяпер вядома:
correction-short = Выпраўленне да допісу ад { $date }:
withdrawn = Гэты допіс адкліканы паводле рашэння кампаніі.
card-withdrawn = Гэты допіс адкліканы

## Дзень аднаго чалавека: радкі допісу, які выходзіць у той самы дзень

# Ніколі не пра памерлых; і гэта не свята.
birthday-today =
    { $gender ->
        [F] Сёння ёй спаўняецца
        [M] Сёння яму спаўняецца
       *[other] Сёння спаўняецца
    } { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    }
birthday-today-imprisoned =
    Дзень нараджэння ў зняволенні: { $gender ->
        [F] сёння ёй спаўняецца
        [M] сёння яму спаўняецца
       *[other] сёння спаўняецца
    } { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    }
detained-years-ago =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    } таму, { $date }, { $gender ->
        [F] яе затрымалі
        [M] яго затрымалі
       *[other] адбылося затрыманне
    }
sentenced-years-ago =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    } таму, { $date }, { $gender ->
        [F] ёй вынеслі прысуд
        [M] яму вынеслі прысуд
       *[other] быў вынесены прысуд
    }
# Ад дня затрымання да сярэдзіны тэрміну.
half-term = Палова тэрміну, калі лічыць ад затрымання: { $from } – { $to }

## Тое ж у спісах і на картках: пасля двукроп'я, без дзеяслова і без роду

# «З дня нараджэння» кажуць пра памерлых, таму тут іначай.
note-birthday =
    дзень нараджэння, { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    }
note-birthday-imprisoned =
    дзень нараджэння ў зняволенні, { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    }
note-days-since-arrest =
    { $days ->
        [one] { $days } дзень
        [few] { $days } дні
        [many] { $days } дзён
       *[other] { $days } дня
    } з дня затрымання
note-arrest =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    } з дня затрымання
note-sentence =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    } з дня прысуду
note-release =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    } з дня вызвалення
note-death =
    { $years ->
        [one] { $years } год
        [few] { $years } гады
        [many] { $years } гадоў
       *[other] { $years } года
    } з дня смерці
note-half-term = палова тэрміну ад затрымання { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (з { $date })
note-on-day = { $day }: { $note }

## Дзень некалькіх чалавек

joint = Імёны гэтага дня, { $date }
joint-entry = { $names }: { $note }
joint-status = { $names }. { $status }
more-people =
    і яшчэ { $people ->
        [one] { $people } чалавек
        [few] { $people } чалавекі
        [many] { $people } чалавек
       *[other] { $people } чалавека
    }

## Дні, якія адзначае кампанія

marked-years =
    { $date }: з таго дня { $years ->
        [one] мінуў { $years } год
        [few] мінулі { $years } гады
        [many] мінула { $years } гадоў
       *[other] мінула { $years } года
    }
marked-first = Упершыню адзначалі ў { $year } г.

## Петыцыі

petition-open = Петыцыя адкрытая для подпісаў
petition-closed = Подпісы больш не збіраюць
petition-won = Тое, чаго дамагалася петыцыя, дасягнута
petition-deadline =
    { $days ->
        [0] Подпісы збіраюць да сёння, { $date }
        [one] Подпісы збіраюць да { $date }: застаўся { $days } дзень
        [few] Подпісы збіраюць да { $date }: засталося { $days } дні
        [many] Подпісы збіраюць да { $date }: засталося { $days } дзён
       *[other] Подпісы збіраюць да { $date }: засталося { $days } дня
    }
petition-signatures =
    { $signatures ->
        [one] { $signatures } подпіс
        [few] { $signatures } подпісы
        [many] { $signatures } подпісаў
       *[other] { $signatures } подпісу
    } на { $date }
petition-target =
    Патрэбна: { $signatures ->
        [one] { $signatures } подпіс
        [few] { $signatures } подпісы
        [many] { $signatures } подпісаў
       *[other] { $signatures } подпісу
    }

## Штотыднёвы допіс пра хэштэгі

report-head = Допісы з нашымі хэштэгамі, { $from } – { $to }
report-more =
    і яшчэ { $hashtags ->
        [one] { $hashtags } хэштэг
        [few] { $hashtags } хэштэгі
        [many] { $hashtags } хэштэгаў
       *[other] { $hashtags } хэштэга
    }
report-whole = { $network }: цалкам
report-hours = { $network }: { $covered } з { $hours } гадзін
report-seen-by =
    { $network }: як бачаць { $servers ->
        [one] { $servers } сервер
        [few] { $servers } серверы
        [many] { $servers } сервераў
       *[other] { $servers } сервера
    }
report-seen-by-hours =
    { $network }: як бачаць { $servers ->
        [one] { $servers } сервер
        [few] { $servers } серверы
        [many] { $servers } сервераў
       *[other] { $servers } сервера
    }, { $covered } з { $hours } гадзін
report-channels = { $network }: каналаў: { $channels }
report-as-of = На { $time }

## Змена лічбаў

count-women =
    { $women ->
        [one] { $women } жанчына-палітзняволеная
        [few] { $women } жанчыны-палітзняволеныя
        [many] { $women } жанчын-палітзняволеных
       *[other] { $women } жанчыны-палітзняволенай
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } работнік медыя
        [few] { $journalists } работнікі медыя
        [many] { $journalists } работнікаў медыя
       *[other] { $journalists } работніка медыя
    }
count-all =
    { $all ->
        [one] { $all } палітзняволены
        [few] { $all } палітзняволеныя
        [many] { $all } палітзняволеных
       *[other] { $all } палітзняволенага
    }
# Пасля жанчын або работнікаў медыя.
count-in-total =
    { $all ->
        [one] усяго { $all }
        [few] усяго { $all }
        [many] усяго { $all }
       *[other] усяго { $all }
    }
count-as-of = на { $date }
count-counted-by = Падлік: { $counter }
# Усе: −3 з 10 сакавіка 2025 г.
count-changed = { $figure }: { $change } з { $date }

## На які дзень

as-of = Звесткі на { $date }
as-of-memory = Звесткі на { $date }
as-of-between = Звесткі за { $from } – { $to }
card-in-memory = Памятаем

## Бот у Telegram: што адказваюць чытачам

bot-warning = Калі вы ў Беларусі: не пішыце гэтаму боту, не падпісвайцеся на канал, не рэагуйце на допісы. За гэта там могуць пакараць. Выдаліце гэты чат.
bot-privacy = Гэты бот нічога пра вас не захоўвае: ні нумара, ні імя, ні мовы, ні таго, што вы пішаце. Ніхто не лічыцца паіменна. Але Telegram ведае, што вы сюды пісалі, і чат застаецца ў вашым тэлефоне, пакуль вы яго не выдаліце.
bot-error = Нешта пайшло не так. Паспрабуйце, калі ласка, праз хвіліну.
bot-busy = Зашмат пытанняў запар. Пачакайце, калі ласка, хвіліну.
bot-description =
    Калі вы ў Беларусі: не пішыце сюды, не падпісвайцеся, не рэагуйце. За гэта там могуць пакараць.

    Бот адказвае пра палітвязняў Беларусі і нічога не захоўвае пра тых, хто пытаецца.
bot-short-description = У Беларусі не пішыце сюды. Адказы пра палітвязняў; пра тых, хто пытаецца, нічога не захоўваецца.
bot-command-start = папярэджанне і што ўмее бот
bot-command-help = пра што можна спытаць
bot-command-privacy = што бот ведае пра вас: нічога
bot-command-count = колькі палітвязняў, хто лічыў і калі
bot-command-prisoner = пра аднаго чалавека: дадайце імя ў любым напісанні
bot-command-today = пра каго сённяшнія допісы
bot-command-next = гадавіны бліжэйшых дзён
bot-command-random = хто-небудзь наўздагад
bot-command-actions = акцыі салідарнасці; дадайце краіну ці горад
bot-command-petitions = петыцыі
bot-command-hashtags = хэштэгі кампаніі
bot-command-language = іншая мова
bot-command-about = што гэта і адкуль звесткі

bot-name-hint = Або проста дашліце імя ў любым напісанні.
bot-care = Калі вы ў Беларусі, не ўдзельнічайце: за гэта там могуць пакараць.
bot-old-button = Гэтая кнопка ўжо нікуды не вядзе. Вось пра што можна спытаць.

## Кнопкі бота: адно-два словы

button-menu = Меню
button-count = Лічбы
button-today = Сёння
button-next = Бліжэйшыя дні
button-random = Наўздагад
button-another = Іншае імя
button-actions = Акцыі
button-petitions = Петыцыі
button-hashtags = Хэштэгі
button-privacy = Прыватнасць
button-about = Пра бот
button-language = Мова
button-forward = Далей →
button-back = ← Назад
button-chart = Графік: { $counter }

## Лічбы бота: кожная побач з датай і з тым, хто лічыў

count-head = Палітвязні Беларусі ў лічбах
count-note = Арганізацыі лічаць па-рознаму, і тут іх лічбы не параўноўваюцца. Лічба можа расці, хоць людзей і вызваляюць: некаторых прызнаюць палітвязнямі пазней.
count-none = Тут пакуль няма ніводнай лічбы.
figure-total = Усяго
figure-women = Жанчыны
figure-journalists = Журналісты і медыяработнікі
figure-is = { $figure }: { $number }
figure-at-least = не менш за { $number }
figure-by = Падлік: { $counter }, { $date }
figure-before = Раней: { $number }, { $date }
figure-before-changed = Раней: { $number }, { $date }; змена з таго часу: { $change }
chart-head = Палітвязні Беларусі. Падлік: { $counter }
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Пустыя кружкі: не менш за столькі

## Бот пра людзей

prisoner-ask = Напішыце пасля каманды імя ў любым напісанні.
prisoner-example = Напрыклад: /prisoner { $name }
prisoner-choice = Каго вы маеце на ўвазе?
prisoner-perhaps = Вы маеце на ўвазе гэтага чалавека?
prisoner-none = Нікога з такім імем тут няма.
prisoner-try = Паспрабуйце толькі прозвішча, іншае напісанне або імя разам з прозвішчам. У гэтым спісе пакуль не ўсе.
recorded-imprisoned = Апошнія звесткі, { $date }: у зняволенні
recorded-unconfirmed = Што цяпер, не пацверджана, таму тут пра гэта нічога не сказана.
born-in-year = { $year } г. н.
sources-are = Крыніцы: { $sources }
letter-how = Як напісаць ліст: { $page }

## Бот пра дні

today-head = Сёння, { $date }
today-none = Сённяшняга допісу паказаць пакуль нельга.
next-head = Бліжэйшыя дні
next-none = На бліжэйшыя тыдні такіх дзён няма.
random-none = Сёння няма нікога, пра каго можна расказаць.

## Бот пра акцыі, петыцыі, хэштэгі

actions-head = Акцыі салідарнасці
actions-claimed = { $campaign }: { $figures } (на { $date })
actions-listed = Тут пералічаныя паасобку: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } акцыя
        [few] { $actions } акцыі
        [many] { $actions } акцый
       *[other] { $actions } акцыі
    }
cities-number =
    { $cities ->
        [one] { $cities } горад
        [few] { $cities } гарады
        [many] { $cities } гарадоў
       *[other] { $cities } горада
    }
countries-number =
    { $countries ->
        [one] { $countries } краіна
        [few] { $countries } краіны
        [many] { $countries } краін
       *[other] { $countries } краіны
    }
actions-how = Выберыце краіну або дадайце да каманды краіну ці горад.
actions-none = Для гэтага месца акцый тут няма.
date-unknown = дата невядомая
place-unknown = Месца не названа

petitions-head = Петыцыі
petitions-none = Адкрытых петыцый тут цяпер няма.
petition-counter = Падлік: { $counter }
petition-languages = Мовы старонкі: { $languages }

hashtags-head = Хэштэгі, за якімі сочыць кампанія
hashtags-earlier = Заклікі мінулых гадоў і што сталася з людзьмі:
hashtags-none = Кампанія цяпер не сочыць за хэштэгамі.
hashtags-uncounted = Як часта іх ужываюць, пакуль не падлічана.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } допіс
        [few] { $posts } допісы
        [many] { $posts } допісаў
       *[other] { $posts } допісу
    }
hashtags-days = У дужках: кожны дзень, { $from } – { $to }, апошні – дагэтуль. «–»: ніхто не слухаў.
hashtags-covers = Што ахопліваюць гэтыя лічбы (час: { $zone }):
hashtags-complete = { $network }: цалкам з { $since }, на { $until }
hashtags-seen-by =
    { $network }: як бачаць { $servers ->
        [one] { $servers } сервер
        [few] { $servers } серверы
        [many] { $servers } сервераў
       *[other] { $servers } сервера
    } ({ $names }) з { $since }, на { $until }; на іншых серверах можа быць больш
hashtags-channel = { $network }, { $channel }: тое, што бачыў наш бот з { $since }, на { $until }, без яго ўласных допісаў; пра выдаленне ботам не паведамляюць
hashtags-partly = { $network }: вядома толькі часткова
hashtags-not-counted = { $network }: не падлічваецца
hashtags-gap = – прагал: { $from } – { $to }, ніхто не слухаў
hashtags-gap-partly = – прагал: { $from } – { $to }, вядома часткова
hashtags-later = – { $tag }: з { $since }
hashtags-more-gaps =
    – і { $gaps ->
        [one] { $gaps } прагал
        [few] { $gaps } прагалы
        [many] { $gaps } прагалаў
       *[other] { $gaps } прагалу
    } да таго
hashtags-how = Кожны допіс лічыцца адзін раз, допісы кампаніі таксама; рэпосты не лічацца.

## Бот пра сябе

language-head = Мова
language-note = Кнопкі пад адказам захоўваюць яго мову. На тое, што вы пішаце, бот адказвае на мове вашага Telegram, бо нічога пра вас не захоўвае.
about-sources = Усё тут з адкрытых крыніц; /prisoner і /count іх называюць. Калі крыніцы не кажуць, што цяпер, бот таксама не кажа.
about-people = Хто не хоча, каб яго называлі, або чыя сям’я гэтага не хоча, таго тут няма; пра прычыну ніхто не пытаецца.
