import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A PNG's first bytes: as much as the check looks at. */
export const pngStart = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2,
]);

const schema = (path: string): string => `# yaml-language-server: $schema=${path}\n`;

/** A small campaign without faults, by path. */
export const goodCampaign: Readonly<Record<string, string | Uint8Array>> = {
  "campaign.yaml": `${schema("schema/campaign.json")}name:
  en: Every day, a name
  ru: Каждый день имя
website: https://example.org/
zone: Europe/Vilnius
languages: [en, ru]
freshnessDays: 90
accounts:
  - id: bluesky
    network: bluesky
    language: en
  - id: mastodon-ru
    network: mastodon
    language: ru
    prefix: MASTODON_RU
hashtags:
  always: ["#FreeBelarusWomen"]
  tracked:
    - "#FreeBelarusWomen"
    - "#СвабодуЖурналістам"
profiles:
  schedule: "0 9 * * *"
  include: [imprisoned, released, died]
plan:
  daysAhead: 14
`,
  "prisoners/anna-example.yaml": `${schema("../schema/prisoner.json")}name:
  latin: Anna Example
  be: Ганна Прыклад
  unverified: [be]
spellings:
  - Hanna Example
gender: F
born:
  date: 1982-04-24
  source: viasna
occupation:
  text:
    en: flutist
    ru: флейтистка
  source: press
category: artist
detained:
  date: 2020-09-07
  source: viasna
trials:
  - date: 2021-09-06
    articles: ["361", "361-1", "130 p.3"]
    sentence: { years: 11 }
    source: viasna
status:
  kind: released
  how: deported
  since: 2025-12-13
  checked: 2025-12-15
  sources: [viasna, press]
consent: public
hashtags: ["#FreeAnnaExample"]
campaignHashtags: ["#FreeBelarusWomen"]
link: viasna
image:
  file: images/anna.png
  alt:
    en: Anna Example with a flute
    ru: Анна с флейтой
  licence: CC BY 4.0
sources:
  viasna:
    title: Viasna
    url: https://prisoners.spring96.org/en/person/anna-example
  press:
    title: "Press: a report"
    published: 2025-12-13
`,
  "prisoners/boris-example.yaml": `${schema("../schema/prisoner.json")}name:
  latin: Boris Example
born:
  date: 1970
  source: viasna
detained:
  date: 2021-03
  source: viasna
status:
  kind: imprisoned
  checked: 2026-11-01
  sources: [viasna]
consent: public
sources:
  viasna:
    title: Viasna
    url: https://prisoners.spring96.org/en/person/boris-example
`,
  "counts.yaml": `${schema("schema/counts.json")}counts:
  - date: 2025-03-07
    countedBy: Viasna
    total: 1239
    women: 173
    source:
      title: Viasna
      url: https://example.org/counts
  - date: 2025-03
    countedBy: Belarus Women's Foundation
    women: 180
    atLeast: true
    source:
      title: A report
      url: https://example.org/women
`,
  "calendar.yaml": `${schema("schema/calendar.json")}days:
  - id: day-of-solidarity
    day: 05-21
    title:
      en: Day of the political prisoner
      ru: День политзаключённого
    kind: yearly
    since: 2022
    autoPost: true
    people: [anna-example]
    sources:
      - title: Wikipedia
        url: https://example.org/day
  - id: the-sixteenth
    day: "16"
    title:
      en: Day of solidarity
      ru: День солидарности
    kind: monthly
    autoPost: false
    sources:
      - title: A book
`,
  "actions/2023.yaml": `${schema("../schema/actions.json")}totals:
  - campaign: Marathon
    actions: 37
    cities: 27
    asOf: 2024-09
    source:
      title: A leaflet
actions:
  - id: vilnius-2023-05
    date: 2023-05
    city: Vilnius
    title: Launch of the marathon
    people: [anna-example, boris-example]
    hashtags: ["#BecauseTheJournalist"]
    source:
      title: A leaflet
`,
  "actions/undated.yaml": `${schema("../schema/actions.json")}actions:
  - id: berlin-concert
    city: Berlin
    title: A concert
    source:
      title: A poster
      url: https://example.org/poster
`,
  "petitions/free-anna.yaml": `${schema("../schema/petition.json")}title:
  en: Free Anna
platform: uk-parliament
platformId: "700000"
url: https://petition.parliament.uk/petitions/700000
target: 10000
deadline: 2027-05-01
languages: [en]
state: open
`,
  "texts/en.ftl": `# What posts say.
greeting = { $name } is free
days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
role =
    { $gender ->
        [F] she
       *[other] they
    }
held = Held for { days }
`,
  "texts/ru.ftl": `greeting =
    { $gender ->
        [F] { $name } свободна
       *[other] { $name } свободен
    }
days =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
role =
    { $gender ->
        [F] она
       *[other] они
    }
held = В заключении: { days }
`,
  "images/anna.png": pngStart,
  "README.md": "# About this campaign\n",
  ".editorconfig": "root = true\n",
};

export interface CampaignFolder extends AsyncDisposable {
  /** `<temporary folder>/content`. */
  readonly path: string;
}

/** Writes a campaign into a new folder; `null` leaves a file out. */
export const writeCampaign = async (changes: Readonly<Record<string, string | Uint8Array | null>> = {}): Promise<CampaignFolder> => {
  const root = await mkdtemp(join(tmpdir(), "rollcall-content-"));
  const path = join(root, "content");
  for (const [name, data] of Object.entries({ ...goodCampaign, ...changes })) {
    if (data === null) continue;
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), data);
  }
  return { path, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
};
