import { openStore } from "../../src/store/open-store.ts";

// A process that writes as fast as it can and says what was acknowledged: `node store-writer.ts FOLDER PREFIX`.
const [, , dataFolder = "", prefix = ""] = process.argv;
const store = await openStore({ dataFolder });
process.stdout.write("open\n");
for (let count = 0; ; count++) {
  await store.accounts.write(`${prefix}-${count}`, "sealed");
  process.stdout.write(`${prefix}-${count}\n`);
}
