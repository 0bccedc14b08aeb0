import { createHash } from "node:crypto";
import { isShown } from "../src/campaign/is-shown.ts";
import type { JobContext } from "./job.ts";

/** The subjects of what is public about people who are withheld by now, or whose file was taken away: a take-down needs no reason. */
export const withheldSubjects = async ({ content, ledger }: Pick<JobContext, "content" | "ledger">): Promise<string[]> => {
  const now = content();
  return (await ledger.publishedSubjects()).filter((subject) => !isShown(now, subject));
};

/** Offers to take back what was published about people who are withheld by now. The notice names nobody. */
export const tellOfWithheld = async (context: JobContext): Promise<void> => {
  const ids: string[] = [];
  for (const subject of await withheldSubjects(context)) ids.push(...(await context.ledger.publishedAbout(subject)).map(({ id }) => id));
  if (ids.length === 0) return;
  await context.tell({
    key: `withheld:${createHash("sha256").update(ids.sort().join("\n")).digest("hex")}`,
    text: `${ids.length === 1 ? "One post is" : `${ids.length} posts are`} public about somebody who is withheld by now, or not in the campaign any more. \`npm run -s rollcall -- withdraw --withheld\` takes them back.`,
    choices: [{ kind: "withdraw-withheld" }],
  });
};
