import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ListEntry } from "../../src/campaign/lists/list-entry.ts";
import { postGate } from "../../src/campaign/post-gate.ts";
import { dailyJob } from "../../src/campaign/lists/person-list.ts";
import { drawLists } from "../../src/terminal/draw-lists.ts";
import { writeMachineCsv } from "../write-synthetic-list.ts";
import { openFetchedLists } from "./fetched-lists-fixture.ts";

let scene: Awaited<ReturnType<typeof openFetchedLists>>;

beforeAll(async () => {
  scene = await openFetchedLists();
  return () => scene[Symbol.asyncDispose]();
});

beforeEach(() => scene.empty());

const doubts = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await scene.list()).entries.flatMap((entry) => ("slug" in entry && entry.doubt !== undefined ? [[entry.id, entry.doubt]] : [])),
  );

const asWords = (entry: ListEntry): string => JSON.stringify({ ...entry, doubt: undefined, seen: undefined });

const texts = (): string[] => scene.notices.map(({ text }) => text);

const kindOf = (id: string): string | undefined => {
  const { changes } = scene.weeks.second;
  return (["freed", "died", "unrecognised", "vanished"] as const).find((kind) => changes[kind].includes(id));
};

describe("a list that is the same", () => {
  test("counts as looked up on that day, with its figures", async () => {
    const before = await scene.list();
    scene.rereads = true;
    await scene.run();
    const { imports, entries } = await scene.list();
    expect(entries).toEqual(before.entries);
    expect(imports.at(-1)).toMatchObject({ asOf: "2026-11-21", by: dailyJob, applied: [], active: before.imports[0]!.active });
    expect(scene.content().counts.filter(({ countedBy, date }) => countedBy === "Viasna" && date === "2026-11-21")).toHaveLength(1);
    expect(texts()).toEqual([]);
  });

  test("is not sent again, and counts as looked up all the same", async () => {
    for (const day of [21, 22, 23]) await scene.onDay(day);
    expect(scene.server.offences).toEqual([]);
    expect((await scene.list()).imports.map(({ asOf }) => asOf)).toEqual(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]);
    expect(scene.server.log.filter((line) => line.includes("csv"))).toEqual([
      expect.stringMatching(/ 200$/),
      expect.stringMatching(/ 304$/),
      expect.stringMatching(/ 304$/),
    ]);
  });

  test("is looked at again where the list here was changed while the source was asked", async () => {
    await scene.onDay(21);
    let text = "";
    scene.meanwhile = async () => {
      scene.meanwhile = async () => {};
      await scene.apply(scene.csv.second, "2026-11-22");
      text = await scene.text();
    };
    await scene.onDay(22);
    expect(await scene.text()).toBe(text);
    scene.at("2026-11-22T06:30:00Z");
    await scene.run();
    expect(scene.server.log.at(-1)).toMatch(/ 200$/);
    expect(await scene.watch()).toMatchObject({ failure: null, failedDays: 0 });
  });

  test("is sent again where the list here is another by now", async () => {
    await scene.onDay(21);
    await scene.apply(scene.csv.second, "2026-11-21");
    await scene.onDay(22);
    expect(scene.server.log.at(-1)).toMatch(/ 200$/);
    expect(texts()).toEqual([expect.stringContaining("waits for you")]);
  });

  test("for three weeks says nothing of today any more", async () => {
    scene.server.hasVersions = false;
    for (let day = 1; day <= 28; day += 1) {
      scene.at(
        Temporal.Instant.from("2026-11-20T05:10:00Z")
          .add({ hours: day * 24 })
          .toString(),
      );
      await scene.run();
    }
    expect((await scene.list()).imports.at(-1)?.asOf).toBe("2026-12-11");
    expect(texts()).toEqual([expect.stringContaining("the very same file since 2026-11-21")]);
  });
});

describe("a list that differs", () => {
  beforeEach(() => {
    scene.server.csv = scene.csv.second;
  });

  test("silences at once whoever left prison by it, and changes nothing else of anybody", async () => {
    const before = new Map((await scene.list()).entries.map((entry) => [entry.id, entry as ListEntry]));
    await scene.run();
    const after = await scene.list();
    const { changes } = scene.weeks.second;
    const left = [...changes.freed, ...changes.died, ...changes.unrecognised, ...changes.vanished];
    const found = await doubts();
    const hidden = new Set(after.entries.flatMap((entry) => ("hidden" in entry ? [entry.id] : [])));
    expect([hidden.size, left.filter((id) => found[id] === undefined)]).toEqual([1, [...hidden]]);
    expect(Object.keys(found).filter((id) => !left.includes(id) && found[id] !== "otherwise")).toEqual([]);
    expect(changes.freed.every((id) => found[id] === "freed")).toBe(true);
    const others = after.entries.filter(({ id }) => !hidden.has(id));
    expect(others.map((entry) => asWords(entry as ListEntry))).toEqual(others.map(({ id }) => asWords(before.get(id)!)));
    expect([JSON.stringify(after).includes(before.get([...hidden][0]!)!.slug), after.entries.length]).toEqual([false, before.size]);
    expect(after.imports.at(-1)).toMatchObject({ asOf: "2026-11-21", applied: [], rows: scene.weeks.second.people.length });
  });

  test("counts as looked up for those alone of whom it says the very same", async () => {
    await scene.run();
    const { changes } = scene.weeks.second;
    const corrected = (await Promise.all(changes.corrected.map((id) => scene.entry(id)))).filter((entry) => entry !== undefined);
    expect(corrected.length).toBeGreaterThan(0);
    expect(new Set(corrected.map(({ seen }) => seen))).toEqual(new Set(["2026-11-20"]));
    await scene.onDay(22);
    await scene.onDay(23);
    const later = await Promise.all(corrected.map(({ id }) => scene.entry(id)));
    expect(new Set(later.map((entry) => entry?.seen))).toEqual(new Set(["2026-11-20"]));
    const changed = new Set(Object.values(changes).flat());
    const others = (await scene.list()).entries.filter((entry) => "slug" in entry && entry.status === "active" && !changed.has(entry.id));
    // Those whose id the source changed are corrected, too, under the new one.
    expect(others.filter((entry) => "seen" in entry).length).toBeLessThanOrEqual(2);
  });

  test("has this process go by it at once", async () => {
    const slugOf = (id: string) => [...scene.content().prisoners.values()].find(({ list }) => list?.id === id)!;
    const [freed = ""] = scene.weeks.second.changes.freed;
    await scene.reload();
    scene.rereads = true;
    expect(slugOf(freed).list?.doubt).toBeNull();
    await scene.run();
    expect(slugOf(freed)).toMatchObject({
      status: { kind: "unknown" },
      list: { doubt: expect.stringContaining("nobody has applied that") },
    });
  });

  test("holds posts about whoever left prison, and lets those about everybody unchanged go on, with the day's check", async () => {
    await scene.reload();
    scene.rereads = true;
    const verdicts = () => {
      const { campaign, prisoners } = scene.content();
      const ofList = [...prisoners.values()].filter(({ list }) => list !== undefined);
      const verdictOf = (kind: "speak" | "hold") =>
        new Set(
          ofList.flatMap((prisoner) =>
            postGate({ kind: "profile", prisoner, settings: campaign, now: scene.now, approvedBy: null }).kind === kind
              ? [prisoner.list!.id]
              : [],
          ),
        );
      return {
        speak: verdictOf("speak"),
        hold: verdictOf("hold"),
        checked: new Map(ofList.map(({ list, status }) => [list!.id, status.checked])),
      };
    };
    const before = verdicts();
    await scene.run();
    const after = verdicts();
    const { changes } = scene.weeks.second;
    const left = [...changes.freed, ...changes.died, ...changes.unrecognised, ...changes.vanished];
    expect(left.filter((id) => after.speak.has(id))).toEqual([]);
    expect(left.some((id) => before.speak.has(id))).toBe(true);
    expect([...after.speak].filter((id) => !before.speak.has(id))).toEqual([]);
    const moved = [...after.checked]
      .filter(([id, checked]) => checked !== undefined && checked !== before.checked.get(id))
      .map(([id]) => id);
    const changed = new Set(Object.values(changes).flat());
    expect([moved.length > 100, moved.filter((id) => changed.has(id))]).toEqual([true, []]);
  });

  test("is told once, with its figures, its names and the command", async () => {
    const { changes, people } = scene.weeks.second;
    for (const day of [21, 22, 23]) await scene.onDay(day);
    expect(texts()).toHaveLength(1);
    const [text = ""] = texts();
    expect(text).toContain(`${changes.freed.length} freed`);
    expect(text).toContain(`\`npm run -s rollcall -- import '${scene.server.page}'\``);
    expect(text).toContain(people.find(({ id }) => id === changes.freed[0])!.names.en);
    expect(text).toContain(people.find(({ id }) => id === changes.new.at(-1))!.names.en);
  });

  test("names nobody whose name the source shows no more", async () => {
    await scene.run();
    const gone = scene.weeks.second.people.filter(({ hidden }) => hidden).map(({ names }) => names.en);
    expect(gone.filter((name) => texts().some((text) => text.includes(name)))).toEqual([]);
    expect(JSON.stringify(await scene.watch())).not.toContain(gone.at(-1));
    expect(texts()[0]).toContain("whose name the source shows no more");
  });

  test("keeps of whoever is only corrected no word but the id", async () => {
    await scene.run();
    const { told, waits } = await scene.watch();
    const names = scene.weeks.second.people
      .filter(({ id }) => scene.weeks.second.changes.corrected.includes(id))
      .map(({ names: { en } }) => en);
    expect(told.filter((key) => key.startsWith("corrected:"))).toHaveLength(scene.weeks.second.changes.corrected.length);
    expect(names.filter((name) => JSON.stringify([told, waits]).includes(name))).toEqual([]);
  });

  test("is told again for what is new in it alone", async () => {
    await scene.run();
    const row = scene.csv.second.split("\n").find((line) => line.includes(",active,"))!;
    const { id, names } = scene.weeks.second.people.find((person) => row.startsWith(`${person.id},`))!;
    expect(kindOf(id)).toBeUndefined();
    scene.server.csv = scene.csv.second.replace(row, row.replace(",active,", ",former,"));
    await scene.onDay(22);
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain(`Freed: ${names.en}.`);
    expect(texts()[1]).not.toContain("Died:");
  });

  test("that a campaigner has applied already is no news", async () => {
    await scene.apply(scene.csv.second, "2026-11-21");
    const before = await scene.text();
    await scene.run();
    expect(await scene.text()).toBe(before);
    expect([texts(), (await scene.watch()).waits]).toEqual([[], null]);
  });

  test("leaves what was taken back silenced", async () => {
    await scene.run();
    const [freed = ""] = scene.weeks.second.changes.freed;
    scene.server.csv = scene.csv.first;
    await scene.onDay(22);
    expect((await scene.entry(freed))?.doubt).toBe("freed");
  });
});

describe("what waits", () => {
  beforeEach(async () => {
    scene.server.csv = scene.csv.second;
    await scene.run();
  });

  test("is shown with its figures, its names and how to apply it", async () => {
    const { changes, people } = scene.weeks.second;
    const status = await scene.shown();
    expect(status).toMatchObject({
      source: "viasna",
      asOf: "2026-11-21",
      ageDays: 0,
      fetchedAt: "2026-11-21T07:10:00+02:00",
      failure: null,
    });
    const hidden = people.filter((person) => person.hidden && changes.vanished.includes(person.id)).length;
    const counts = Object.fromEntries(
      (["freed", "died", "new", "unrecognised", "corrected", "vanished"] as const).map((kind) => [kind, changes[kind].length]),
    );
    // Whose name the source hides waits for nobody.
    expect(status.waits).toMatchObject({ counts: { ...counts, vanished: changes.vanished.length - hidden }, hidden: 0 });
    expect(drawLists([status])).toContain(`Freed: ${people.find(({ id }) => id === changes.freed[0])!.names.en}`);
    expect(drawLists([status])).toMatch(/viasna: as of 2026-11-21 \(today\), \d+ in prison; fetched every day at 06:\d\d, last at 2026/);
    expect(drawLists([status])).toContain(`import '${scene.server.page}'`);
  });

  test("is less when a campaigner applied a part of it, and nothing when all of it", async () => {
    await scene.apply(scene.csv.second, "2026-11-21", ["freed", "new"]);
    const { counts } = (await scene.shown()).waits!;
    expect([counts.freed, counts.new, counts.died]).toEqual([undefined, undefined, scene.weeks.second.changes.died.length]);
    await scene.apply(scene.csv.second, "2026-11-21");
    expect(await scene.shown()).toMatchObject({ waits: null, toAdmit: scene.weeks.second.changes.new.length });
  });

  test("says why nothing is fetched or gone by", async () => {
    scene.server.csv = "<html>";
    await scene.onDay(22);
    scene.server.mood = "down";
    await scene.onDay(23);
    const text = drawLists([await scene.shown()]);
    expect(text).toContain("as of 2026-11-21 (2 days ago)");
    expect(text).toContain("NOT GONE BY: the link to the CSV on 127.0.0.1 leads to a page");
    expect(text).toContain("NOT FETCHED: 127.0.0.1 answered 503");
  });
});

describe("a list that is refused", () => {
  const cut = (rows = 300): string => writeMachineCsv(scene.weeks.second.people.slice(0, rows));

  test("changes nothing, and is told once with its reason", async () => {
    const before = await scene.text();
    for (const day of [21, 22, 23]) {
      scene.server.csv = cut(200 + day);
      await scene.onDay(day);
    }
    expect(await scene.text()).toBe(before);
    expect(texts()).toEqual([expect.stringMatching(/nothing was changed: .*cut off/)]);
  });

  test("is told again after a week, and where the reason is another one", async () => {
    scene.server.csv = cut();
    for (const day of [14, 15, 20, 21]) await scene.onDay(day);
    expect(texts()).toHaveLength(2);
    scene.server.csv = "id;nothing\n1;2\n";
    for (const day of [22, 23]) await scene.onDay(day);
    expect(texts()).toHaveLength(3);
  });

  test("because many more or fewer are in prison says how to confirm it", async () => {
    scene.server.csv = scene.csv.first.replaceAll(/(,former,)/g, (word, _, at: number) => (at % 3 === 0 ? ",active," : word));
    await scene.run();
    expect(texts()).toEqual([expect.stringMatching(/more than 10%.*--confirm-active \d+/)]);
  });

  test("is forgotten when it can be gone by again", async () => {
    scene.server.csv = cut();
    await scene.onDay(21);
    scene.server.csv = scene.csv.first;
    await scene.onDay(22);
    expect(await scene.watch()).toMatchObject({ refusal: null });
    expect((await scene.list()).imports.at(-1)?.asOf).toBe("2026-11-22");
  });
});

describe("a list that cannot be written", () => {
  test("is told at once with those who are spoken of as before, is tried again that day, and silences them when it can be", async () => {
    scene.server.csv = scene.csv.second;
    scene.complaint = "content/lists/viasna.jsonl cannot be written (EROFS): give the user the right to write.";
    await scene.run();
    scene.at("2026-11-21T06:30:00Z");
    await scene.run();
    expect(texts()).toEqual([
      expect.stringMatching(/NOTHING was changed, so that they are spoken of as before: .*EROFS/),
      expect.stringMatching(/SPOKEN OF AS BEFORE.*EROFS/),
    ]);
    expect(await doubts()).toEqual({});
    scene.complaint = null;
    scene.at("2026-11-21T07:45:00Z");
    await scene.run();
    expect(Object.values(await doubts())).toContain("freed");
    expect(texts()).toHaveLength(2);
    expect(await scene.watch()).toMatchObject({ refusal: null });
  });
});

describe("somebody whom the campaign withholds", () => {
  const file = (name: string): string => join(scene.contentFolder, "prisoners", name);
  afterEach(() => rm(file("somebody-withheld.yaml"), { force: true }));

  const withhold = async ({ names }: { readonly names: { readonly en: string } }, listed: string): Promise<void> => {
    const lines = [
      "# yaml-language-server: $schema=../schema/prisoner.json",
      `name: { latin: ${names.en} }`,
      "consent: withheld",
      `listed: { viasna: ${listed} }`,
      "status: { kind: unknown, sources: [own] }",
      "sources: { own: { title: Own } }",
    ];
    await writeFile(file("somebody-withheld.yaml"), `${lines.join("\n")}\n`);
    await scene.reload();
  };

  test("is told of to nobody, whatever row the name stands in", async () => {
    const newcomer = scene.weeks.second.people.find(({ id }) => id === scene.weeks.second.changes.new.at(-1))!;
    await withhold(newcomer, "none");
    scene.server.csv = scene.csv.second;
    await scene.run();
    expect(texts()).toHaveLength(1);
    expect(JSON.stringify([texts(), await scene.watch()])).not.toContain(newcomer.names.en);
  });

  test("is withheld in the list, too, and told of to nobody", async () => {
    const [id = ""] = scene.weeks.second.changes.freed;
    const freed = scene.weeks.first.people.find((person) => person.id === id)!;
    await withhold(freed, JSON.stringify(id));
    scene.server.csv = scene.csv.second;
    await scene.run();
    expect((await scene.list()).entries.find((entry) => entry.id === id)).toEqual({ id, withheld: true });
    expect(JSON.stringify([texts(), await scene.watch()])).not.toContain(freed.names.en);
  });
});

describe("a source", () => {
  test("is asked once a day, after the time that is set", async () => {
    scene.at("2026-11-21T04:29:00Z");
    await scene.run();
    expect(scene.server.log).toEqual([]);
    for (const time of ["05:10", "05:20", "12:00", "21:59"]) {
      scene.at(`2026-11-21T${time}:00Z`);
      await scene.run();
    }
    expect(scene.server.log).toHaveLength(2);
  });

  test("is asked by one of two workers", async () => {
    await Promise.all([scene.run(), scene.run(), scene.run()]);
    expect(scene.server.log).toHaveLength(2);
    expect((await scene.list()).imports).toHaveLength(2);
  });

  test("is not asked where nothing says so, nor where nobody could be written to, nor where there is no list yet", async () => {
    scene.fetches = false;
    await scene.run();
    scene.fetches = true;
    scene.website = undefined;
    await scene.run();
    expect([scene.server.server.requests.length > 0, scene.server.log]).toEqual([expect.anything(), []]);
    expect(texts()).toEqual([expect.stringContaining("campaign.yaml has no website")]);
  });

  test("that cannot be reached is asked three times a day, and told of on the third day", async () => {
    scene.server.mood = "down";
    for (const day of [21, 22, 23, 24]) {
      await scene.onDay(day);
      for (const hour of ["06", "07", "09", "15"]) {
        scene.at(`2026-11-${day}T${hour}:30:00Z`);
        await scene.run();
      }
    }
    expect(texts()).toEqual([expect.stringMatching(/^The list viasna could not be fetched for 3 days in a row: 127.0.0.1 answered 503\./)]);
    expect(scene.server.log).toHaveLength(12);
    scene.server.mood = "well";
    await scene.onDay(25);
    expect(await scene.watch()).toMatchObject({ failedDays: 0, failure: null });
  });

  test.each([
    ["bomb", "there are more than 67108864 bytes"],
    ["elsewhere", "is not one of the web's"],
    ["login", "leads to a page, maybe one that asks to log in"],
  ] as const)("that gives something else (%s) changes nothing, and that is told", async (mood, reason) => {
    const before = await scene.text();
    scene.server.mood = mood;
    for (const day of [21, 22]) await scene.onDay(day);
    expect(await scene.text()).toBe(before);
    expect(texts()).toEqual([expect.stringContaining(reason)]);
  });

  test.each(["busy", "drip"] as const)("that is out of order (%s) changes nothing, and is asked again", async (mood) => {
    const before = await scene.text();
    scene.server.mood = mood;
    await scene.onDay(21);
    expect([await scene.text(), texts()]).toEqual([before, []]);
    expect(await scene.watch()).toMatchObject({ failedDays: 1, doneOn: null, failure: expect.any(String) });
    scene.server.mood = "well";
    scene.at("2026-11-21T06:30:00Z");
    await scene.run();
    expect((await scene.list()).imports.at(-1)?.asOf).toBe("2026-11-21");
  });

  test("that forbids it is left alone, and that is told", async () => {
    scene.server.robots = "User-agent: *\nDisallow: /en/list";
    for (const day of [21, 23]) await scene.onDay(day);
    expect(texts()).toEqual([expect.stringContaining("robots.txt")]);
    expect(scene.server.log).toEqual([]);
  });
});

describe("killed", () => {
  test("at tell, what is new at the next try is told as well", async () => {
    scene.server.csv = scene.csv.second;
    scene.dieAt = "tell";
    await scene.run().catch(() => {});
    scene.dieAt = null;
    const { id, names } = scene.weeks.second.people.find(
      (person) => person.status === "active" && kindOf(person.id) === undefined && !person.hidden,
    )!;
    const row = scene.csv.second.split(/\r?\n/).find((line) => line.startsWith(`${id},`))!;
    scene.server.csv = scene.csv.second.replace(row, row.replace(",active,", ",former,"));
    scene.at("2026-11-21T06:30:00Z");
    await scene.run();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain(names.en);
  });

  test.each(["fetch", "saved", "reread", "tell"] as const)("at %s, the next try does the rest and tells it once", async (at) => {
    scene.server.csv = scene.csv.second;
    scene.dieAt = at;
    await scene.run().catch(() => {});
    scene.dieAt = null;
    scene.at("2026-11-21T06:30:00Z");
    await scene.run();
    await scene.onDay(22);
    expect(texts()).toHaveLength(1);
    expect((await scene.list()).imports.map(({ asOf }) => asOf)).toEqual(["2026-11-20", "2026-11-21", "2026-11-22"]);
    expect(Object.keys(await doubts()).length).toBeGreaterThan(5);
    expect((await scene.watch()).waits?.counts).toMatchObject({ freed: scene.weeks.second.changes.freed.length });
  });
});
