import { foldName } from "./fold-name.ts";

/*
 * One first name a line: what the same person is called officially in Belarusian, Russian and other languages, then, behind the bar, shorter and
 * everyday forms. Who has the one form on paper may well not be who is meant by the other, so that a short form asks and never answers by itself.
 * From the Belarusian and Russian pairs of the Interior Ministry's passport practice and of the dictionaries of personal names
 * (М. Судник, «Слоўнік асабовых уласных імён»; Н. А. Петровский, «Словарь русских личных имён»).
 */
const men = `
Аляксандр Александр Олександр Alexander Aleksander | Алесь Олесь Саша Саня Шура Алік Alex Лесік
Аляксей Алексей Олексій Alexis | Алёкса Лёша Алёша Лёха Аляксейка
Алег Олег Aleh
Альберт Albert
Альфрэд Альфред
Анатоль Анатолий Анатолій Anatoly | Толя Толік
Андрэй Андрей Андрій Andrzej Анджэй Анджей Andreas | Андрусь Андрюша
Антон Антоній Антоний Antoni | Антось Антоша
Антанас Antanas
Арцём Артём Артем Artem Арцемій Артемий | Цёма Тёма
Артур Arthur
Аркадзь Аркадий Аркадій
Арсен Арсеній Арсений
Апанас Афанасий Панас Опанас
Багдан Богдан Bohdan
Браніслаў Бронислав Броніслав
Барыс Борис Борыс | Боря
Гардзей Гордей
Глеб Гліб Gleb
Генадзь Геннадий Геннадій Gennadi | Гена
Георгій Георгий Heorhi George | Жора Гоша
Герман Herman
Рыгор Григорий Григорій Hryhoryj Grzegorz | Грыша Гриша Рыгорка Грышка
Давід Давыд David
Даніла Данила Даниил Данііл Данило Daniel Даніэль Даниэль Danilo | Даня
Дзяніс Денис Dennis | Дзёня Дэн
Дзмітрый Дмитрий Дмитро Dmitri Demetrius | Зміцер Зьміцер Змитер Дзіма Дима Митя Зміцерка
Эдуард Едуард Edward Eduard | Эдик
Эдгар Едгар
Эрнест Ернест
Фёдар Фёдор Федір Fedor Theodor Тодар | Федзя Федя
Філіп Филипп Пилип Піліп Philip
Франц Францішак Франтишек Franciszek
Іван Иван Ivan | Янка Ваня Ясь
Ігар Игорь Ігор
Ігнат Игнат Ігнацій Игнатий
Ілья Илья Ілля Iliya
Ян Jan

Юрый Юрий Юрій Juri Jerzy Ежы | Юра Юрась Юрка Юрик
Юліян Юлиан
Язэп Иосиф Осип Юзэф Юзеф Józef Joseph Йосип
Яўген Евгений Євген Eugen Eugeniusz Evgenij | Жэня Женя Геня
Ягор Егор Єгор Yegor Yehor
Якаў Яков Яків Jakub
Яраслаў Ярослав Jarosław | Слава Ярик
Яфім Ефим Юхим
Захар Zachar
Зянон Зенон
Казімір Казимир Kazimierz
Канстанцін Константин Костянтин Constantin Konstanty | Кастусь Косця Костя
Кірыл Кирилл Кирило Cyril Kirill
Клім Климент
Кузьма Kuzma
Леанід Леонид Леонід Leonid | Лёня
Леў Лев Lew
Лук'ян Лукьян
Лявон Левон
Максім Максим Maxim Maksym | Макс
Максіміліян Максимилиан
Мар'ян Марьян Marian
Марк Mark
Марат Marat
Мацвей Матвей Матвій Mateusz Matthew
Мечыслаў Мечислав
Мікалай Николай Микола Мікола Миколай Nicholas Nikolaus | Коля Мікалайка
Мікіта Никита Микита
Міраслаў Мирослав
Міхаіл Михаил Михайло Michael Michał Mikhail | Міхась Миша Міша Міхал
Назар Nazar
Нічыпар Никифор
Павел Pavel Павло Paul Paweł | Паша Паўлюк Паўлік
Пётр Петр Петро Пятро Peter Piotr | Пеця Петя Пятрусь
Пракоп Прокоп Прокопий
Прохар Прохор
Радзівон Родион
Радзім Радим
Радаслаў Радослав
Раман Роман Roman | Рома
Расціслаў Ростислав
Рыхард Ричард Richard
Роберт Robert
Руслан Ruslan
Рустам Rustam
Сава Савва Савелий
Святаслаў Святослав
Севярын Северин
Сцяпан Степан Stepan | Сцёпа Стёпа
Стэфан Стефан Stefan Stephan
Станіслаў Станислав Станіслав Stanisław | Стась Стас
Сяргей Сергей Сергій Sergei Siarhei Syarhey Serge Sergej Sjarhej Siarhiej | Сярожа Серёжа Сяржук
Сямён Семён Семен Semyon | Сёма
Сымон Симон Simon Shimon
Тарас Taras
Тадэвуш Тадеуш Tadeusz
Тамаш Томаш Tomasz Thomas Фама Фома
Цімафей Тимофей Тимофій Timothy | Цімох Тима
Цімур Тимур Timur
Ціхан Тихон
Тарэнцій Терентий
Трафім Трофим
Уладзімір Владимир Володимир Włodzimierz Vladimir Wladimir Uładzimir | Уладзь Валодзя Вова Володя Вавка Уладзя
Уладзіслаў Владислав Władysław Vladislav | Влад Улад Уладзік
Усевалад Всеволод Vsevolod | Сева
Вадзім Вадим Vadim
Валерый Валерий Валерій Valery | Валера
Валянцін Валентин Valentin Walenty Walancin Walenti | Валік Валя
Васіль Василий Василь Vasili Wasyl | Вася Васілёк
Віктар Виктор Віктор Victor Wiktor | Віця Витя
Віталь Виталий Віталій Vitali | Віталік Виталик
Вітаўт Витовт Vytautas
Вітольд Витольд Witold
Вячаслаў Вячеслав Wiaczesław Vyacheslav | Слава Славік
Вінцэнт Винцент Вінцук
Жан Jean
Збігнеў Збигнев Zbigniew
`;

const women = `
Агата Agatha
Агнія Агния
Аксана Оксана Oxana | Ксана
Ала Алла Alla
Алена Елена Олена Helena Alena Yelena | Лена Леначка Алёна
Алёна
Алеся Олеся Лэся | Леся
Аліна Алина
Аліса Алиса Alice
Альбіна Альбина
Аляксандра Александра Олександра Alexandra | Саша Саня Шура
Анастасія Анастасия Анастасія Настасся Анастасья Anastasia | Наста Настя Насця Стася Настачка
Анжаліка Анжелика Angelika
Анжэла Анжела Angela
Ангеліна Ангелина Angelina
Ганна Анна Anna Hanna Anne | Аня Ганя Ася Ганначка Нюра
Антаніна Антонина Antonina | Тоня
Арына Арина Aryna
Багдана Богдана
Валерыя Валерия Валерія Valeria | Лера
Валянціна Валентина Valentina | Валя
Варвара Barbara | Варя
Васіліса Василиса
Вера Віра Wiera
Вераніка Вероника Вероніка Veronica Weronika | Ника Ніка
Віялета Виолетта
Вікторыя Виктория Вікторія Victoria Wiktoria | Віка Вика
Віталіна Виталина
Віталія Виталия
Вольга Ольга Olga Olha Wolga | Оля
Галіна Галина Galina Halina | Галя Гала
Дана Dana
Данута Danuta
Дар'я Дарья Дарія Дария Daria Darya | Даша Дашка
Дзіна Дина Dina
Дыяна Диана Діана Diana
Эвеліна Эвелина
Эла Элла
Эльвіра Эльвира
Эма Эмма
Элеанора Элеонора Eleonora
Ева Eva Ewa
Жанна Жана Zhanna Joanna
Зінаіда Зинаида | Зіна Зина
Зоя Zoya Zoja
Злата Zlata
Іаланта Иоланта
Ізабела Изабелла
Іна Инна Inna
Інэса Инесса
Ірына Ирина Ірина Irina Irena | Іра Ира Ірачка
Карына Карина
Кацярына Екатерина Катерина Катярына Catherine Katarzyna Katharina Jekaterina Yekaterina Катажына | Каця Катя Кася
Кіра Кира
Клаўдзія Клавдия
Крысціна Кристина Christina Krystyna | Крыся
Ксенія Ксения Xenia Aksinia Аксіння Аксинья | Ксюша
Ларыса Лариса Larissa
Лідзія Лидия Лідія Lydia | Ліда Лида
Лізавета Елизавета Єлизавета Elisabeth Elizabeth Elżbieta Елізавета | Ліза Лиза
Лілія Лилия Lilia
Лілея
Любоў Любовь Любов Lubov | Люба
Людміла Людмила Ludmila | Люда Люся Міла Мила
Людвіка Людвика
Маргарыта Маргарита Margarita Margaret | Рыта Рита
Марта Martha
Марфа Marfa
Марыя Мария Марія Maria | Маша Маруся Марыйка Маня Марыля
Марына Марина Marina
Мар'яна Марьяна Марианна Марыяна Marianna Mariana
Мая Майя Maya
Мілана Милана
Міхаліна Михалина
Мірослава Мірослава Мирослава
Наталля Наталья Наталия Наталія Natalia Natalie | Наташа Ната Таша
Надзея Надежда Надія Nadezhda | Надзя Надя
Ніна Нина Nina
Нона Нонна
Наэмі Наоми
Паліна Полина Pauline | Поля
Паўліна Павлина Paulina
Раіса Раиса Raisa | Рая
Рэгіна Регина Regina
Рыма Римма
Рагнеда Рогнеда
Руслана
Сабіна Сабина
Сафія Софія София Софья Соф'я Sophia Sophie | Соня
Святлана Светлана Світлана Svetlana Swetlana Swiatłana | Света Свята
Серафіма Серафима
Снежана Снежана
Станіслава Станислава
Стэфанія Стефания
Тамара Tamara | Тома
Таісія Таисия | Тая
Таццяна Татьяна Тетяна Tatiana Tanja | Таня
Ульяна Уляна Юльяна
Уладзіслава Владислава | Влада
Фаіна Фаина
Юлія Юлия Julia | Юля
Юліяна Юлиана
Юстына Юстина
Ядвіга Ядвига Jadwiga
Яна Jana
Яніна Янина Janina
Яўгенія Евгения Євгенія Eugenia Evgenia | Жэня Женя
Яраслава Ярослава
`;

/** How two first names may be the same person's. */
export type GivenNameKinship = "same" | "short" | "none";

const addTo = <K, V>(map: Map<K, Set<V>>, key: K, value: V): void => {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
};

const composed = (word: string): string => word.toLowerCase().normalize("NFC").replaceAll("'", "");

interface Groups {
  readonly formal: ReadonlyMap<string, ReadonlySet<number>>;
  readonly everyday: ReadonlyMap<string, ReadonlySet<number>>;
  readonly members: ReadonlyMap<number, ReadonlySet<string>>;
  readonly women: ReadonlySet<string>;
  readonly men: ReadonlySet<string>;
}

const readGroups = (): Groups => {
  const formal = new Map<string, Set<number>>();
  const everyday = new Map<string, Set<number>>();
  const members = new Map<number, Set<string>>();
  const bySex = { men: new Set<string>(), women: new Set<string>() };
  let group = 0;
  for (const [sex, names] of [
    ["men", men],
    ["women", women],
  ] as const)
    for (const line of names.trim().split("\n")) {
      group += 1;
      for (const [index, forms] of line.split("|").entries())
        for (const key of forms
          .trim()
          .split(/\s+/u)
          .flatMap((name) => foldName(composed(name)))) {
          addTo(index === 0 ? formal : everyday, key, group);
          addTo(members, group, key);
          bySex[sex].add(key);
        }
    }
  return { formal, everyday, members, ...bySex };
};

let read: Groups | undefined;

/** Read when the first name is looked for: most commands look for none. */
const groups = (): Groups => (read ??= readGroups());

const shares = (some: ReadonlySet<number> | undefined, others: ReadonlySet<number> | undefined): boolean =>
  some !== undefined && others !== undefined && !some.isDisjointFrom(others);

/** Of two folded names. Ігар and Игорь are the same; Алесь may be short for Аляксандр. */
export const kinshipOf = (one: string, other: string): GivenNameKinship => {
  const { formal, everyday } = groups();
  // Тоня and Таня are written alike in Latin letters, and short for different names.
  if (one === other) return formal.has(one) || (everyday.get(one)?.size ?? 0) < 2 ? "same" : "short";
  if (shares(formal.get(one), formal.get(other))) return "same";
  const isShort = shares(everyday.get(one), formal.get(other)) || shares(formal.get(one), everyday.get(other));
  return isShort || shares(everyday.get(one), everyday.get(other)) ? "short" : "none";
};

/** Is a folded word a first name that many people have, in whatever form? */
export const isGivenName = (key: string): boolean => groups().formal.has(key) || groups().everyday.has(key);

/** The folded forms of the same name, official ones and short ones, with itself. */
export const formsOfGivenName = (key: string): ReadonlySet<string> => {
  const { formal, members } = groups();
  const [group, ...others] = formal.get(key) ?? [];
  if (group === undefined) return new Set([key]);
  const forms = members.get(group) ?? new Set([key]);
  return others.length === 0 ? forms : new Set([...forms, ...others.flatMap((other) => [...(members.get(other) ?? [])])]);
};

/** Whose a folded first name is; null where it is both men's and women's, or not known. */
export const sexOfGivenName = (key: string): "F" | "M" | null => {
  const [isMans, isWomans] = [groups().men.has(key), groups().women.has(key)];
  return isMans === isWomans ? null : isMans ? "M" : "F";
};
