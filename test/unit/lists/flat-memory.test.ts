import { expect, test } from "vitest";
import { createLetterWatch } from "../../../src/lists/odd-letters.ts";
import { readCsv } from "../../../src/lists/read-csv.ts";
import { readText } from "../../../src/lists/read-text.ts";
import { syntheticList } from "../../synthetic-list.ts";
import { writeMachineCsv } from "../../write-synthetic-list.ts";
import { readWhole } from "./read-bytes.ts";

test("a long file is never held: no more of it is asked for than the rows at hand need", async () => {
  const pieceBytes = 64 * 1024;
  const row = (id: number): Buffer => Buffer.from(`${id},Anna Papova,imprisoned,${"x".repeat(pieceBytes)}\n`);
  let sent = 0;
  let furthestAhead = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("id,name,status,category\n");
    for (let id = 1; id <= 500; id += 1) {
      sent = id;
      yield row(id);
    }
  }
  let taken = 0;
  const texts = readText(pieces(), createLetterWatch());
  await readCsv(texts, "", () => ({ id }) => {
    taken += 1;
    furthestAhead = Math.max(furthestAhead, sent - Number(id));
  });
  expect(taken).toBe(500);
  expect(furthestAhead * pieceBytes).toBeLessThan(2 * 1024 * 1024);
});

test("a list as large as Viasna's takes a busy machine seconds, not minutes", async () => {
  const file = Buffer.from(writeMachineCsv(syntheticList({ seed: 7 }).people, { language: "be" }));
  const begun = process.cpuUsage();
  const read = await readWhole(file);
  const { user } = process.cpuUsage(begun);
  expect(read.rows.length + read.hidden.length).toBe(8700);
  expect(user / 1_000_000).toBeLessThan(3);
});
