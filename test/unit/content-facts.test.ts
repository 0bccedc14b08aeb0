import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { actionsSchema } from "../../src/campaign/action.ts";
import { countsSchema } from "../../src/campaign/count.ts";
import { calendarSchema } from "../../src/campaign/marked-day.ts";
import { earliestDay, latestDay, type PartialDate } from "../../src/campaign/partial-date.ts";
import { petitionSchema } from "../../src/campaign/petition.ts";
import type { Prisoner } from "../../src/campaign/prisoner.ts";
import { listContent, readContent, shippedCampaign, shippedLanguages, shippedPrisoners } from "./shipped-content.ts";

const slugs = new Set(shippedPrisoners.map(({ slug }) => slug));
const { counts } = countsSchema.parse(parse(readContent("counts.yaml")));
const { days } = calendarSchema.parse(parse(readContent("calendar.yaml")));
const actionFiles = listContent("actions", ".yaml").map((file) => ({
  file,
  actions: actionsSchema.parse(parse(readContent(`actions/${file}`))).actions,
}));

const slugsWhere = (is: (prisoner: Prisoner) => boolean): string[] => shippedPrisoners.filter(is).map(({ slug }) => slug);

/** Neighbours that certainly come in the wrong order; dates known to the month or the year get the benefit of the doubt. */
const outOfOrder = (dates: readonly (PartialDate | undefined)[]): string[] => {
  const known = dates.filter((date) => date !== undefined);
  return known.flatMap((date, index) => {
    const next = known[index + 1];
    return next !== undefined && Temporal.PlainDate.compare(earliestDay(date), latestDay(next)) > 0 ? [`${date} before ${next}`] : [];
  });
};

const repeated = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);

describe("the people of the campaign", () => {
  test("are 32", () => {
    expect(slugs.size).toBe(32);
  });

  test.each(shippedPrisoners)(
    "every fact about $slug has a source that is there",
    ({ born, occupation, detained, trials, status, sources }) => {
      const facts = [born, occupation, detained, ...trials].flatMap((fact) => (fact === undefined ? [] : [fact.source]));
      expect(status.sources).not.toEqual([]);
      expect(Object.keys(sources)).toEqual(expect.arrayContaining([...facts, ...status.sources]));
    },
  );

  test("are each linked to a page of their sources that has an address", () => {
    expect(slugsWhere(({ link, sources }) => link === undefined || sources[link]?.url === undefined)).toEqual([]);
  });

  test.each(shippedPrisoners)("the dates of $slug come in the order of a life", ({ born, detained, trials, status }) => {
    expect(outOfOrder([born?.date, detained?.date, ...trials.map(({ date }) => date), status.since, status.checked])).toEqual([]);
  });

  test("were released or died on a known day, and nobody else has such a day", () => {
    const over = ({ status }: Prisoner): boolean => status.kind === "released" || status.kind === "died";
    expect(slugsWhere((prisoner) => over(prisoner) !== (prisoner.status.since?.length === 10))).toEqual([]);
  });

  test("have a status as of a date, unless it is unknown", () => {
    expect(slugsWhere(({ status }) => status.kind !== "unknown" && status.checked === undefined)).toEqual([]);
  });

  test.each(shippedPrisoners)("the spellings of $slug are there once, without notes, and are not the name again", ({ name, spellings }) => {
    // Some names are written the same in Belarusian and Russian.
    const names = new Set([name.latin, name.be ?? name.latin, name.ru ?? name.latin, name.lacinka ?? name.latin]);
    expect(repeated([...names, ...spellings])).toEqual([]);
    expect([...names].join()).not.toMatch(/[()]/);
    expect(spellings.join()).not.toMatch(/typo/);
  });

  test("are said to do what they do in every language or in none", () => {
    const languagesOf = ({ occupation }: Prisoner): string[] => Object.keys(occupation?.text ?? { en: "", be: "", ru: "" });
    expect(slugsWhere((prisoner) => languagesOf(prisoner).join() !== shippedLanguages.join())).toEqual([]);
  });

  test("have nothing told of them that the rules of safety keep quiet", () => {
    const quiet = /\b(wife|husband|mother|father|son|daughter|cell|hospital|ill|illness|colony No|letters? (from|to))\b/i;
    expect(slugsWhere(({ slug }) => quiet.test(readContent(`prisoners/${slug}.yaml`)))).toEqual([]);
  });

  test("are of unknown status where no source dates the release or says what became of them", () => {
    expect(slugsWhere(({ status }) => status.kind === "unknown")).toEqual(["andrei-tolchyn", "danuta-perednia", "eduard-babaryka"]);
  });

  test("are marked where they went back after the release", () => {
    expect(slugsWhere(({ status }) => status.wentBack === true)).toEqual(["andrzej-poczobut"]);
  });

  test("are marked where a rule made a form of the name", () => {
    const marked = ["andrei-tolchyn", "dzianis-ivashyn", "iryna-leushyna", "kseniya-lutskina"];
    expect(slugsWhere(({ name }) => name.unverified !== undefined)).toEqual(marked);
  });

  test("have no source that was wrong about them", () => {
    const stefanovich = shippedPrisoners.find(({ slug }) => slug === "valiantsin-stefanovich");
    expect(stefanovich?.status).toMatchObject({ since: "2026-03-19", sources: ["reform", "zerkalo"] });
    expect(JSON.stringify(stefanovich?.sources)).not.toMatch(/kommersant|tvn24|hrw\.org/);
  });
});

describe("the figures", () => {
  test("never mix two counters in one row", () => {
    expect(counts.length).toBeGreaterThan(20);
    expect(counts.filter(({ countedBy }) => /;| and |,/.test(countedBy))).toEqual([]);
  });

  test("come in the order of their dates", () => {
    expect(outOfOrder(counts.map(({ date }) => date))).toEqual([]);
  });
});

describe("the marked days", () => {
  test("have a title in every language", () => {
    expect(days.filter(({ title }) => Object.keys(title).join() !== shippedLanguages.join())).toEqual([]);
  });

  test("have ids of their own, and people who are there", () => {
    expect(repeated(days.map(({ id }) => id))).toEqual([]);
    expect(days.flatMap(({ people }) => people).filter((slug) => !slugs.has(slug))).toEqual([]);
  });

  test("are written of without a person's look only where a source can be looked up", () => {
    const founding = "Founding page of the campaign";
    const hidden = days.filter(({ sources }) => sources.every(({ title, url }) => url === undefined && !title.startsWith(founding)));
    expect(hidden.filter(({ autoPost }) => autoPost)).toEqual([]);
    const thin = ["monthly-day-of-solidarity", "day-of-solidarity-with-belarus", "human-rights-day"];
    expect(days.filter(({ autoPost }) => !autoPost).map(({ id }) => id)).toEqual(thin);
  });

  test("call for nobody's freedom in their titles", () => {
    expect(days.filter(({ title }) => /\bfree\b|#/i.test(Object.values(title).join(" ")))).toEqual([]);
  });
});

describe("the actions", () => {
  const all = actionFiles.flatMap(({ actions }) => actions);

  test("have ids of their own, and people who are there", () => {
    expect(repeated(all.map(({ id }) => id))).toEqual([]);
    expect(all.flatMap(({ people }) => people).filter((slug) => !slugs.has(slug))).toEqual([]);
  });

  test("stand in the file of their year", () => {
    const misplaced = actionFiles.flatMap(({ file, actions }) =>
      actions.filter(({ date }) => `${date?.slice(0, 4) ?? "undated"}.yaml` !== file).map(({ id }) => `${id} in ${file}`),
    );
    expect(misplaced).toEqual([]);
  });
});

describe("every file of the content", () => {
  const files = [
    ...["prisoners", "actions", "petitions"].flatMap((folder) => listContent(folder, ".yaml").map((file) => `${folder}/${file}`)),
    ...listContent("", ".yaml"),
  ];

  test("names its schema in its first line", () => {
    const schema = /^# yaml-language-server: \$schema=(\.\.\/)?schema\/(campaign|prisoner|counts|calendar|actions|petition)\.json\n/;
    expect(files.filter((file) => !schema.test(readContent(file)))).toEqual([]);
  });
});

describe("the settings", () => {
  test("name accounts in languages that the campaign has", () => {
    expect(shippedCampaign.languages).toEqual(shippedLanguages);
    expect(shippedCampaign.accounts.filter(({ language }) => !shippedCampaign.languages.includes(language))).toEqual([]);
  });

  test("track the two hashtags that the campaign began with", () => {
    expect(shippedCampaign.hashtags.tracked).toEqual(expect.arrayContaining(["#FreeMariaKalesnikava", "#FreeBelarusWomen"]));
  });
});

test("petitions are of the shape that the campaign reads", () => {
  const broken = listContent("petitions", ".yaml").filter(
    (file) => !petitionSchema.safeParse(parse(readContent(`petitions/${file}`))).success,
  );
  expect(broken).toEqual([]);
});
