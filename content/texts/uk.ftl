# ПЕРША ЧЕРНЕТКА: ПЕРЕД ПУБЛІКАЦІЄЮ ЇЇ МАЄ ПРОЧИТАТИ Й ВИПРАВИТИ ЛЮДИНА, ДЛЯ ЯКОЇ УКРАЇНСЬКА Є РІДНОЮ.
# First draft, to be reviewed by a native speaker. Not used until campaign.yaml names the language.
# Format: Project Fluent, https://projectfluent.org/fluent/guide/
#
# - Імена не відмінюються: вони стоять окремо, на початку рядка або після двокрапки.
# - У повній даті місяць у родовому відмінку («7 вересня 2020 р.»), місяць без дня — у називному («вересень 2020 р.»):
#   тому там, де відомі лише місяць або рік, дата стоїть після двокрапки.
# - Дата закінчується на «р.», і другої крапки після неї немає.
# - Про звільнених і померлих — лише в минулому часі, без «свободу» і «за ґратами».

## Дати

date-day =
    { $day } { $month ->
        [1] січня
        [2] лютого
        [3] березня
        [4] квітня
        [5] травня
        [6] червня
        [7] липня
        [8] серпня
        [9] вересня
        [10] жовтня
        [11] листопада
       *[12] грудня
    } { $year } р.
date-month = { date-month-name } { $year } р.
date-year = { $year } р.
date-month-name =
    { $month ->
        [1] січень
        [2] лютий
        [3] березень
        [4] квітень
        [5] травень
        [6] червень
        [7] липень
        [8] серпень
        [9] вересень
        [10] жовтень
        [11] листопад
       *[12] грудень
    }
date-span = { $from } – { $to }

## Хто

who = { $name }, { $role }
both-names = { $name } ({ $other })
in-memory-of = Пам’ятаємо: { $who }

category-activist =
    { $gender ->
        [F] активістка
        [M] активіст
       *[other] громадська діяльність
    }
category-artist =
    { $gender ->
        [F] мисткиня
        [M] митець
       *[other] мистецтво
    }
category-blogger =
    { $gender ->
        [F] блогерка
        [M] блогер
       *[other] блог
    }
category-human-rights-defender =
    { $gender ->
        [F] правозахисниця
        [M] правозахисник
       *[other] захист прав людини
    }
category-journalist =
    { $gender ->
        [F] журналістка
        [M] журналіст
       *[other] журналістика
    }
category-lawyer =
    { $gender ->
        [F] юристка
        [M] юрист
       *[other] право
    }
category-politician =
    { $gender ->
        [F] політикиня
        [M] політик
       *[other] політика
    }
category-student =
    { $gender ->
        [F] студентка
        [M] студент
       *[other] навчання
    }

## Ув’язнення зараз: лише про тих, хто ув’язнений

imprisoned-since-days =
    В ув’язненні з { $date }: { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
imprisoned-since =
    { $precision ->
        [day] В ув’язненні з { $date }
       *[other] В ув’язненні. Затримання: { $date }
    }
imprisoned = В ув’язненні
card-imprisoned-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    } в ув’язненні

## Що сталося

born =
    { $precision ->
        [day]
            { $gender ->
                [F] Народилася { $date }
                [M] Народився { $date }
               *[other] Дата народження: { $date }
            }
       *[other] Народження: { $date }
    }
detained =
    { $precision ->
        [day]
            { $gender ->
                [F] Затримана { $date }
                [M] Затриманий { $date }
               *[other] Затримання: { $date }
            }
       *[other] Затримання: { $date }
    }
held-days =
    { $gender ->
        [F] Провела в ув’язненні
        [M] Провів в ув’язненні
       *[other] Час в ув’язненні:
    } { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
released =
    { $precision ->
        [day]
            { $gender ->
                [F] Звільнена { $date }
                [M] Звільнений { $date }
               *[other] Звільнення: { $date }
            }
       *[other] Звільнення: { $date }
    }
released-deported =
    { $precision ->
        [day]
            { $gender ->
                [F] Звільнена і депортована { $date }
                [M] Звільнений і депортований { $date }
               *[other] Звільнення і депортація: { $date }
            }
       *[other] Звільнення і депортація: { $date }
    }
released-sentence-served =
    { $precision ->
        [day]
            { $gender ->
                [F] Звільнена після закінчення строку { $date }
                [M] Звільнений після закінчення строку { $date }
               *[other] Звільнення після закінчення строку: { $date }
            }
       *[other] Звільнення після закінчення строку: { $date }
    }
released-exchanged =
    { $precision ->
        [day]
            { $gender ->
                [F] Звільнена внаслідок обміну { $date }
                [M] Звільнений внаслідок обміну { $date }
               *[other] Звільнення внаслідок обміну: { $date }
            }
       *[other] Звільнення внаслідок обміну: { $date }
    }
released-pardoned =
    { $precision ->
        [day]
            { $gender ->
                [F] Помилувана і звільнена { $date }
                [M] Помилуваний і звільнений { $date }
               *[other] Помилування і звільнення: { $date }
            }
       *[other] Помилування і звільнення: { $date }
    }
released-in-belarus =
    { $precision ->
        [day]
            { $gender ->
                [F] Звільнена в Білорусі { $date }
                [M] Звільнений у Білорусі { $date }
               *[other] Звільнення в Білорусі: { $date }
            }
       *[other] Звільнення в Білорусі: { $date }
    }
released-left-country =
    { $precision ->
        [day]
            { $gender ->
                [F] Звільнена { $date }, потім виїхала з Білорусі
                [M] Звільнений { $date }, потім виїхав з Білорусі
               *[other] Звільнення: { $date }, потім виїзд із Білорусі
            }
       *[other] Звільнення: { $date }, потім виїзд із Білорусі
    }
died =
    { $precision ->
        [day]
            { $gender ->
                [F] Померла { $date }
                [M] Помер { $date }
               *[other] Дата смерті: { $date }
            }
       *[other] Смерть: { $date }
    }
died-in-custody =
    { $precision ->
        [day]
            { $gender ->
                [F] Померла в неволі { $date }
                [M] Помер у неволі { $date }
               *[other] Смерть у неволі: { $date }
            }
       *[other] Смерть у неволі: { $date }
    }

## Вироки

term-years =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    }
term-months =
    { $months ->
        [one] { $months } місяць
        [few] { $months } місяці
        [many] { $months } місяців
       *[other] { $months } місяця
    }
term-both = { $years } { $months }
term-fine = { $term } і штраф
term-in-year = { $term } ({ $year } р.)
term-changed = { $term }, потім змінено на { $changed }
term-added = { $term }, потім ще { $more }
term-extended = { $term }, потім строк продовжено
sentence = Вирок: { $terms }
sentences = Вироки: { $terms }

## Новина про звільнення, виправлення, відкликані дописи

freed = Звільнення: { $who }
correction = Виправлення до нашого допису від { $date } Тепер відомо:
correction-short = Виправлення до допису від { $date }:
withdrawn = Цей допис відкликано за рішенням кампанії.
card-withdrawn = Цей допис відкликано

## День однієї людини: рядки допису, який виходить того самого дня

birthday-today =
    { $gender ->
        [F] Сьогодні їй виповнюється
        [M] Сьогодні йому виповнюється
       *[other] Сьогодні виповнюється
    } { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    }
birthday-today-imprisoned =
    День народження в ув’язненні: { $gender ->
        [F] сьогодні їй виповнюється
        [M] сьогодні йому виповнюється
       *[other] сьогодні виповнюється
    } { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    }
detained-years-ago =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    } тому, { $date }, { $gender ->
        [F] її затримали
        [M] його затримали
       *[other] відбулося затримання
    }
sentenced-years-ago =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    } тому, { $date }, { $gender ->
        [F] їй винесли вирок
        [M] йому винесли вирок
       *[other] було винесено вирок
    }
half-term = Половина строку, якщо рахувати від затримання: { $from } – { $to }

## Те саме у списках і на картках: після двокрапки, без дієслова і без роду

note-birthday =
    день народження, { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    }
note-birthday-imprisoned =
    день народження в ув’язненні, { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    }
note-days-since-arrest =
    { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    } від дня затримання
note-arrest =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    } від дня затримання
note-sentence =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    } від дня вироку
note-release =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    } від дня звільнення
note-death =
    { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    } від дня смерті
note-half-term = половина строку від затримання { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (з { $date })
note-on-day = { $day }: { $note }

## День кількох людей

joint = Імена цього дня, { $date }
joint-entry = { $names }: { $note }
joint-status = { $names }. { $status }
more-people =
    і ще { $people ->
        [one] { $people } людина
        [few] { $people } людини
        [many] { $people } людей
       *[other] { $people } людини
    }

## Дні, які відзначає кампанія

marked-years =
    { $date }: від того дня { $years ->
        [one] { $years } рік
        [few] { $years } роки
        [many] { $years } років
       *[other] { $years } року
    }
marked-first = Уперше відзначали у { $year } р.

## Петиції

petition-open = Петиція відкрита для підписів
petition-closed = Підписи більше не збирають
petition-won = Того, чого домагалася петиція, досягнуто
petition-deadline =
    { $days ->
        [0] Підписи збирають до сьогодні, { $date }
        [one] Підписи збирають до { $date }: залишився { $days } день
        [few] Підписи збирають до { $date }: залишилося { $days } дні
        [many] Підписи збирають до { $date }: залишилося { $days } днів
       *[other] Підписи збирають до { $date }: залишилося { $days } дня
    }
petition-signatures =
    { $signatures ->
        [one] { $signatures } підпис
        [few] { $signatures } підписи
        [many] { $signatures } підписів
       *[other] { $signatures } підпису
    } на { $date }
petition-target =
    Потрібно: { $signatures ->
        [one] { $signatures } підпис
        [few] { $signatures } підписи
        [many] { $signatures } підписів
       *[other] { $signatures } підпису
    }

## Щотижневий допис про хештеги

report-head = Дописи з нашими хештегами, { $from } – { $to }
report-more =
    і ще { $hashtags ->
        [one] { $hashtags } хештег
        [few] { $hashtags } хештеги
        [many] { $hashtags } хештегів
       *[other] { $hashtags } хештегу
    }
report-whole = { $network }: повністю
report-hours = { $network }: { $covered } з { $hours } годин
report-seen-by =
    { $network }: як бачать { $servers ->
        [one] { $servers } сервер
        [few] { $servers } сервери
        [many] { $servers } серверів
       *[other] { $servers } сервера
    }
report-seen-by-hours =
    { $network }: як бачать { $servers ->
        [one] { $servers } сервер
        [few] { $servers } сервери
        [many] { $servers } серверів
       *[other] { $servers } сервера
    }, { $covered } з { $hours } годин
report-channels = { $network }: каналів: { $channels }
report-as-of = Станом на { $time }

## Зміна чисел

count-women =
    { $women ->
        [one] { $women } жінка-політв’язень
        [few] { $women } жінки-політв’язні
        [many] { $women } жінок-політв’язнів
       *[other] { $women } жінки-політв’язня
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } працівник медіа
        [few] { $journalists } працівники медіа
        [many] { $journalists } працівників медіа
       *[other] { $journalists } працівника медіа
    }
count-all =
    { $all ->
        [one] { $all } політв’язень
        [few] { $all } політв’язні
        [many] { $all } політв’язнів
       *[other] { $all } політв’язня
    }
# Після жінок або працівників медіа.
count-in-total =
    { $all ->
        [one] усього { $all }
        [few] усього { $all }
        [many] усього { $all }
       *[other] усього { $all }
    }
count-as-of = станом на { $date }
count-counted-by = Підрахунок: { $counter }
count-changed = { $figure }: { $change } з { $date }

## На який день

as-of = Відомості на { $date }
as-of-memory = Відомості на { $date }
as-of-between = Відомості за { $from } – { $to }
card-in-memory = Пам’ятаємо

## Бот у Telegram: що відповідають читачам

bot-warning = Якщо ви в Білорусі: не пишіть цьому боту, не підписуйтеся на канал, не реагуйте на дописи. За це там можуть покарати. Видаліть цей чат.
bot-privacy = Цей бот нічого про вас не зберігає: ні номера, ні імені, ні мови, ні того, що ви пишете. Нікого не рахують поіменно. Але Telegram знає, що ви сюди писали, і чат лишається у вашому телефоні, доки ви його не видалите.
bot-error = Щось пішло не так. Спробуйте, будь ласка, за хвилину.
bot-busy = Забагато запитань поспіль. Зачекайте, будь ласка, хвилину.
bot-description =
    Якщо ви в Білорусі: не пишіть сюди, не підписуйтеся, не реагуйте. За це там можуть покарати.

    Бот відповідає про політв’язнів Білорусі й нічого не зберігає про тих, хто питає.
bot-short-description = У Білорусі не пишіть сюди. Відповіді про політв’язнів; про тих, хто питає, нічого не зберігається.
bot-command-start = попередження і що вміє бот
bot-command-help = про що можна запитати
bot-command-privacy = що бот знає про вас: нічого
bot-command-count = скільки політв’язнів, хто рахував і коли
bot-command-prisoner = про одну людину: додайте ім’я в будь-якому написанні
bot-command-today = про кого сьогоднішні дописи
bot-command-next = річниці найближчих днів
bot-command-random = хтось навмання
bot-command-actions = акції солідарності; додайте країну чи місто
bot-command-petitions = петиції
bot-command-hashtags = хештеги кампанії
bot-command-language = інша мова
bot-command-about = що це і звідки відомості

bot-name-hint = Або просто надішліть ім’я в будь-якому написанні.
bot-care = Якщо ви в Білорусі, не беріть участі: за це там можуть покарати.
bot-old-button = Ця кнопка вже нікуди не веде. Ось про що можна запитати.

## Кнопки бота: одне-два слова

button-menu = Меню
button-count = Числа
button-today = Сьогодні
button-next = Найближчі дні
button-random = Навмання
button-another = Інше ім’я
button-actions = Акції
button-petitions = Петиції
button-hashtags = Хештеги
button-privacy = Приватність
button-about = Про бот
button-language = Мова
button-forward = Далі →
button-back = ← Назад
button-chart = Графік: { $counter }

## Числа бота: кожне поруч із датою і з тим, хто рахував

count-head = Політв’язні Білорусі в числах
count-note = Організації рахують по-різному, і тут їхні числа не порівнюються. Число може зростати, хоча людей і звільняють: декого визнають політв’язнями пізніше.
count-none = Тут поки немає жодного числа.
figure-total = Усього
figure-women = Жінки
figure-journalists = Журналісти й медійники
figure-is = { $figure }: { $number }
figure-at-least = щонайменше { $number }
figure-by = Підрахунок: { $counter }, { $date }
figure-before = Раніше: { $number }, { $date }
figure-before-changed = Раніше: { $number }, { $date }; зміна відтоді: { $change }
chart-head = Політв’язні Білорусі. Підрахунок: { $counter }
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Порожні кружечки: щонайменше стільки

## Бот про людей

prisoner-ask = Напишіть після команди ім’я в будь-якому написанні.
prisoner-example = Наприклад: /prisoner { $name }
prisoner-choice = Кого ви маєте на увазі?
prisoner-perhaps = Ви маєте на увазі цю людину?
prisoner-none = Нікого з таким ім’ям тут немає.
prisoner-try = Спробуйте лише прізвище, інше написання або ім’я разом із прізвищем. У цьому списку поки не всі.
recorded-imprisoned = Останні відомості, { $date }: в ув’язненні
recorded-unconfirmed = Що зараз, не підтверджено, тому тут про це нічого не сказано.
born-in-year = { $year } р. н.
sources-are = Джерела: { $sources }
letter-how = Як написати листа: { $page }

## Бот про дні

today-head = Сьогодні, { $date }
today-none = Сьогоднішній допис показати поки не можна.
next-head = Найближчі дні
next-none = На найближчі тижні таких днів немає.
random-none = Сьогодні немає нікого, про кого можна розповісти.

## Бот про акції, петиції, хештеги

actions-head = Акції солідарності
actions-claimed = { $campaign }: { $figures } (станом на { $date })
actions-listed = Тут перелічено окремо: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } акція
        [few] { $actions } акції
        [many] { $actions } акцій
       *[other] { $actions } акції
    }
cities-number =
    { $cities ->
        [one] { $cities } місто
        [few] { $cities } міста
        [many] { $cities } міст
       *[other] { $cities } міста
    }
countries-number =
    { $countries ->
        [one] { $countries } країна
        [few] { $countries } країни
        [many] { $countries } країн
       *[other] { $countries } країни
    }
actions-how = Виберіть країну або додайте до команди країну чи місто.
actions-none = Для цього місця акцій тут немає.
date-unknown = дата невідома
place-unknown = Місце не названо

petitions-head = Петиції
petitions-none = Відкритих петицій тут зараз немає.
petition-counter = Підрахунок: { $counter }
petition-languages = Мови сторінки: { $languages }

hashtags-head = Хештеги, за якими стежить кампанія
hashtags-earlier = Заклики минулих років і що сталося з людьми:
hashtags-none = Кампанія зараз не стежить за хештегами.
hashtags-uncounted = Як часто їх уживають, поки не підраховано.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } допис
        [few] { $posts } дописи
        [many] { $posts } дописів
       *[other] { $posts } допису
    }
hashtags-days = У дужках: кожен день, { $from } – { $to }, останній – дотепер. «–»: ніхто не слухав.
hashtags-covers = Що охоплюють ці числа (час: { $zone }):
hashtags-complete = { $network }: повністю з { $since }, станом на { $until }
hashtags-seen-by =
    { $network }: як бачать { $servers ->
        [one] { $servers } сервер
        [few] { $servers } сервери
        [many] { $servers } серверів
       *[other] { $servers } сервера
    } ({ $names }) з { $since }, станом на { $until }; на інших серверах може бути більше
hashtags-channel = { $network }, { $channel }: те, що бачив наш бот з { $since }, станом на { $until }, без його власних дописів; про видалення ботам не повідомляють
hashtags-partly = { $network }: відомо лише частково
hashtags-not-counted = { $network }: не рахується
hashtags-gap = – прогалина: { $from } – { $to }, ніхто не слухав
hashtags-gap-partly = – прогалина: { $from } – { $to }, відомо частково
hashtags-later = – { $tag }: з { $since }
hashtags-more-gaps =
    – і { $gaps ->
        [one] { $gaps } прогалина
        [few] { $gaps } прогалини
        [many] { $gaps } прогалин
       *[other] { $gaps } прогалини
    } до того
hashtags-how = Кожен допис рахується один раз, дописи кампанії теж; репости не рахуються.

## Бот про себе

language-head = Мова
language-note = Кнопки під відповіддю зберігають її мову. На те, що ви пишете, бот відповідає мовою вашого Telegram, бо нічого про вас не зберігає.
about-sources = Усе тут із відкритих джерел; /prisoner і /count їх називають. Якщо джерела не кажуть, що зараз, бот теж не каже.
about-people = Хто не хоче, щоб його називали, або чия родина цього не хоче, того тут немає; про причину ніхто не питає.
