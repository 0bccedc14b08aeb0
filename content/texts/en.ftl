# What posts and cards say in English. The format is Project Fluent: https://projectfluent.org/fluent/guide/
#
# For whoever translates this into another language:
# - All files in this folder have the same messages with the same { $placeholders }.
# - Names are never declined, since nobody can know how: they stand alone, first in their line, or after a colon.
# - Say nothing about the released and the dead that only a prisoner may be told: no "Free", no "in prison".
# - $gender is F, M or other; other has to be right for everybody.
# - $precision is day, month or year: as much of a date as is known.

## Dates

# 7 September 2020. $month is a number, 1 to 12.
date-day = { $day } { date-month-name } { $year }
date-month = { date-month-name } { $year }
date-year = { $year }
date-month-name =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# From the day of the arrest to the day of the release, or a life.
date-span = { $from } – { $to }

## Who

who = { $name }, { $role }
both-names = { $name } ({ $other })
# The first line about somebody who died. $who is a name, often with what the person did.
in-memory-of = In memory of { $who }

category-activist = activist
category-artist = artist
category-blogger = blogger
category-human-rights-defender = human rights defender
category-journalist = journalist
category-lawyer = lawyer
category-politician = politician
category-student = student

## Prison, now: only for people who are in prison

imprisoned-since-days =
    In prison since { $date }: { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
imprisoned-since = In prison since { $date }
imprisoned = In prison
card-imprisoned-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } in prison

## What happened

born =
    { $precision ->
        [day] Born on { $date }
       *[other] Born in { $date }
    }
detained =
    { $precision ->
        [day] Detained on { $date }
       *[other] Detained in { $date }
    }
held-days =
    Held for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
released =
    { $precision ->
        [day] Released on { $date }
       *[other] Released in { $date }
    }
released-deported =
    { $precision ->
        [day] Released and deported on { $date }
       *[other] Released and deported in { $date }
    }
released-sentence-served =
    { $precision ->
        [day] Sentence served, released on { $date }
       *[other] Sentence served, released in { $date }
    }
released-exchanged =
    { $precision ->
        [day] Released in an exchange on { $date }
       *[other] Released in an exchange, { $date }
    }
released-pardoned =
    { $precision ->
        [day] Pardoned and released on { $date }
       *[other] Pardoned and released in { $date }
    }
released-in-belarus =
    { $precision ->
        [day] Released inside Belarus on { $date }
       *[other] Released inside Belarus in { $date }
    }
released-left-country =
    { $precision ->
        [day] Released on { $date }, then left Belarus
       *[other] Released in { $date }, then left Belarus
    }
died =
    { $precision ->
        [day] Died on { $date }
       *[other] Died in { $date }
    }
died-in-custody =
    { $precision ->
        [day] Died in custody on { $date }
       *[other] Died in custody in { $date }
    }

## Sentences of a court

term-years =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    }
term-months =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    }
term-both = { $years } { $months }
term-fine = { $term } and a fine
term-in-year = { $term } ({ $year })
term-changed = { $term }, later changed to { $changed }
term-added = { $term }, later { $more } more
term-extended = { $term }, later extended
sentence = Sentence: { $terms }
sentences = Sentences: { $terms }

## A release that has just become known, corrections, and posts that were taken back

# $who is a name, often with what the person did; the line below says how, when and after how many days.
freed = Released: { $who }
# $date is the day of the post that is corrected. What is recorded now follows in lines of its own.
correction = Correction to our post of { $date }. What is recorded now:
correction-short = Correction, post of { $date }:
# Stands in the place of a post that could not be deleted. It names nobody.
withdrawn = This post was taken back by decision of the campaign.
card-withdrawn = This post was taken back

## A day of one person: lines of a post that goes out on the day itself

# Never of the dead, and nobody's celebration.
birthday-today = Turns { $years } today
birthday-today-imprisoned = Turns { $years } today, in prison
# $date is the day of the arrest, or of the verdict. Nothing of today in it: it may be read a day later.
detained-years-ago =
    Detained { $years ->
        [one] { $years } year
       *[other] { $years } years
    } ago, on { $date }
sentenced-years-ago =
    Sentenced { $years ->
        [one] { $years } year
       *[other] { $years } years
    } ago, on { $date }
# $from is the day of the arrest, $to the middle of the term.
half-term = Half of the term, counted from the arrest: { $from } – { $to }

## The same in lists and on cards: after a colon, without a verb and without a gender

note-birthday = turns { $years }
note-birthday-imprisoned = turns { $years }, in prison
note-days-since-arrest =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } since the arrest
note-arrest =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    } since the arrest
note-sentence =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    } since the verdict
note-release =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    } since the release
note-death =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    } since the death
note-half-term = half of the term, counted from the arrest on { $date }
note-dated = { $note } ({ $date })
note-since = { $note } (since { $date })
note-on-day = { $day }: { $note }

## A day of several people

# Above a list of names.
joint = The names of this day, { $date }
joint-entry = { $names }: { $note }
# A name, another name. Released on 13 December 2025
joint-status = { $names }. { $status }
# The last line of a list that is too long.
more-people = and { $people } more

## A day that the campaign marks

marked-years =
    { $date }: { $years ->
        [one] { $years } year
       *[other] { $years } years
    } since then
marked-first = First marked in { $year }

## Petitions

petition-open = Open for signatures
petition-closed = No more signatures are collected
petition-won = What the petition asks for has been achieved
petition-deadline =
    { $days ->
        [0] Open for signatures until today, { $date }
        [one] Open for signatures until { $date }: { $days } day left
       *[other] Open for signatures until { $date }: { $days } days left
    }
petition-signatures =
    { $signatures ->
        [one] { $signatures } signature
       *[other] { $signatures } signatures
    } as of { $date }
petition-target =
    Wanted: { $signatures ->
        [one] { $signatures } signature
       *[other] { $signatures } signatures
    }

## The weekly post about the hashtags

# With the numbers on the lines below. It has to fit into 300 characters: be short.
report-head = Posts with our hashtags, { $from } – { $to }
report-more =
    and { $hashtags ->
        [one] { $hashtags } more hashtag
       *[other] { $hashtags } more hashtags
    }
report-whole = { $network }: complete
report-hours = { $network }: { $covered } of { $hours } hours
report-seen-by =
    { $network }: as seen by { $servers ->
        [one] { $servers } server
       *[other] { $servers } servers
    }
report-seen-by-hours =
    { $network }: as seen by { $servers ->
        [one] { $servers } server
       *[other] { $servers } servers
    }, { $covered } of { $hours } hours
report-channels =
    { $network }: in { $channels ->
        [one] { $channels } channel
       *[other] { $channels } channels
    }
report-as-of = As of { $time }

## A change of the numbers

count-women =
    { $women ->
        [one] { $women } woman political prisoner
       *[other] { $women } women political prisoners
    }
count-journalists =
    { $journalists ->
        [one] { $journalists } media worker
       *[other] { $journalists } media workers
    }
count-all =
    { $all ->
        [one] { $all } political prisoner
       *[other] { $all } political prisoners
    }
# Behind the women or the media workers.
count-in-total =
    { $all ->
        [one] { $all } in total
       *[other] { $all } in total
    }
count-as-of = as of { $date }
count-counted-by = Counted by: { $counter }
# All: −3 since 10 March 2025
count-changed = { $figure }: { $change } since { $date }

## As of when

as-of = Status as of { $date }
as-of-memory = Information as of { $date }
# Of several people: the first and the last of the days that it is known of.
as-of-between = Status as of { $from } to { $to }
card-in-memory = In memory

## The bot in Telegram: what readers are answered
# Below, "you" is a reader. The warning comes before everything else that the bot says.

bot-warning = If you are in Belarus: do not write to this bot, do not subscribe to its channel, do not react to posts. It can be punished there. Delete this chat.
bot-privacy = This bot keeps nothing about you: not your number, your name, your language or what you write. Nobody is counted by name. But Telegram knows that you wrote here, and this chat stays on your phone until you delete it.
bot-error = Something went wrong here. Please try again in a minute.
bot-busy = That was a lot at once. Please wait a minute.
# Telegram shows it before the first message: 512 characters at most.
bot-description =
    If you are in Belarus: do not write here, do not subscribe, do not react. It can be punished there.

    This bot answers about the political prisoners of Belarus, and keeps nothing about who asks.
# On the bot's own page: 120 characters at most.
bot-short-description = In Belarus, do not write here. Answers about political prisoners; nothing is kept about who asks.
# Beside each command in Telegram's list: 256 characters at most, best a few words.
bot-command-start = the warning, and what this bot does
bot-command-help = what can be asked
bot-command-privacy = what is known about you: nothing
bot-command-count = how many political prisoners, counted by whom and when
bot-command-prisoner = about one person: add a name, in any spelling
bot-command-today = whom today’s posts are about
bot-command-next = anniversaries of the coming days
bot-command-random = somebody by chance
bot-command-actions = solidarity actions; add a country or a city
bot-command-petitions = petitions
bot-command-hashtags = the campaign’s hashtags
bot-command-language = another language
bot-command-about = what this is, and where the facts are from

bot-name-hint = Or just send a name, in any spelling and script.
# Above petitions, hashtags and actions.
bot-care = If you are in Belarus, do not take part: it can be punished there.
bot-old-button = This button leads nowhere any more. Here is what can be asked.

## The bot’s buttons: a word or two

button-menu = Menu
button-count = Numbers
button-today = Today
button-next = Coming days
button-random = By chance
button-another = Another name
button-actions = Actions
button-petitions = Petitions
button-hashtags = Hashtags
button-privacy = Privacy
button-about = About
button-language = Language
button-forward = More →
button-back = ← Back
button-chart = Chart: { $counter }

## The bot’s numbers. Each stands beside its date and whoever counted.

count-head = Political prisoners of Belarus in numbers
count-note = Counters count differently and are never compared here. A number can rise although people are freed: some are recognised as political prisoners later.
count-none = No number is recorded here yet.
figure-total = All
figure-women = Women
figure-journalists = Journalists and media workers
# Women: 167
figure-is = { $figure }: { $number }
figure-at-least = at least { $number }
figure-by = Counted by: { $counter }, { $date }
# Of the same counter. $change is such as +3.
figure-before = Before that: { $number }, { $date }
figure-before-changed = Before that: { $number }, { $date }; since then { $change }
chart-head = Political prisoners of Belarus, counted by: { $counter }
# $points is a list, such as 163 (25 November 2024).
chart-series = { $figure }: { $points }
chart-point = { $number } ({ $date })
chart-at-least = Open circles: at least so many

## The bot about people

prisoner-ask = Send a name after the command, in any spelling and script.
prisoner-example = For example: /prisoner { $name }
prisoner-choice = Whom do you mean?
prisoner-perhaps = Do you mean this person?
prisoner-none = Nobody of this name is recorded here.
prisoner-try = Try the surname alone, another spelling, or the first name and the surname. Not everybody is on this list yet.
# Somebody of whom it is known as of that day only, and not today. Nothing of today in it.
recorded-imprisoned = Last known, { $date }: in prison
recorded-unconfirmed = What is so today is not confirmed, so nothing is said of it here.
born-in-year = born { $year }
sources-are = Sources: { $sources }
letter-how = How to write a letter: { $page }

## The bot about days

today-head = Today, { $date }
today-none = No post of today can be shown here.
next-head = Coming days
next-none = No such day is recorded for the coming weeks.
random-none = There is nobody of whom something may be said today.

## The bot about actions, petitions, hashtags

actions-head = Solidarity actions
# What a document claims for all of a campaign: more than is listed one by one.
actions-claimed = { $campaign }: { $figures } (as of { $date })
actions-listed = Listed here one by one: { $figures }
actions-number =
    { $actions ->
        [one] { $actions } action
       *[other] { $actions } actions
    }
cities-number =
    { $cities ->
        [one] { $cities } city
       *[other] { $cities } cities
    }
countries-number =
    { $countries ->
        [one] { $countries } country
       *[other] { $countries } countries
    }
actions-how = Choose a country, or add a country or a city to the command.
actions-none = No action is listed for this place.
date-unknown = date not known
place-unknown = Place not named

petitions-head = Petitions
petitions-none = No open petition is listed here now.
petition-counter = Counted by: { $counter }
petition-languages = Languages of the page: { $languages }

hashtags-head = Hashtags that the campaign follows
hashtags-earlier = Calls of earlier years, and what became of the people:
hashtags-none = The campaign follows no hashtags now.
hashtags-uncounted = How often they are used is not counted yet.
hashtags-posts =
    { $tag }: { $posts ->
        [one] { $posts } post
       *[other] { $posts } posts
    }
# Below numbers in brackets, one for each day.
hashtags-days = In brackets: each day, { $from } – { $to }, the last one until now. “–”: nobody listened.
# $zone is such as Europe/Vilnius.
hashtags-covers = What these numbers cover (times in { $zone }):
hashtags-complete = { $network }: complete since { $since }, as of { $until }
hashtags-seen-by =
    { $network }: as seen by { $servers ->
        [one] { $servers } server
       *[other] { $servers } servers
    } ({ $names }) since { $since }, as of { $until }; other servers may have more
hashtags-channel = { $network }, { $channel }: as shown to our bot since { $since }, as of { $until }, its own posts apart; bots are not told of deletions
hashtags-partly = { $network }: known in part only
hashtags-not-counted = { $network }: not counted
# Stands below the line of its network.
hashtags-gap = – gap: { $from } – { $to }, nobody listened
hashtags-gap-partly = – gap: { $from } – { $to }, known in part
hashtags-later = – { $tag }: since { $since }
hashtags-more-gaps =
    – and { $gaps ->
        [one] { $gaps } gap
       *[other] { $gaps } gaps
    } before that
hashtags-how = Each post counts once, the campaign’s own too; reposts do not count.

## The bot about itself

language-head = Language
language-note = The buttons below an answer keep its language. What you type is answered in the language of your Telegram, since nothing about you is kept.
about-sources = Everything here is from public sources; /prisoner and /count name them. Where the sources do not say how things are today, neither does the bot.
about-people = Whoever does not want to be named, or whose family does not, is not named here, and no reason is asked.
