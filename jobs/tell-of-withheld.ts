import { createHash } from "node:crypto";
import { isPersonShown } from "../src/campaign/is-person-shown.ts";
import { namedIn } from "../src/campaign/is-shown.ts";
import { namesWithheld } from "../src/campaign/own/names-withheld.ts";
import { readableParts } from "../src/campaign/own/own-gate.ts";
import type { Delivery } from "../src/delivery/ledger.ts";
import type { JobContext } from "./job.ts";

type Context = Pick<JobContext, "content" | "ledger" | "posts">;

/** What is public of campaigners' own words that name somebody who is withheld by now, whoever the post itself is about. */
const writtenOfWithheld = async ({ content, ledger, posts }: Context): Promise<Delivery[]> => {
  const { prisoners } = content();
  const written = (await posts.written()).filter(({ words, draft }) =>
    namesWithheld([...(words === null ? [] : readableParts(words)), ...Object.values(draft?.texts ?? {})], prisoners),
  );
  const published = await Promise.all(
    written.map(async ({ id, subject }) => (await ledger.publishedAbout(subject)).filter(({ postId }) => postId === id)),
  );
  return published.flat();
};

/** What is public about people who are withheld by now, or whose file was taken away: a take-down needs no reason. */
export const publicOfWithheld = async (context: Context): Promise<Delivery[]> => {
  const now = context.content();
  const named = new Set((await context.ledger.publishedSubjects()).flatMap(namedIn));
  const slugs = [...named].filter((slug) => !isPersonShown(now, slug));
  const about = (await Promise.all(slugs.map((slug) => context.ledger.publishedAbout(slug)))).flat();
  const found = new Map([...about, ...(await writtenOfWithheld(context))].map((delivery) => [delivery.id, delivery]));
  return [...found.values()];
};

/** Offers to take back what was published about people who are withheld by now. The notice names nobody. */
export const tellOfWithheld = async (context: JobContext): Promise<void> => {
  const ids = (await publicOfWithheld(context)).map(({ id }) => id);
  if (ids.length === 0) return;
  await context.tell({
    key: `withheld:${createHash("sha256").update(ids.sort().join("\n")).digest("hex")}`,
    text: `${ids.length === 1 ? "One post is" : `${ids.length} posts are`} public about somebody who is withheld by now, or not in the campaign any more. \`npm run -s rollcall -- withdraw --withheld\` takes them back.`,
    choices: [{ kind: "withdraw-withheld" }],
  });
};
