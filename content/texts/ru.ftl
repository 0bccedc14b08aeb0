# Что говорят посты и карточки по-русски. Формат: Project Fluent, https://projectfluent.org/fluent/guide/
#
# - Имена не склоняются: они стоят отдельно, в начале строки или после двоеточия.
# - В полной дате месяц в родительном падеже («7 сентября 2020 г.»), месяц без дня — в именительном («сентябрь 2020 г.»):
#   поэтому там, где известны только месяц или год, дата стоит после двоеточия.
# - Дата кончается на «г.», и второй точки после неё нет.
# - Об освобождённых и умерших — только в прошедшем времени, без «свободу» и «за решёткой».

## Даты

date-day =
    { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    } { $year } г.
date-month = { date-month-name } { $year } г.
date-year = { $year } г.
date-month-name =
    { $month ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    }
date-span = { $from } – { $to }

## Кто

who = { $name }, { $role }
both-names = { $name } ({ $other })
in-memory-of = Помним: { $who }

category-activist =
    { $gender ->
        [F] активистка
        [M] активист
       *[other] общественная деятельность
    }
category-artist =
    { $gender ->
        [F] художница
        [M] художник
       *[other] искусство
    }
category-blogger =
    { $gender ->
        [F] блогер
        [M] блогер
       *[other] блог
    }
category-human-rights-defender =
    { $gender ->
        [F] правозащитница
        [M] правозащитник
       *[other] защита прав человека
    }
category-journalist =
    { $gender ->
        [F] журналистка
        [M] журналист
       *[other] журналистика
    }
category-lawyer =
    { $gender ->
        [F] юрист
        [M] юрист
       *[other] право
    }
category-politician =
    { $gender ->
        [F] политик
        [M] политик
       *[other] политика
    }
category-student =
    { $gender ->
        [F] студентка
        [M] студент
       *[other] учёба
    }

## Заключение сейчас: только о тех, кто в заключении

imprisoned-since-days =
    В заключении с { $date }: { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
imprisoned-since =
    { $precision ->
        [day] В заключении с { $date }
       *[other] В заключении. Задержание: { $date }
    }
imprisoned = В заключении
card-imprisoned-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    } в заключении

## Что произошло

born =
    { $precision ->
        [day]
            { $gender ->
                [F] Родилась { $date }
                [M] Родился { $date }
               *[other] Дата рождения: { $date }
            }
       *[other] Рождение: { $date }
    }
detained =
    { $precision ->
        [day]
            { $gender ->
                [F] Задержана { $date }
                [M] Задержан { $date }
               *[other] Задержание: { $date }
            }
       *[other] Задержание: { $date }
    }
held-days =
    { $gender ->
        [F] Провела в заключении
        [M] Провёл в заключении
       *[other] Время в заключении:
    } { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
released =
    { $precision ->
        [day]
            { $gender ->
                [F] Освобождена { $date }
                [M] Освобождён { $date }
               *[other] Освобождение: { $date }
            }
       *[other] Освобождение: { $date }
    }
released-deported =
    { $precision ->
        [day]
            { $gender ->
                [F] Освобождена и депортирована { $date }
                [M] Освобождён и депортирован { $date }
               *[other] Освобождение и депортация: { $date }
            }
       *[other] Освобождение и депортация: { $date }
    }
released-sentence-served =
    { $precision ->
        [day]
            { $gender ->
                [F] Освобождена по окончании срока { $date }
                [M] Освобождён по окончании срока { $date }
               *[other] Освобождение по окончании срока: { $date }
            }
       *[other] Освобождение по окончании срока: { $date }
    }
released-exchanged =
    { $precision ->
        [day]
            { $gender ->
                [F] Освобождена в результате обмена { $date }
                [M] Освобождён в результате обмена { $date }
               *[other] Освобождение в результате обмена: { $date }
            }
       *[other] Освобождение в результате обмена: { $date }
    }
released-pardoned =
    { $precision ->
        [day]
            { $gender ->
                [F] Помилована и освобождена { $date }
                [M] Помилован и освобождён { $date }
               *[other] Помилование и освобождение: { $date }
            }
       *[other] Помилование и освобождение: { $date }
    }
released-in-belarus =
    { $precision ->
        [day]
            { $gender ->
                [F] Освобождена в Беларуси { $date }
                [M] Освобождён в Беларуси { $date }
               *[other] Освобождение в Беларуси: { $date }
            }
       *[other] Освобождение в Беларуси: { $date }
    }
released-left-country =
    { $precision ->
        [day]
            { $gender ->
                [F] Освобождена { $date }, затем уехала из Беларуси
                [M] Освобождён { $date }, затем уехал из Беларуси
               *[other] Освобождение: { $date }, затем отъезд из Беларуси
            }
       *[other] Освобождение: { $date }, затем отъезд из Беларуси
    }
died =
    { $precision ->
        [day]
            { $gender ->
                [F] Умерла { $date }
                [M] Умер { $date }
               *[other] Дата смерти: { $date }
            }
       *[other] Смерть: { $date }
    }
died-in-custody =
    { $precision ->
        [day]
            { $gender ->
                [F] Умерла в заключении { $date }
                [M] Умер в заключении { $date }
               *[other] Смерть в заключении: { $date }
            }
       *[other] Смерть в заключении: { $date }
    }

## Приговоры

term-years =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    }
term-months =
    { $months ->
        [one] { $months } месяц
        [few] { $months } месяца
        [many] { $months } месяцев
       *[other] { $months } месяца
    }
term-both = { $years } { $months }
term-fine = { $term } и штраф
term-in-year = { $term } ({ $year } г.)
term-changed = { $term }, затем изменён на { $changed }
term-added = { $term }, затем ещё { $more }
term-extended = { $term }, затем срок продлён
sentence = Приговор: { $terms }
sentences = Приговоры: { $terms }

## Новость об освобождении, исправления, отозванные посты

freed = Освобождение: { $who }
correction = Исправление к нашему посту от { $date } Сейчас известно:
correction-short = Исправление к посту от { $date }:
withdrawn = Этот пост отозван по решению кампании.
card-withdrawn = Этот пост отозван

## День одного человека: строки поста, который выходит в тот самый день

# Никогда не об умерших; и это не праздник.
birthday-today =
    { $gender ->
        [F] Сегодня ей исполняется
        [M] Сегодня ему исполняется
       *[other] Сегодня исполняется
    } { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    }
birthday-today-imprisoned =
    День рождения в заключении: { $gender ->
        [F] сегодня ей исполняется
        [M] сегодня ему исполняется
       *[other] сегодня исполняется
    } { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    }
detained-years-ago =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    } назад, { $date }, { $gender ->
        [F] её задержали
        [M] его задержали
       *[other] произошло задержание
    }
sentenced-years-ago =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    } назад, { $date }, { $gender ->
        [F] ей вынесли приговор
        [M] ему вынесли приговор
       *[other] был вынесен приговор
    }
# От дня задержания до середины срока.
half-term = Половина срока, если считать от задержания: { $from } – { $to }

## То же в списках и на карточках: после двоеточия, без глагола и без рода

# «Со дня рождения» говорят об умерших, поэтому здесь иначе.
note-birthday =
    день рождения, { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    }
note-birthday-imprisoned =
    день рождения в заключении, { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    }
note-days-since-arrest =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    } со дня задержания
note-arrest =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    } со дня задержания
note-sentence =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    } со дня приговора
note-release =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    } со дня освобождения
note-death =
    { $years ->
        [one] { $years } год
        [few] { $years } года
        [many] { $years } лет
       *[other] { $years } года
    } со дня смерти
note-half-term = половина срока от задержания { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (с { $date })
note-on-day = { $day }: { $note }

## День нескольких человек

joint = Имена этого дня, { $date }
joint-entry = { $names }: { $note }
joint-status = { $names }. { $status }
more-people =
    и ещё { $people ->
        [one] { $people } человек
        [few] { $people } человека
        [many] { $people } человек
       *[other] { $people } человека
    }

## Дни, которые отмечает кампания

marked-years =
    { $date }: с того дня { $years ->
        [one] прошёл { $years } год
        [few] прошло { $years } года
        [many] прошло { $years } лет
       *[other] прошло { $years } года
    }
marked-first = Впервые отмечали в { $year } г.

## Петиции

petition-open = Петиция открыта для подписей
petition-closed = Подписи больше не собирают
petition-won = То, чего добивалась петиция, достигнуто
petition-deadline =
    { $days ->
        [0] Подписи собирают до сегодняшнего дня, { $date }
        [one] Подписи собирают до { $date }: остался { $days } день
        [few] Подписи собирают до { $date }: осталось { $days } дня
        [many] Подписи собирают до { $date }: осталось { $days } дней
       *[other] Подписи собирают до { $date }: осталось { $days } дня
    }
petition-signatures =
    { $signatures ->
        [one] { $signatures } подпись
        [few] { $signatures } подписи
        [many] { $signatures } подписей
       *[other] { $signatures } подписи
    } на { $date }
petition-target =
    Нужно: { $signatures ->
        [one] { $signatures } подпись
        [few] { $signatures } подписи
        [many] { $signatures } подписей
       *[other] { $signatures } подписи
    }

## Еженедельный пост о хештегах

report-head = Посты с нашими хештегами, { $from } – { $to }
report-more =
    и ещё { $hashtags ->
        [one] { $hashtags } хештег
        [few] { $hashtags } хештега
        [many] { $hashtags } хештегов
       *[other] { $hashtags } хештега
    }
report-whole = { $network }: полностью
report-hours = { $network }: { $covered } из { $hours } часов
report-seen-by =
    { $network }: как видят { $servers ->
        [one] { $servers } сервер
        [few] { $servers } сервера
        [many] { $servers } серверов
       *[other] { $servers } сервера
    }
report-seen-by-hours =
    { $network }: как видят { $servers ->
        [one] { $servers } сервер
        [few] { $servers } сервера
        [many] { $servers } серверов
       *[other] { $servers } сервера
    }, { $covered } из { $hours } часов
report-channels = { $network }: каналов: { $channels }
report-as-of = На { $time }

## Перемена чисел

count-women =
    { $women ->
        [one] { $women } женщина-политзаключённая
        [few] { $women } женщины-политзаключённые
        [many] { $women } женщин-политзаключённых
       *[other] { $women } женщины-политзаключённой
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } сотрудник СМИ
        [few] { $journalists } сотрудника СМИ
        [many] { $journalists } сотрудников СМИ
       *[other] { $journalists } сотрудника СМИ
    }
count-all =
    { $all ->
        [one] { $all } политзаключённый
        [few] { $all } политзаключённых
        [many] { $all } политзаключённых
       *[other] { $all } политзаключённого
    }
# После женщин или сотрудников СМИ.
count-in-total =
    { $all ->
        [one] всего { $all }
        [few] всего { $all }
        [many] всего { $all }
       *[other] всего { $all }
    }
count-as-of = на { $date }
count-counted-by = Подсчёт: { $counter }
# Все: −3 с 10 марта 2025 г.
count-changed = { $figure }: { $change } с { $date }

## На какой день

as-of = Сведения на { $date }
as-of-memory = Сведения на { $date }
as-of-between = Сведения за { $from } – { $to }
card-in-memory = Помним

## Бот в Telegram: что отвечают читателям

bot-warning = Если вы в Беларуси: не пишите этому боту, не подписывайтесь на канал, не реагируйте на посты. За это там могут наказать. Удалите этот чат.
bot-privacy = Этот бот ничего о вас не хранит: ни номера, ни имени, ни языка, ни того, что вы пишете. Никто не считается поимённо. Но Telegram знает, что вы сюда писали, и чат остаётся в вашем телефоне, пока вы его не удалите.
bot-error = Что-то пошло не так. Попробуйте, пожалуйста, через минуту.
bot-busy = Слишком много вопросов подряд. Подождите, пожалуйста, минуту.
bot-description =
    Если вы в Беларуси: не пишите сюда, не подписывайтесь, не реагируйте. За это там могут наказать.

    Бот отвечает о политзаключённых Беларуси и ничего не хранит о тех, кто спрашивает.
bot-short-description = В Беларуси не пишите сюда. Ответы о политзаключённых; о тех, кто спрашивает, ничего не хранится.
bot-command-start = предупреждение и что умеет бот
bot-command-help = о чём можно спросить
bot-command-privacy = что бот знает о вас: ничего
bot-command-count = сколько политзаключённых, кто считал и когда
bot-command-prisoner = об одном человеке: добавьте имя в любом написании
bot-command-today = о ком сегодняшние посты
bot-command-next = годовщины ближайших дней
bot-command-random = кто-нибудь наугад
bot-command-actions = акции солидарности; добавьте страну или город
bot-command-petitions = петиции
bot-command-hashtags = хештеги кампании
bot-command-language = другой язык
bot-command-about = что это и откуда сведения

bot-name-hint = Или просто пришлите имя в любом написании.
bot-care = Если вы в Беларуси, не участвуйте: за это там могут наказать.
bot-old-button = Эта кнопка уже никуда не ведёт. Вот о чём можно спросить.

## Кнопки бота: одно-два слова

button-menu = Меню
button-count = Цифры
button-today = Сегодня
button-next = Ближайшие дни
button-random = Наугад
button-another = Другое имя
button-actions = Акции
button-petitions = Петиции
button-hashtags = Хештеги
button-privacy = Приватность
button-about = О боте
button-language = Язык
button-forward = Дальше →
button-back = ← Назад
button-chart = График: { $counter }

## Цифры бота: каждая рядом с датой и с тем, кто считал

count-head = Политзаключённые Беларуси в цифрах
count-note = Организации считают по-разному, и здесь их цифры не сравниваются. Число может расти, хотя людей и освобождают: некоторых признают политзаключёнными позже.
count-none = Здесь пока нет ни одной цифры.
figure-total = Всего
figure-women = Женщины
figure-journalists = Журналисты и медиаработники
figure-is = { $figure }: { $number }
figure-at-least = не менее { $number }
figure-by = Подсчёт: { $counter }, { $date }
figure-before = Раньше: { $number }, { $date }
figure-before-changed = Раньше: { $number }, { $date }; изменение с тех пор: { $change }
chart-head = Политзаключённые Беларуси. Подсчёт: { $counter }
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Пустые кружки: не менее стольких

## Бот о людях

prisoner-ask = Напишите после команды имя в любом написании.
prisoner-example = Например: /prisoner { $name }
prisoner-choice = Кого вы имеете в виду?
prisoner-perhaps = Вы имеете в виду этого человека?
prisoner-none = Никого с таким именем здесь нет.
prisoner-try = Попробуйте только фамилию, другое написание или имя вместе с фамилией. В этом списке пока не все.
recorded-imprisoned = Последние сведения, { $date }: в заключении
recorded-unconfirmed = Что сейчас, не подтверждено, поэтому здесь об этом ничего не сказано.
born-in-year = { $year } г. р.
sources-are = Источники: { $sources }
letter-how = Как написать письмо: { $page }

## Бот о днях

today-head = Сегодня, { $date }
today-none = Сегодняшний пост показать пока нельзя.
next-head = Ближайшие дни
next-none = На ближайшие недели таких дней нет.
random-none = Сегодня нет никого, о ком можно рассказать.

## Бот об акциях, петициях, хештегах

actions-head = Акции солидарности
actions-claimed = { $campaign }: { $figures } (на { $date })
actions-listed = Здесь перечислены по отдельности: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } акция
        [few] { $actions } акции
        [many] { $actions } акций
       *[other] { $actions } акции
    }
cities-number =
    { $cities ->
        [one] { $cities } город
        [few] { $cities } города
        [many] { $cities } городов
       *[other] { $cities } города
    }
countries-number =
    { $countries ->
        [one] { $countries } страна
        [few] { $countries } страны
        [many] { $countries } стран
       *[other] { $countries } страны
    }
actions-how = Выберите страну или добавьте к команде страну или город.
actions-none = Для этого места акций здесь нет.
date-unknown = дата неизвестна
place-unknown = Место не названо

petitions-head = Петиции
petitions-none = Открытых петиций здесь сейчас нет.
petition-counter = Подсчёт: { $counter }
petition-languages = Языки страницы: { $languages }

hashtags-head = Хештеги, за которыми следит кампания
hashtags-earlier = Призывы прошлых лет и что стало с людьми:
hashtags-none = Кампания сейчас не следит за хештегами.
hashtags-uncounted = Как часто их используют, пока не подсчитано.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } пост
        [few] { $posts } поста
        [many] { $posts } постов
       *[other] { $posts } поста
    }
hashtags-days = В скобках: каждый день, { $from } – { $to }, последний – до сих пор. «–»: никто не слушал.
hashtags-covers = Что охватывают эти цифры (время: { $zone }):
hashtags-complete = { $network }: полностью с { $since }, на { $until }
hashtags-seen-by =
    { $network }: как видят { $servers ->
        [one] { $servers } сервер
        [few] { $servers } сервера
        [many] { $servers } серверов
       *[other] { $servers } сервера
    } ({ $names }) с { $since }, на { $until }; на других серверах может быть больше
hashtags-channel = { $network }, { $channel }: то, что видел наш бот с { $since }, на { $until }, без его собственных постов; об удалении ботам не сообщают
hashtags-partly = { $network }: известно только частично
hashtags-not-counted = { $network }: не подсчитывается
hashtags-gap = – пробел: { $from } – { $to }, никто не слушал
hashtags-gap-partly = – пробел: { $from } – { $to }, известно частично
hashtags-later = – { $tag }: с { $since }
hashtags-more-gaps =
    – и { $gaps ->
        [one] { $gaps } пробел
        [few] { $gaps } пробела
        [many] { $gaps } пробелов
       *[other] { $gaps } пробела
    } до того
hashtags-how = Каждый пост считается один раз, посты кампании тоже; репосты не считаются.

## Бот о себе

language-head = Язык
language-note = Кнопки под ответом сохраняют его язык. На то, что вы пишете, бот отвечает на языке вашего Telegram, так как ничего о вас не хранит.
about-sources = Всё здесь из открытых источников; /prisoner и /count их называют. Если источники не говорят, что сейчас, бот тоже не говорит.
about-people = Кто не хочет, чтобы его называли, или чья семья этого не хочет, того здесь нет; о причине никто не спрашивает.
