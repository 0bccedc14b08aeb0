import { edits, type BrokenCopy } from "./broken-copies.ts";
import { goodCampaign } from "./campaign-folder.ts";

/** What somebody who is tired, or who writes in a word processor, makes of a good file. */
const anna = "prisoners/anna-example.yaml";
const boris = "prisoners/boris-example.yaml";
const borisText = String(goodCampaign[boris]);

const address = "url: https://prisoners.spring96.org/en/person/anna-example";
const alt = "  alt:\n    en: Anna Example with a flute\n    ru: Анна с флейтой\n";

const people = [
  ...edits(anna, [
    [
      "typographic quotes around a title",
      "title: Viasna\n",
      "title: “Viasna”\n",
      "title: “",
      /sources\.viasna\.title has typographic quotes around it/,
    ],
    ["typographic quotes around a hashtag", '["#FreeAnnaExample"]', "[“#FreeAnnaExample”]", "hashtags: [", /must be # and then letters/],
    ["typographic quotes around a name", "latin: Anna Example", "latin: “Anna Example”", "latin:", /name\.latin has typographic quotes/],
    [
      "a date with dots",
      "date: 2020-09-07",
      "date: 1.12.2026",
      "1.12",
      /detained\.date is "1\.12\.2026": must be a date such as 2020-09-07/,
    ],
    ["a date with slashes", "date: 2020-09-07", "date: 2020/09/07", "2020/", /must be a date such as/],
    ["a date with dashes of a word processor", "date: 2020-09-07", "date: 2020–09–07", "2020–", /must be a date such as/],
    ["a date in brackets", "date: 2020-09-07", "date: [2020-09-07]", "date: [", /is a list: must be a date/],
    ["a date about", "date: 2020-09-07", "date: ~2020", "~2020", /must be a date such as/],
    [
      "sources with commas and no brackets",
      "sources: [viasna, press]",
      "sources: viasna, press",
      "sources: v",
      /must be a list: each entry/,
    ],
    ["a picture without a description", alt, "", "image:", /image\.alt is missing/],
    ["a picture's description in no language", alt, "  alt: Anna\n", "alt:", /image\.alt is "Anna": must be a block/],
    [
      "a picture's path from above content",
      "images/anna.png",
      "content/images/anna.png",
      "file:",
      /begins with content\/: give the path from there, such as images\/anna\.png/,
    ],
    [
      "a picture's address",
      "images/anna.png",
      "https://example.org/anna.png",
      "file:",
      /is an address: put the picture itself into content\/images\//,
    ],
    ["a picture's name in other capitals", "images/anna.png", "images/Anna.PNG", "file:", /is not there.*did you mean images\/anna\.png/],
    ["a picture's path that leaves the folder on its way", "images/anna.png", "images/../../x.png", "file:", /is outside content\//],
    ["no path of a picture", "file: images/anna.png", "file:", "file:", /image\.file is empty/],
    ["an address with a space", "person/anna-example", "person/anna example", "url:", /without spaces/],
    ["an address with words behind it", "person/anna-example", "person/anna-example (in English)", "url:", /without spaces/],
    ["an address with a comma behind it", "person/anna-example", "person/anna-example,", "url:", /nothing behind it/],
    ["an address in angle brackets", address, `url: <${address.slice(5)}>`, "url:", /must be an http/],
    ["an address as Markdown", address, `url: [Viasna](${address.slice(5)})`, "url:", /does not belong/],
    ["an address whose quote is not closed", address, `url: "${address.slice(5)}`, "url:", /quote.* not closed/],
    ["an address without its scheme", "https://prisoners.", "www.", "url:", /must be an http/],
    ["a sentence in words", "sentence: { years: 11 }", "sentence: 11 years", "sentence:", /must be a block with the keys years/],
    ["a sentence without its colon", "{ years: 11 }", "{ years 11 }", "sentence:", /has "years 11": write years, a colon and a space/],
    ["a sentence without its space", "{ years: 11 }", "{years:11}", "sentence:", /has "years:11": write years, a colon and a space/],
    ["a key twice in brackets", "{ years: 11 }", "{ years: 11, years: 12 }", "sentence:", /the key "years" twice/],
    ["articles without their list", '["361", "361-1", "130 p.3"]', "361, 361-1", "articles:", /must be a list/],
    ["an article's part in Cyrillic", '"130 p.3"', '"130 ч.3"', "articles:", /must be an article such as/],
    ["a hashtag with two signs", '["#FreeAnnaExample"]', '["##FreeAnnaExample"]', "hashtags: [", /must be # and then letters/],
    ["a hashtag with a hyphen", '["#FreeAnnaExample"]', '["#Free-Anna"]', "hashtags: [", /must be # and then letters/],
    ["two hashtags in one text", '["#FreeAnnaExample"]', '["#FreeAnna #FreeBelarus"]', "hashtags: [", /must be # and then letters/],
    [
      "a birth without its source",
      "born:\n  date: 1982-04-24\n  source: viasna",
      "born: 1982-04-24",
      "born:",
      /must be a block with the keys date, source/,
    ],
    [
      "a work in no language",
      "  text:\n    en: flutist\n    ru: флейтистка\n",
      "  text: flutist\n",
      "text:",
      /occupation\.text is "flutist": must be a block/,
    ],
    ["a work with HTML", "en: flutist", "en: flutist &amp; teacher", "en: flutist", /occupation\.text\.en has HTML in it/],
    ["a source's key of two words", "  press:\n", "  the press:\n", "the press", /the key "the press" under sources/],
    ["an address for a link", "link: viasna", "link: https://example.org", "link:", /link is "https:\/\/example\.org": must be the key/],
    ["a star for a hyphen", "  - Hanna Example", "  * Hanna Example", "  *", /begins with \*: write - and a space/],
    [
      "a dash for a hyphen",
      "  - Hanna Example",
      "  – Hanna Example",
      "  –",
      /must be a list: each entry on a line of its own after a hyphen/,
    ],
    ["a title that is not under its source", '    title: "Press', '  title: "Press', "    published", /not indented like/],
  ]),
  ...edits(boris, [
    ["freed", "kind: imprisoned", "kind: freed", "kind:", /status\.kind is "freed": must be one of imprisoned/],
    ["imprisoned with a capital", "kind: imprisoned", "kind: Imprisoned", "kind:", /did you mean imprisoned/],
    [
      "released before the arrest",
      "kind: imprisoned",
      "kind: released\n  since: 2020-01-01",
      "since:",
      /the release \(2020-01-01\) is before the detention/,
    ],
    ["released, and no date", "kind: imprisoned", "kind: released", "status:", /status\.since is missing/],
    ["a status without sources", "  sources: [viasna]\n", "", "status:", /status\.sources is missing/],
    ["one source for the sources", "  sources: [viasna]", "  source: viasna", 13, /no key "source": did you mean sources/],
    ["checked tomorrow", "checked: 2026-11-01", "checked: 2026-11-22", "checked:", /2026-11-22 is after today/],
    ["checked in words", "checked: 2026-11-01", "checked: today", "checked:", /must be a date such as/],
    ["withheld with a typo", "consent: public", "consent: witheld", "consent:", /did you mean withheld/],
    ["consent with a Cyrillic letter", "consent: public", "consent: рublic", "consent:", /did you mean public/],
    ["a key with Cyrillic letters", "consent: public", "соnsent: public", "public", /did you mean consent/],
    ["an equals sign", "consent: public", "consent = public", "consent =", /is the colon missing/],
    ["a colon of another width", "consent: public", "consent： public", "public", /is the colon missing/],
    ["a comma at the end of a line", "consent: public", '"consent": "public",', "public", /does not belong/],
    ["a list's merge key", "name:\n", "name:\n  <<: *defaults\n", "<<", /alias/],
    ["an emoji in a name", "latin: Boris", "latin: Boris 🙂", "latin:", /has "🙂" \(U\+1F642\): a name has letters/],
    ["a no-break space in a name", "latin: Boris Example", "latin: Boris\u00a0Example", "latin:", /U\+00A0/],
    ["two spaces in a name", "latin: Boris Example", "latin: Boris  Example", "latin:", /two spaces in a row/],
    ["a number for a name", "latin: Boris Example", 'latin: "2"', "latin:", /name\.latin/],
    ["an invisible blank in a name", "latin: Boris", "latin: Bo\u200bris", "latin:", /U\+200B/],
    ["an indent of no-break spaces", "  latin:", "\u00a0\u00a0latin:", "latin:", /no space \(U\+00A0\).*use spaces/],
    ["an indent of a tab", "  latin:", "\tlatin:", "latin:", /tab: use spaces/],
    ["a BOM in the middle", "consent:", "\ufeffconsent:", "consent:", /U\+FEFF/],
    ["a block that is not indented", "status:\n  kind", "status:\nkind", 12, /indented further/],
    ["a document's end", "consent: public", "consent: public\n...", "...", /ends a YAML document/],
  ]),
];

const others = [
  ...edits("counts.yaml", [
    ["a figure about", "total: 1239", "total: ~1239", "total:", /must be a whole number/],
    ["a figure with a blank", "total: 1239", "total: 1 239", "total:", /must be a whole number/],
    ["a figure with a dot", "total: 1239", "total: 1.239", "total:", /must be a whole number/],
  ]),
  ...edits("calendar.yaml", [
    [
      "an anniversary of no year",
      "kind: yearly\n    since: 2022",
      "kind: anniversary",
      "- id: day-of-solidarity",
      /since is missing: an anniversary needs the year/,
    ],
    [
      "an entry whose first line is missing",
      "  - id: the-sixteenth\n",
      "",
      15,
      /the keys "day", "title", "kind", "autoPost" and more twice: is the line missing with which a new entry begins/,
    ],
    ["a day with its year", "day: 05-21", "day: 2022-05-21", "2022-05-21", /must be month and day/],
    ["a day in words", "day: 05-21", "day: 21 May", "21 May", /must be month and day/],
    [
      "a person by a file's name",
      "people: [anna-example]",
      "people: [anna-example.yaml]",
      "people:",
      /must be small letters, digits and single hyphens/,
    ],
  ]),
  ...edits("campaign.yaml", [
    ["a schedule that is a time", '"0 9 * * *"', "9:00", "schedule:", /must be a cron pattern/],
    ["a schedule in typographic quotes", '"0 9 * * *"', "“0 9 * * *”", "schedule:", /must be a cron pattern/],
    ["a token", "    language: en\n", "    language: en\n    token: abc\n", "token:", /no key "token"/],
    ["a freshness with its unit", "freshnessDays: 90", "freshnessDays: 90 days", "freshnessDays", /must be a whole number/],
    ["a language with an underline", "languages: [en, ru]", "languages: [en, ru_RU]", "languages:", /must be a language tag/],
  ]),
  ...edits("petitions/free-anna.yaml", [["a deadline with dots", "2027-05-01", "1.5.2027", "deadline", /must be a date such as/]]),
  ...edits("texts/ru.ftl", [
    ["a tab", "        [few]", "\t[few]", "[few]", /indented with a tab: use spaces/],
    ["a value without its sign", "{ $name } свободна", "{ name } свободна", "{ name }", /the value is written \{ \$name \}/],
    ["a value of another template", "{ $name } свободна", "%s свободна", "%s", /greeting does not use \{ \$name \} in its variant \[F\]/],
    ["a value with a capital", "{ $days } дня", "{ $Days } дня", "$Days", /did you mean days/],
    ["a Cyrillic letter in a key", "held =", "hеld =", "hеld", /has "е" here: keys and variants have Latin letters only/],
    ["a Cyrillic letter in a variant", "[few]", "[fеw]", "[fеw]", /has "е" here/],
    ["an arrow of a word processor", "{ $days ->", "{ $days →", "→", /has "→" here: write ->/],
    ["a colon for the equals sign", "held = В", "held: В", "held:", /= is missing here/],
    ["two defaults", "[few]", "*[few]", 11, /two variants marked with \*/],
    ["HTML", "held = В", "held = <b>В</b>", "held =", /has <b> in its text/],
    ["a comment of another language", "held =", "// later\nheld =", "// later", /does not begin a message/],
  ]),
];

const second = (title: string, file: string, change: string, says: RegExp): BrokenCopy => ({
  title,
  file,
  change,
  in: boris,
  line: 3,
  says,
});

const folders: BrokenCopy[] = [
  second(
    "a person's second file in capitals",
    "prisoners/boris-2.yaml",
    borisText.replace("Boris Example", "BORIS EXAMPLE").replace("person/boris", "person/other"),
    /the name boris example is in .*boris-2\.yaml:3 already: two files for one person/,
  ),
  second(
    "a person's second file with a birthday that is better known",
    "prisoners/boris-2.yaml",
    borisText.replace("date: 1970", "date: 1970-05-06").replace("person/boris", "person/other"),
    /two files for one person; keep one, or give the dates of birth of both/,
  ),
  second(
    "a person's second file without a birthday",
    "prisoners/boris-2.yaml",
    borisText.replace("born:\n  date: 1970\n  source: viasna\n", "").replace("person/boris", "person/other"),
    /two files for one person/,
  ),
  {
    title: "a person's second file under another spelling",
    file: "prisoners/hanna.yaml",
    change: String(goodCampaign[anna])
      .replace("latin: Anna Example", "latin: Hanna Example")
      .replace("person/anna-example", "person/other"),
    line: 3,
    says: /the name and date of birth hanna example, 1982-04-24 is in .*anna-example\.yaml:7 already/,
  },
  {
    title: "an editor's copy",
    file: "prisoners/boris-example.yaml~",
    change: "x",
    line: 1,
    says: /a copy that an editor or a merge left.*remove it/,
  },
  { title: "a merge's copy", file: "texts/ru.ftl.orig", change: "x", line: 1, says: /a copy that an editor or a merge left/ },
  { title: "people in a folder that is called otherwise", file: "prisoner/x.yaml", change: "x", line: 1, says: /did you mean prisoners/ },
];

export const tiredCopies: readonly BrokenCopy[] = [...people, ...others, ...folders];
