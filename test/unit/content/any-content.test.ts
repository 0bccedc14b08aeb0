import * as fc from "fast-check";
import { relative } from "node:path";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatFault } from "../../../src/content/fault.ts";
import { parseYaml } from "../../../src/content/parse-yaml.ts";
import { plainValue } from "../../../src/content/plain-value.ts";
import { decodeText } from "../../../src/content/read-text.ts";
import { readSimpleYaml } from "../../../src/content/read-simple-yaml.ts";
import { readContent } from "../../../src/content/read-content.ts";
import { goodCampaign, writeCampaign } from "./campaign-folder.ts";

const textFiles = Object.entries(goodCampaign).flatMap(([name, data]) =>
  typeof data === "string" && /\.(yaml|ftl)$/.test(name) ? [[name, data] as const] : [],
);

const lines = (data: Uint8Array | string): number => {
  const text = typeof data === "string" ? data : new TextDecoder().decode(data);
  return Math.max(1, text.split("\n").length);
};

test("whatever bytes a file has, it is read or its faults lie inside it", async () => {
  await using folder = await writeCampaign();
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .string({ unit: fc.constantFrom(...Array.from("{}[]\"'\\|>-?:&*!%@`#,=$.\n\n\t  ab10~")), maxLength: 200 })
      .map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...textFiles), bytes, async ([name, good], data) => {
      const path = join(folder.path, name);
      await writeFile(path, data);
      const { faults } = await readContent(folder.path, { messages: {} });
      for (const fault of faults) expect(formatFault(fault)).toMatch(/^.+:\d+:\d+: .+$/);
      expect(faults.filter((fault) => fault.file === path && fault.line > lines(data))).toEqual([]);
      await writeFile(path, good);
    }),
    { numRuns: 150 },
  );
});

const mutate = (text: string, kind: string, at: number, extra: string): string => {
  const all = text.split("\n");
  const index = at % all.length;
  const offset = at % text.length;
  switch (kind) {
    case "delete a line":
      return all.toSpliced(index, 1).join("\n");
    case "double a line":
      return all.toSpliced(index, 0, all[index]!).join("\n");
    case "insert a line":
      return all.toSpliced(index, 0, extra).join("\n");
    case "indent a line":
      return all.with(index, ` ${all[index]}`).join("\n");
    case "swap lines":
      return all
        .with(index, all[(index + 1) % all.length]!)
        .with((index + 1) % all.length, all[index]!)
        .join("\n");
    case "cut off":
      return text.slice(0, offset);
    default:
      return text.slice(0, offset) + extra + text.slice(offset + 1);
  }
};

const kinds = ["delete a line", "double a line", "insert a line", "indent a line", "swap lines", "cut off", "change a character"];
const extras = [...Array.from("{}[]\"':#&*!|>-?%@`\t x0~"), "\0", "\ud83d", "é", "🙂", "- ", "a: b", "null", "2020"];

test("a good file with one thing changed is read, or its faults have places that exist and plain words", async () => {
  await using folder = await writeCampaign();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...textFiles),
      fc.constantFrom(...kinds),
      fc.nat(2000),
      fc.constantFrom(...extras),
      async ([name, good], kind, at, extra) => {
        const path = join(folder.path, name);
        const changed = mutate(good, kind, at, extra);
        await writeFile(path, changed);
        const { content, faults } = await readContent(folder.path, { today: Temporal.PlainDate.from("2026-11-21"), messages: {} });
        await writeFile(path, good);
        expect(content === null).toBe(faults.length > 0);
        // A change in one place has few consequences.
        expect(faults.slice(8)).toEqual([]);
        for (const fault of faults) {
          const text = relative(folder.path, fault.file) === name ? changed : String(goodCampaign[relative(folder.path, fault.file)] ?? "");
          const line = text.split("\n")[fault.line - 1];
          expect({ ...fault, isInside: line !== undefined }).toMatchObject({ isInside: true });
          expect(fault.column).toBeLessThanOrEqual(line!.length + 1);
          expect(fault.message).not.toMatch(/Invalid input|undefined|NaN|\[object|Expected token/);
        }
      },
    ),
    { numRuns: 200 },
  );
});

const ordinary = ["x", "1", "a b", '"a b"', "'a b'", "[a, b]", "{ a: 1 }", "2020-09-07", "https://a.b/c#d", "true", "Ёлка (é)", ""];
const odd = [
  ..."-1|1.5|0x1F|007|1e3|True|no|null|~|.5|2020|0|00|a: b|a:b|a:|a #b|a#b|#b|[a,b]|[a, [b]]|[]|[ ]|[a, ]|[,a]|[1, no]|[a: b]|{a: 1}|{a}".split(
    "|",
  ),
  ..."{ a: 1, a: 2 }|{}|{ a: b: c }|{a: 1}}|it's|a, b|a & b|a * b|a ! b|a ? b|a - b|a % b|a @ b|a ` b|12 | 12|1_000|+1|1:30|12:30:45".split(
    "|",
  ),
  ...`"a, b"|["a, b", c]|['a', "b"]|"a\\n"|'it''s'|"a" b|"a|'a|&x 1|*x|!t 1|@a|%a|-|- a|é è|a\u00a0|\u00a0a|🙂|a]|a}|[a]]|"x": 1|>|''|"#"`.split(
    "|",
  ),
  "|",
  "> x",
];
const line = fc
  .tuple(
    fc.constantFrom("", "", "", "  ", "  ", "    ", " ", "- ", "  - ", "    - "),
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom("a: ", "b: ", "c: ", "d:", "e: ", "f-g: ") },
      { weight: 1, arbitrary: fc.constantFrom("", "a", "a:b", "no: ", "<<: ", "? a", "# a: ", "---") },
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ordinary) }, { weight: 1, arbitrary: fc.constantFrom(...odd) }),
    fc.constantFrom("", "", "", "", " ", " # c"),
  )
  .map((pieces) => pieces.join(""));

/** Texts made of the pieces that YAML files have, put together as they come. */
const yamlLike = fc.array(line, { minLength: 1, maxLength: 5 }).map((all) => all.join("\n"));

test("the quick reader reads what it reads exactly as the YAML library does", () => {
  let read = 0;
  const hold = (typed: string): void => {
    const decoded = decodeText(Buffer.from(typed));
    const text = "text" in decoded ? decoded.text : "";
    const quick = readSimpleYaml(text);
    if (quick === undefined) return;
    read += 1;
    const { contents, complaints } = parseYaml(text);
    expect({ text, complaints }).toEqual({ text, complaints: [] });
    expect({ text, value: quick, complaints: [] }).toEqual({
      text,
      value: plainValue(contents, text).value,
      complaints: plainValue(contents, text).complaints,
    });
  };
  fc.assert(fc.property(yamlLike, hold), { numRuns: 15_000 });
  expect(read).toBeGreaterThan(300);
  fc.assert(
    fc.property(
      fc.constantFrom(...textFiles),
      fc.constantFrom(...kinds),
      fc.nat(2000),
      fc.constantFrom(...extras),
      ([, good], kind, at, extra) => hold(mutate(good, kind, at, extra)),
    ),
    { numRuns: 1500 },
  );
});

test("the quick reader reads files as campaigners write them", () => {
  const yaml = textFiles.filter(([name]) => name.endsWith(".yaml"));
  expect(yaml.filter(([, text]) => readSimpleYaml(text) === undefined)).toEqual([]);
});

const mebibyte = 1_048_000;
const heavy: readonly (readonly [string, string])[] = [
  ["open brackets", "[".repeat(mebibyte)],
  ["pairs of brackets", "[],".repeat(mebibyte / 3)],
  ["quotes", '"'.repeat(mebibyte)],
  ["single quotes", "' ".repeat(mebibyte / 2)],
  ["backslashes in quotes", `a: "${"\\\\".repeat(mebibyte / 2)}`],
  ["spaces", " ".repeat(mebibyte)],
  ["empty lines", "\n".repeat(mebibyte)],
  ["hyphens", "-".repeat(mebibyte)],
  ["question marks", "? ".repeat(mebibyte / 2)],
  ["colons", ": ".repeat(mebibyte / 2)],
  ["commas in brackets", `a: [${",".repeat(mebibyte)}`],
  ["keys", "k: 1\n".repeat(mebibyte / 5)],
  ["comments", "#\n".repeat(mebibyte / 2)],
  ["a hashtag without an end", `hashtags: ["#${"1".repeat(19_000)}!"]`],
  ["many long hashtags", `hashtags:\n${`  - "#${"1".repeat(19_000)}!"\n`.repeat(50)}`],
  ["a long key", `${"k".repeat(mebibyte)}: 1`],
  ["a block text", `a: |\n${"  x\n".repeat(mebibyte / 4)}`],
  ["tabs", "\t".repeat(mebibyte)],
  ["carriage returns", "\r".repeat(mebibyte)],
  ["document ends", "...\n".repeat(mebibyte / 4)],
  ["tags", "!a ".repeat(mebibyte / 3)],
  ["messages", "a = b\n".repeat(mebibyte / 6)],
  ["placeables", `a = ${"{".repeat(mebibyte)}`],
  ["a chain of messages", Array.from({ length: 40_000 }, (_, index) => `a${index} = { a${index + 1} }\n`).join("")],
];

test.each(heavy)("a mebibyte of %s takes seconds at most, in every kind of file", async (_, text) => {
  await using folder = await writeCampaign({ "prisoners/boris-example.yaml": text, "texts/ru.ftl": text, "campaign.yaml": text });
  // Of this process's own time, since the machine may have other work.
  const start = process.cpuUsage();
  const { faults } = await readContent(folder.path, { messages: {} });
  expect(faults.length).toBeGreaterThan(0);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
});
