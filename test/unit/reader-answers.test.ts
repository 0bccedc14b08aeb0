import { assert, asyncProperty, constantFrom, integer, property, record, string, uniqueArray } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Content } from "../../src/campaign/content.ts";
import { createPeopleIndex } from "../../src/campaign/find/people-index.ts";
import { daysOfTag, lastDays } from "../../src/campaign/hashtags/days-of-tag.ts";
import { reportHashtags } from "../../src/campaign/hashtags/hashtag-report.ts";
import type { Coverage } from "../../src/campaign/hashtags/hashtag-store.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import { writeProfile } from "../../src/campaign/words/write-profile.ts";
import type { Answer, AnswerButton, Asked, PostOfDay } from "../../src/telegram/commands/answer.ts";
import { answerButton, answerCommand, answerText, readerCommands } from "../../src/telegram/commands/index.ts";
import { pictureFacts } from "../../src/telegram/commands/picture-facts.ts";
import { callForFreedom, died, imprisoned, presentPrison, sara, slip } from "./a-sara.ts";
import { asking, everythingIn, now, shipped, texts, withPeople } from "./answer-fixture.ts";
import { draftLanguages, shippedLanguages } from "./shipped-content.ts";
import { noStanding } from "../../src/campaign/petitions/petition-count.ts";

const commands = Object.keys(readerCommands);
const slugs = [...shipped.prisoners.keys()];

const postOf = (subject: string, language = "en", content = shipped): PostOfDay => {
  const request = { campaign: content.campaign, texts, language, today: Temporal.PlainDate.from("2026-11-20") };
  return { kind: "profile", subject, ...writeProfile({ ...request, prisoner: content.prisoners.get(subject)! }) };
};

const withPost: Pick<Asked, "postsOfDay"> = { postsOfDay: async (language) => [postOf("maria-kalesnikava", language)] };

/** Every answer that the buttons lead to in the same language, and theirs, each once. */
const followAll = async (first: Answer, asked: Asked, most = 60): Promise<Answer[]> => {
  const seen = new Set<string>();
  const answers = [first];
  for (const answer of answers) {
    for (const button of answer.buttons.flat()) {
      if ("url" in button || seen.has(button.data) || seen.size >= most || !button.data.startsWith(`${asked.language}:`)) continue;
      seen.add(button.data);
      const next = await answerButton(button.data, asked);
      expect(next).not.toBeNull();
      answers.push(next!);
    }
  }
  return answers;
};

const isSendable = ({ text, entities = [], buttons, picture }: Answer): void => {
  expect(text.trim()).toBe(text);
  expect(text.length).toBeGreaterThan(0);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(picture === undefined ? 4096 : 1024);
  for (const { offset, length, type, url } of entities) {
    expect(offset >= 0 && length > 0 && offset + length <= text.length).toBe(true);
    expect(type === "text_link").toBe(url !== undefined);
    expect(text.slice(offset, offset + length)).not.toContain("\n\n");
  }
  for (const button of buttons.flat()) {
    expect(button.text.length).toBeGreaterThan(0);
    expect("url" in button || Buffer.byteLength(button.data) <= 64).toBe(true);
  }
};

/** Words of an answer that are no names, addresses, commands or hashtags. */
const ownWords = (text: string): string => text.replaceAll(/https?:\S+|[a-z0-9.-]+\.[a-z]{2,}|[/#]\S+|Telegram|TUT\.BY/giu, "");

describe.each([...shippedLanguages, ...draftLanguages])("in %s", (language) => {
  it("every answer, and every answer that its buttons lead to, can be sent and has no placeholder left", async () => {
    for (const command of commands) {
      const asked = asking(command, { language, ...withPost });
      for (const answer of await followAll(await answerCommand(asked), asked)) {
        isSendable(answer);
        expect(everythingIn(answer).replaceAll("…", "")).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
      }
    }
  });

  it("everybody who is recorded has an answer that tells nothing but the record", async () => {
    for (const slug of slugs) {
      const answer = await answerCommand(asking("prisoner", { language, argument: slug }));
      isSendable(answer);
      expect(answer.text).not.toMatch(slip);
      const { status } = shipped.prisoners.get(slug)!;
      // Nobody of the shipped campaign was checked within 90 days before that day.
      expect(callForFreedom.test(answer.text.replaceAll("#FreeBelarusWomen", ""))).toBe(false);
      expect(answer.picture === undefined).toBe(status.kind === "imprisoned" || status.kind === "unknown");
      expect(answer.text.length).toBeLessThan(1024);
    }
  });
});

describe.each(["be", "ru"])("an answer in %s", (language) => {
  it("has no English word in it", async () => {
    const names = new Set([...shipped.prisoners.values()].flatMap(({ name }) => name.latin.split(/[ -]/)).concat("W", "Rollcall"));
    for (const command of commands) {
      const asked = asking(command, { language, ...withPost });
      for (const { text } of await followAll(await answerCommand(asked), asked)) {
        const words = ownWords(text).match(/[A-Za-z]{2,}/g) ?? [];
        expect(words.filter((word) => !names.has(word))).toEqual([]);
      }
    }
  });
});

describe("/start", () => {
  it("warns before anything else, in every language", async () => {
    for (const language of [...shippedLanguages, ...draftLanguages])
      expect((await answerCommand(asking("start", { language }))).text.startsWith(texts.say(language, "bot-warning", {}))).toBe(true);
  });
});

describe("/count", () => {
  it("has each number beside its date and its counter, and the change by the same counter's", async () => {
    const { text, buttons } = await answerCommand(asking("count"));
    expect(text).toContain("All: at least 1,100\nCounted by: Viasna, 15 December 2025 (hrw.org)\nBefore that: 1,285, 4 October 2024\n");
    expect(text).toContain(
      "Women: 167\nCounted by: Belarus Women's Foundation, 10 March 2025 (belaruswomen.org)\nBefore that: 164, 23 February 2025; since then +3",
    );
    expect(text).toContain(
      "Journalists and media workers: 27\nCounted by: BAJ, 15 December 2025 (baj.media)\nBefore that: 45, 16 December 2024; since then −18",
    );
    expect(buttons.flat().map((button) => button.text)).toContain("Chart: Viasna");
  });

  it("shows the chart of one counter, with every number in words", async () => {
    const answer = (await answerButton("be:count:chart:Viasna", asking("")))!;
    expect(answer.picture).toEqual({ kind: "chart", counter: "Viasna" });
    expect(answer.text).toContain("Усяго: 1217 (май 2022 г.); 1223 (чэрвень 2022 г.)");
    expect(answer.text).toContain("не менш за 1100 (15 снежня 2025 г.)");
    expect(answer.text).not.toContain("1331");
    const drawn = pictureFacts(answer.picture!, asking("", { language: "be" }));
    expect(drawn?.kind === "chart" && drawn.facts.alt).toContain("1477 (снежань 2023 г.)");
  });

  it("answers a chart that there is not with the numbers", async () => {
    expect((await answerButton("en:count:chart:nobody", asking("")))?.text).toBe((await answerCommand(asking("count"))).text);
    expect(pictureFacts({ kind: "chart", counter: "nobody" }, asking(""))).toBeNull();
  });

  it("says that nothing is recorded where nothing is", async () => {
    expect((await answerCommand(asking("count", { content: { ...shipped, counts: [] } }))).text).toContain("No number is recorded");
  });
});

describe("/prisoner", () => {
  const about = async (prisoner: Prisoner, language = "en"): Promise<Answer> =>
    answerCommand(asking("prisoner", { content: withPeople(prisoner), argument: "sara", language }));

  it("tells what the post tells, with sources as links and the card", async () => {
    const prisoner = sara();
    const answer = await about(prisoner);
    const post = writeProfile({
      prisoner,
      campaign: shipped.campaign,
      texts,
      language: "en",
      today: Temporal.PlainDate.from("2026-11-20"),
    });
    expect(answer.text.startsWith(post.text)).toBe(true);
    expect(answer.text).toContain("Sources: example.org\n\n#BecauseTheJournalist #Belarus");
    expect(answer.entities).toContainEqual({
      type: "text_link",
      offset: answer.text.indexOf("example.org"),
      length: 11,
      url: "https://example.org/sara",
    });
    expect(answer.picture).toEqual({ kind: "card", slug: "sara-test" });
    expect(pictureFacts(answer.picture!, asking("", { content: withPeople(prisoner) }))).toEqual({ kind: "card", facts: post.card });
  });

  it("links to a page about letters for people in prison alone, and never gives an address", async () => {
    expect((await about(sara({ status: imprisoned }), "be")).text).toContain("Як напісаць ліст: prisoners.spring96.org");
    for (const status of [sara().status, died, { kind: "unknown", sources: [] }])
      expect((await about(sara({ status }))).text).not.toContain("letter");
    const url = "https://prisoners.spring96.org/en/person/sara";
    const own = await about(sara({ status: imprisoned, sources: { viasna: { title: "Viasna", url } } }));
    expect(own.entities?.filter((entity) => entity.url === url)).toHaveLength(2);
  });

  it("says in prison of those who were looked up lately alone", async () => {
    const fresh = await about(sara({ status: imprisoned }));
    expect(fresh.text).toContain("In prison since 7 September 2020: 2,265 days");
    expect(fresh.text).toContain("#FreeSara");
    for (const language of [...shippedLanguages, ...draftLanguages]) {
      const stale = await about(sara({ status: { ...imprisoned, checked: "2026-05-01" } }), language);
      expect(stale.picture).toBeUndefined();
      expect(stale.text).not.toMatch(/#Free(?!BelarusWomen)|2[,\s]?265/);
      expect(stale.text).toContain(texts.say(language, "recorded-unconfirmed", {}));
      expect(stale.text.split("\n").filter((line) => presentPrison.test(line) && !line.includes("2026"))).toEqual([]);
    }
  });

  it("tells nothing of a release that is news, not by a word, a date, a source or a picture", async () => {
    const sources = {
      viasna: { title: "Viasna: Sara Test", url: "https://example.org/sara" },
      news: { title: "Released today", url: "https://example.org/released", published: "2026-11-18" },
    };
    const status = { kind: "released", how: "deported", since: "2026-11-18", checked: "2026-11-19", sources: ["news", "viasna"] };
    for (const language of [...shippedLanguages, ...draftLanguages]) {
      const answer = await about(sara({ status, sources, link: "news" }), language);
      expect(everythingIn(answer)).not.toMatch(/2026|released|18/i);
      expect(answer.picture).toBeUndefined();
      expect(
        pictureFacts({ kind: "card", slug: "sara-test" }, asking("", { content: withPeople(sara({ status, sources })), language })),
      ).toBeNull();
    }
  });

  it("tells of somebody whose release is not told yet just what it tells of those of whom nothing is known today", async () => {
    const sources = {
      viasna: { title: "Viasna: Sara Test", url: "https://example.org/sara", published: "2020-09-20" },
      news: { title: "Released today", url: "https://example.org/released", published: "2026-11-18" },
    };
    const released = { kind: "released", how: "deported", since: "2026-11-18", checked: "2026-11-19", sources: ["news"] };
    for (const language of [...shippedLanguages, ...draftLanguages])
      for (const checked of ["2024-07-12", "2026-11-19", undefined]) {
        const unknown = { kind: "unknown", sources: [], ...(checked !== undefined && { checked }) };
        expect(await about(sara({ status: released, sources }), language)).toEqual(
          await about(sara({ status: unknown, sources }), language),
        );
      }
  });

  it("tells of a release that is news once its own post is out", async () => {
    const prisoner = sara({
      status: { kind: "released", how: "deported", since: "2026-11-18", checked: "2026-11-19", sources: ["viasna"] },
    });
    const ask = async (isTold: boolean) =>
      (await answerCommand(asking("prisoner", { content: withPeople(prisoner), argument: "sara", isReleaseTold: async () => isTold })))
        .text;
    expect(await ask(true)).toContain("Released and deported on 18 November 2026");
    expect(await ask(false)).not.toContain("2026");
  });

  it("is told nothing more of a doubtful status by the news of somebody's release", async () => {
    for (const status of [
      { ...imprisoned, checked: "2026-01-01" },
      { kind: "unknown", sources: [] },
    ]) {
      const asked = asking("prisoner", { content: withPeople(sara({ status })), argument: "sara" });
      expect(await answerCommand({ ...asked, isReleaseTold: async () => true })).toEqual(await answerCommand(asked));
    }
  });

  it("remembers the dead", async () => {
    const { text } = await about(sara({ status: died }), "be");
    expect(text.startsWith("Памятаем: Сара Тэст, садоўніца ружаў\n\nНарадзілася 2 студзеня 1980 г.")).toBe(true);
  });

  it("offers up to five of similar names with what tells them apart, and says nothing undated of them", async () => {
    const people = Array.from({ length: 7 }, (_, index) => ({
      ...sara({
        name: { latin: "Sara Test", be: "Сара Тэст" },
        born: { date: `19${80 + index}-01-02`, source: "viasna" },
        ...(index === 0 && { status: imprisoned }),
      }),
      slug: `sara-${index}`,
    }));
    const content = withPeople(...people);
    const answer = await answerCommand(asking("prisoner", { content, argument: "sara" }));
    expect(answer.buttons.flat().map(({ text }) => text)).toEqual([0, 1, 2, 3, 4].map((index) => `Sara Test, 198${index}`).concat("Menu"));
    expect(answer.text).toContain("• Sara Test, gardener of roses; Сара Тэст; born 1980. Last known, 1 November 2026: in prison.");
    expect(answer.text).toContain("born 1984. Released on 13 December 2025.");
    const [first] = answer.buttons.flat();
    const chosen = await answerButton(first !== undefined && "data" in first ? first.data : "", asking("", { content }));
    expect(chosen?.picture).toEqual({ kind: "card", slug: "sara-0" });
  });

  it("says what to try where nobody is found, and asks for a name where there is none", async () => {
    expect((await answerText(asking("", { argument: "nobody" }))).text).toContain("Nobody of this name is recorded here");
    expect((await answerCommand(asking("prisoner", { language: "be" }))).text).toContain("Напрыклад: /prisoner Алесь Бяляцкі");
  });

  it("is asked with a name alone, too, which never is a button's", async () => {
    const { text } = await answerText(asking("", { argument: "maria-kalesnikava" }));
    expect(text).toContain("Maria Kalesnikava");
    expect((await answerText(asking("", { argument: "=maria-kalesnikava" }))).text).toBe(text);
  });
});

describe("a name as people write it", () => {
  const find = createPeopleIndex(shipped.prisoners.values());
  const about = async (argument: string, language = "be"): Promise<string> =>
    (await answerText(asking("", { argument, language, find }))).text;

  it.each(["Марыя Калеснікава", "Мария Колесникова", "Kalesnikava Maryja", "Maria Kolesnikova", "Марии Колесниковой"])(
    "%s is one person",
    async (name) => {
      expect((await about(name)).split("\n")[0]).toBe("Марыя Калеснікава, флейтыстка, палітычная лідарка");
    },
  );

  it.each(["Kolesnikova", "Калеснікава", "Колесниковой"])("%s is perhaps one", async (name) => {
    expect(await about(name)).toMatch(/^Вы маеце на ўвазе гэтага чалавека\?\n\n• Марыя Калеснікава/);
  });

  it("that several people bear is a choice, and one that nobody bears is nobody's", async () => {
    expect(await about("Babaryka")).toMatch(/^Каго вы маеце на ўвазе\?\n\n• .*Бабарыка[^]*\n• .*Бабарыка/);
    expect(await about("Lukashenka")).toMatch(/^Нікога з такім імем тут няма/);
  });
});

describe("pages", () => {
  const many = Array.from({ length: 40 }, (_, index) => ({
    ...sara({
      name: { latin: `Sara ${index}` },
      status: imprisoned,
      detained: { date: `2020-12-${String((index % 20) + 1).padStart(2, "0")}`, source: "viasna" },
      trials: [],
      born: undefined,
    }),
    slug: `sara-${index}`,
  }));
  const content: Content = {
    ...withPeople(...many),
    actions: Array.from({ length: 20 }, (_, index) => ({ ...shipped.actions[1]!, id: `a-${index}`, title: `Rally number ${index}.` })),
    petitions: new Map(
      Array.from({ length: 20 }, (_, index) => [
        `p-${index}`,
        {
          slug: `p-${index}`,
          title: { en: `Petition ${index}.` },
          platform: "manual",
          url: `https://example.org/${index}`,
          languages: ["en"],
          state: "open",
        },
      ]),
    ),
  };

  it.each([
    ["next", "", /Sara \d+:/g, 40],
    ["actions", "Vienna", /Rally number \d+\./g, 20],
    ["actions", "Austria", /Rally number \d+\./g, 20],
    ["petitions", "", /Petition \d+\./g, 20],
  ])("of /%s %s show each entry once, and lead there and back", async (command, argument, pattern, entries) => {
    const seen: string[] = [];
    let answer: Answer | null = await answerCommand(asking(command, { content, argument }));
    while (answer !== null) {
      seen.push(...(answer.text.match(pattern) ?? []));
      const forward: AnswerButton | undefined = answer.buttons.flat().find(({ text }) => text === "More →");
      answer = forward !== undefined && "data" in forward ? await answerButton(forward.data, asking("", { content })) : null;
    }
    expect(seen).toHaveLength(entries);
    expect(new Set(seen).size).toBe(entries);
  });

  it("carry nothing that a reader typed", async () => {
    const words = "Vienna the words of a reader".repeat(5);
    for (const command of commands) {
      const { buttons } = await answerCommand(asking(command, { content, argument: words }));
      expect(JSON.stringify(buttons)).not.toContain("words");
    }
  });

  it("that there are not become the last one", async () => {
    const { text } = await answerCommand(asking("petitions", { content, argument: ":9999" }));
    expect(text).toContain("Petition 19.");
  });
});

describe("somebody who is withheld", () => {
  const hidden = { ...sara({ consent: "withheld", hashtags: ["#FreeSara"], name: { latin: "Sara Test" } }), slug: "sara-test" };
  const content: Content = {
    ...withPeople(...shipped.prisoners.values(), hidden),
    campaign: { ...shipped.campaign, hashtags: { ...shipped.campaign.hashtags, tracked: ["#FreeSara", "#FreeViasna"] } },
    actions: [
      ...shipped.actions,
      { id: "one", title: "For a friend", people: ["sara-test"], hashtags: [], country: "Chile", source: { title: "A page" } },
      { id: "two", title: "A rally for Sara Test", people: [], hashtags: [], country: "Peru", source: { title: "A page" } },
    ],
    days: [
      {
        id: "day",
        day: "11-25",
        title: { en: "The day of Sara Test" },
        kind: "yearly",
        autoPost: true,
        people: [],
        sources: [{ title: "A page" }],
      },
    ],
    petitions: new Map([
      [
        "p",
        { slug: "p", title: { en: "For Sara Test" }, platform: "manual", url: "https://example.org/p", languages: ["en"], state: "open" },
      ],
    ]),
  };
  const traces = /sara|For a friend|chile|peru/i;

  it("is in no answer, and behind no button", async () => {
    for (const command of commands) {
      const asked = asking(command, { content });
      for (const answer of await followAll(await answerCommand(asked), asked)) expect(everythingIn(answer)).not.toMatch(traces);
    }
    for (const argument of ["sara", "=sara-test", "Chile", "Peru"]) {
      for (const command of ["prisoner", "actions"])
        expect(everythingIn(await answerCommand(asking(command, { content, argument })))).not.toMatch(traces);
    }
    expect(pictureFacts({ kind: "card", slug: "sara-test" }, asking("", { content }))).toBeNull();
  });

  it("is never met by chance", async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 4_000_000_000 }), async (milliseconds) => {
        const moment = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + milliseconds);
        const answer = await answerCommand(
          asking("random", { content: withPeople(hidden, sara({ name: { latin: "Vera Test" } })), now: moment }),
        );
        expect(answer.text).not.toContain("Sara");
      }),
    );
  });
});

describe("/today", () => {
  it("shows the posts of the day in the reader's language", async () => {
    const answer = await answerCommand(asking("today", { language: "be", ...withPost }));
    expect(answer.text).toContain("Сёння, 20 лістапада 2026 г.\n\nМарыя Калеснікава, флейтыстка, палітычная лідарка");
    expect(answer.picture).toEqual({ kind: "card", slug: "maria-kalesnikava" });
  });

  it("has a picture where it is one person's alone", async () => {
    const posts = [postOf("maria-kalesnikava"), postOf("ihar-lednik")];
    const { text, picture } = await answerCommand(asking("today", { postsOfDay: async () => posts }));
    expect(text).toContain("In memory of Ihar Lednik");
    expect(picture).toBeUndefined();
  });

  it("says so where there is none", async () => {
    expect((await answerCommand(asking("today"))).text).toBe("Today, 20 November 2026\n\nNo post of today can be shown here.");
  });
});

describe("/next", () => {
  it("tells coming days from the record, in the order of the days, and never that the dead or the doubtful have one", async () => {
    const { text } = await answerCommand(asking("next"));
    expect(text).toContain(
      "25 November 2026\n• Andrei Kuznechyk: 5 years since the arrest (25 November 2021). Released and deported on 12 February 2025",
    );
    expect(text).toContain(
      "2 December 2026\n• Dzmitry Luksha: 4 years since the verdict (2 December 2022). Pardoned and released on 3 July 2024",
    );
    // He has been dead since 2024.
    expect(text).not.toContain("Ihar Lednik");
  });

  it("leaves out days whose sources are thin, and days without a title in the language", async () => {
    const sources = [{ title: "A page" }];
    const day = { day: "11-25", kind: "yearly" as const, people: [], sources };
    const days = [
      { ...day, id: "thin", title: { en: "The thin day" }, autoPost: false },
      { ...day, id: "good", title: { en: "The good day" }, autoPost: true },
    ];
    const next = async (language: string) => (await answerCommand(asking("next", { language, content: { ...withPeople(), days } }))).text;
    expect(await next("en")).toBe("Coming days\n\n25 November 2026\n• The good day");
    expect(await next("be")).not.toContain("day");
  });

  it("says of today's days what is so today, and of coming ones nothing that nobody can know", async () => {
    const born = (date: string) => sara({ status: imprisoned, detained: undefined, trials: [], born: { date, source: "viasna" } });
    const today = await answerCommand(asking("next", { content: withPeople(born("1980-11-20")) }));
    expect(today.text).toContain("Sara Test: turns 46, in prison");
    const coming = await answerCommand(asking("next", { content: withPeople(born("1980-12-01")) }));
    expect(coming.text).toContain("Sara Test: turns 46. In prison");
    expect(coming.text).toContain("Status as of 1 November 2026");
  });
});

describe("/actions", () => {
  it("gives the totals as a document claims them, apart from what is listed", async () => {
    const { text } = await answerCommand(asking("actions"));
    expect(text).toContain("BAJ Solidarity Marathon: 37 actions, 27 cities, 23 countries (as of September 2024)");
    expect(text).toContain(`Listed here one by one: ${shipped.actions.length} actions, `);
  });

  it.each(["Lithuania", "lithuania", "Літва", "Литва", "у Літве", "в Литве"])("finds a country by %s", async (argument) => {
    const { text } = await answerCommand(asking("actions", { language: "ru", argument }));
    expect(text.startsWith("Литва: 6 акций\n")).toBe(true);
  });

  it.each([
    ["Vilnius", 3],
    ["Вільні", 3],
    ["Вильнюс", 3],
    ["Malmö", 1],
    ["usa", 1],
    ["United States", 1],
    ["Російская", 0],
  ])("finds %s %i times", async (argument, times) => {
    const { text } = await answerCommand(asking("actions", { argument }));
    expect(text).toMatch(times === 0 ? /^No action is listed/ : new RegExp(`: ${times} action`));
  });
});

describe("/hashtags", () => {
  it("calls for nobody who is free, and says that nothing is counted yet", async () => {
    const [first = "", past = ""] = (await answerCommand(asking("hashtags"))).text.split("\n\n");
    expect(first.split("\n").slice(1)).toEqual(["#FreeBelarusWomen", "#FreeViasna", "#BecauseTheJournalist"]);
    expect(past).toContain("#FreeMarfa – Marfa Rabkova. Released and deported on 19 March 2026");
    expect((await answerCommand(asking("hashtags"))).text).toContain("is not counted yet");
  });
});

/** What was counted of two hashtags: Bluesky with a gap, Mastodon by two servers. */
const twoTags = (() => {
  const hour = (time: string): number => Temporal.Instant.from(`2026-11-${time}:00:00Z`).epochMilliseconds / 3_600_000;
  const stretch = (network: "bluesky" | "mastodon", source: string, from: string, to: string, complete = true): Coverage => {
    const [begun, ended] = [Temporal.Instant.from(`2026-11-${from}:00:00Z`), Temporal.Instant.from(`2026-11-${to}:00:00Z`)];
    return { network, source, from: begun, to: ended, complete };
  };
  return reportHashtags(
    ["#FreeBelarusWomen", "#FreeViasna", "#FreeMarfa"],
    [
      { tag: "freebelaruswomen", network: "bluesky", hour: hour("17T23"), count: 1200 },
      { tag: "freebelaruswomen", network: "mastodon", hour: hour("19T08"), count: 3 },
      { tag: "freemarfa", network: "bluesky", hour: hour("20T08"), count: 1 },
    ],
    [
      stretch("bluesky", "jetstream1.example", "16T10", "18T06"),
      stretch("bluesky", "nobody", "18T06", "18T08", false),
      stretch("bluesky", "jetstream2.example", "18T08", "20T09"),
      stretch("mastodon", "mastodon.social", "16T10", "20T08"),
      stretch("mastodon", "mastodon.online", "16T10", "20T08"),
    ],
  );
})();

describe("/hashtags with numbers", () => {
  const figures = { hashtagFigures: async () => twoTags };

  it("tells totals, networks and days, and says what they cover", async () => {
    const { text } = await answerCommand(asking("hashtags", figures));
    expect(text).toBe(`Hashtags that the campaign follows
#FreeBelarusWomen: 1,203 posts
Bluesky 1,200, Mastodon 3
(–, –, 0, 0, 1,200, 3, 0)
#FreeViasna: 0 posts

${text.split("\n\n")[1]}

In brackets: each day, 14 November 2026 – 20 November 2026, the last one until now. “–”: nobody listened.
What these numbers cover (times in Europe/Vilnius):
Bluesky: complete since 18 November 2026, 10:00, as of 20 November 2026, 11:00
– gap: 18 November 2026, 08:00 – 18 November 2026, 10:00, nobody listened
Mastodon: as seen by 2 servers (mastodon.online, mastodon.social) since 16 November 2026, 12:00, as of 20 November 2026, 10:00; other servers may have more
Telegram: not counted
Each post counts once, the campaign’s own too; reposts do not count.

${texts.say("en", "bot-care", {})}`);
    expect(text.split("\n\n")[1]).toContain("#FreeMarfa: 1 post\nBluesky 1, Mastodon 0\n");
  });

  it.each([...shippedLanguages, ...draftLanguages])("can be sent in %s, whatever is known of the time", async (language) => {
    const partly = twoTags.coverage.filter(({ network }) => network === "bluesky").map((each) => ({ ...each, complete: false }));
    const channel = { network: "telegram" as const, source: "@Listed_news", complete: false };
    const shown = [
      { ...channel, from: now.subtract({ hours: 90 }), to: now.subtract({ hours: 70 }) },
      { ...channel, from: now.subtract({ hours: 40 }), to: now },
    ];
    for (const coverage of [twoTags.coverage, partly, twoTags.coverage.slice(0, 1), [...twoTags.coverage, ...shown]]) {
      const answer = await answerCommand(asking("hashtags", { language, hashtagFigures: async () => ({ ...twoTags, coverage }) }));
      isSendable(answer);
      expect(everythingIn(answer)).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
      expect(answer.text).toContain("Bluesky: ");
      expect(answer.text).toMatch(/^Telegram(: |, @Listed_news: .*2026)/m);
    }
  });

  it("is not told where nobody has listened", async () => {
    const nothing = { hashtagFigures: async () => ({ ...twoTags, coverage: [] }) };
    expect(await answerCommand(asking("hashtags", nothing))).toEqual(await answerCommand(asking("hashtags")));
  });

  it("says what nobody heard on a day as no zero, for whichever days were listened to", () => {
    assert(
      property(integer({ min: 0, max: 6 }), integer({ min: 0, max: 6 }), (first, last) => {
        const days = lastDays(now, "UTC", 7);
        const at = (index: number): Temporal.Instant => days[index]!.toZonedDateTime("UTC").toInstant().add({ hours: 5 });
        const coverage = [{ network: "bluesky" as const, source: "a", from: at(first), to: at(last).add({ hours: 1 }), complete: true }];
        expect(daysOfTag({ tag: "#FreeMarfa", hours: [] }, { coverage }, days, "UTC")).toEqual(
          days.map((_, index) => (index >= first && index <= last ? 0 : null)),
        );
      }),
    );
  });
});

describe("a call for one person among the hashtags", () => {
  const tagsOf = async (status: object): Promise<string> => {
    const campaign = { ...shipped.campaign, hashtags: { always: [], tracked: ["#freeSARA", "#FreeViasna"] } };
    return (await answerCommand(asking("hashtags", { content: { ...withPeople(sara({ status })), campaign } }))).text;
  };

  it("is there while the person is known to be in prison", async () => {
    expect(await tagsOf(imprisoned)).toMatch(/^Hashtags that the campaign follows\n#freeSARA\n#FreeViasna\n\n/);
  });

  it.each([
    { ...imprisoned, checked: "2026-01-01" },
    { kind: "unknown", sources: [] },
    { kind: "released", since: "2026-11-18", sources: ["viasna"] },
  ])("is not there where nothing may be said of the person (%j)", async (status) => {
    expect(await tagsOf(status)).toMatch(/^Hashtags that the campaign follows\n#FreeViasna\n\nHow often/);
  });
});

describe("/petitions", () => {
  const petition = (changes: object) => ({
    slug: "p",
    title: { en: "Free all", be: "Вызваліць усіх" },
    platform: "manual" as const,
    url: "https://example.org/p",
    languages: ["en", "de"],
    state: "open" as const,
    ...changes,
  });
  const asked = (changes: object, language = "en") =>
    answerCommand(asking("petitions", { language, content: { ...shipped, petitions: new Map([["p", petition(changes)]]) } }));

  it("says where an open one is signed, until when and in which languages", async () => {
    const { text, entities } = await asked({ deadline: "2026-11-25", target: 5000 }, "be");
    expect(text).toContain(
      "Вызваліць усіх\nПодпісы збіраюць да 25 лістапада 2026 г.: засталося 5 дзён\nПатрэбна: 5000 подпісаў\nМовы старонкі: англійская, нямецкая",
    );
    expect(entities).toContainEqual({ type: "text_link", offset: text.indexOf("Вызваліць"), length: 14, url: "https://example.org/p" });
  });

  it("has the newest accepted count with its day and who counted, and no campaigner's name", async () => {
    const count = { signatures: 12_345, countedOn: Temporal.PlainDate.from("2026-11-19"), countedBy: "Ania", acceptedBy: "Yan" };
    const held = { ...count, signatures: 99_999, source: "https://www.example.org/p", doubt: "jump" as const, refusedBy: null };
    const said = async (source: string) => {
      const standing = { ...noStanding, accepted: { ...count, source }, held };
      const counted = { standings: new Map([["p", standing]]), news: [] };
      return (await answerCommand(asking("petitions", { content: { ...shipped, counted, petitions: new Map([["p", petition({})]]) } })))
        .text;
    };
    expect(await said("https://www.example.org/p")).toContain("12,345 signatures as of 19 November 2026\nCounted by: example.org");
    const byPlatform = await said("https://petition.parliament.uk/petitions/700000/count.json");
    expect(byPlatform).toContain("Counted by: UK Parliament");
    expect(byPlatform).not.toMatch(/Ania|Yan|99,999/);
  });

  it("leaves out what is closed, over, still to open, or not said in this language", async () => {
    expect((await asked({ opened: "2026-11-20" })).text).not.toContain("No open petition");
    for (const changes of [{ state: "closed" }, { state: "won" }, { deadline: "2026-11-19" }, { opened: "2026-11-21" }])
      expect((await asked(changes)).text).toContain("No open petition");
    expect((await asked({}, "ru")).text).toContain("Открытых петиций здесь сейчас нет");
  });
});

describe("/language", () => {
  it("offers each language in its own name, carried by the button", async () => {
    const { buttons } = await answerCommand(asking("language", { language: "pl" }));
    expect(buttons.flat()).toEqual([
      { text: "English", data: "en:help" },
      { text: "Беларуская", data: "be:help" },
      { text: "Русский", data: "ru:help" },
    ]);
    expect((await answerButton("be:help", asking("")))?.text).toContain("палітвязняў");
    expect((await answerCommand(asking("language", { argument: "be" }))).text).toContain("палітвязняў");
  });
});

const status = constantFrom(
  imprisoned,
  { ...imprisoned, checked: "2026-01-05" },
  { kind: "imprisoned", sources: ["viasna"] },
  { kind: "unknown", sources: [] },
  { kind: "unknown", checked: "2026-11-19", sources: ["viasna"] },
  died,
  { kind: "died", sources: ["viasna"] },
  { kind: "released", since: "2025", checked: "2025", sources: ["viasna"] },
  { kind: "released", since: "2026-11-18", checked: "2026-11-18", sources: ["viasna"] },
  { kind: "released", since: "2026-12-18", sources: ["viasna"] },
  { kind: "released", since: "2025-12-13", wentBack: true, checked: "2025-12-15", sources: ["viasna"] },
  sara().status,
);

const people = uniqueArray(
  record({
    slug: string({ unit: constantFrom("a", "b", "z", "0", "9", "-"), minLength: 1, maxLength: 80 }).map((slug) =>
      `s${slug.replaceAll(/-+/g, "-").replace(/-$/, "0")}`.slice(0, 80),
    ),
    status,
    gender: constantFrom("F", "M", undefined),
    consent: constantFrom("public", "withheld"),
    detained: constantFrom(undefined, { date: "2020-12-07", source: "viasna" }, { date: "2020", source: "viasna" }),
    name: constantFrom({ latin: "Vera Test" }, { latin: "Vera Test", be: "Вера Тэст", ru: "Вера Тест" }),
  }).map(({ slug, consent, ...changes }): Prisoner => ({
    ...sara({ ...changes, consent, hashtags: [], ...(consent === "withheld" && { name: { latin: "Zed Hidden" } }) }),
    slug,
  })),
  { selector: ({ slug }) => slug, maxLength: 12 },
);

describe("whatever is recorded and whatever is asked", () => {
  it("is answered without a fault, and with nothing of anybody withheld", async () => {
    await assert(
      asyncProperty(
        people,
        constantFrom(...commands),
        string({ unit: "grapheme", maxLength: 40 }),
        constantFrom(...shippedLanguages, ...draftLanguages),
        integer({ min: -500, max: 500 }),
        async (recorded, command, argument, language, days) => {
          const content = withPeople(...recorded);
          const asked = asking(command, {
            content,
            language,
            argument,
            now: now.add({ hours: days * 24 }),
            find: () => ({ verdict: "choice", people: recorded }),
          });
          for (const answer of await followAll(await answerCommand(asked), asked, 25)) {
            isSendable(answer);
            expect(everythingIn(answer)).not.toMatch(/Zed|Hidden|undefined|NaN|\[object/);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
