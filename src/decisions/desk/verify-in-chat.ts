import type { CampaignSettings } from "../../campaign/campaign-settings.ts";
import { isUnnamed } from "../../campaign/own/unnamed.ts";
import { statusHows, statusKindSchema } from "../../campaign/prisoner.ts";
import { UserError } from "../../user-error.ts";
import { howToBeNamed } from "../approve-post.ts";
import { inChatWords } from "./in-chat-words.ts";

const usage = `Say it in this order: whom, what the page says (${statusKindSchema.options.join(", ")}), the day that it speaks for, and the page.
/verify maria-kalesnikava imprisoned 2026-11-20 https://…
Of a release or a death also its day, and of a release how, where the page says so:
/verify maria-kalesnikava released 2026-11-20 https://… since 2026-11-18 deported
/stale shows whom to look up, with their names for this.`;

const isHow = (word: string): boolean => (statusHows as readonly string[]).includes(word);

/** What was typed behind `/verify`, as the command line takes it. Throws `UserError` where something is missing or too much. */
const verifyArguments = (words: readonly string[]): string[] => {
  const [slug, status, on, source, ...rest] = words;
  if (slug === undefined || status === undefined || on === undefined || source === undefined) throw new UserError(usage);
  if (!statusKindSchema.options.some((kind) => kind === status.toLowerCase())) throw new UserError(usage);
  const args = [slug.toLowerCase(), "--status", status.toLowerCase(), "--on", on, "--source", source];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.toLowerCase() === "since" && rest[0] !== undefined) args.push("--since", rest.shift() ?? "");
    else if (isHow(word.toLowerCase())) args.push("--how", word.toLowerCase());
    else throw new UserError(usage);
  }
  return args;
};

/** What was looked up is written down under the name of whoever says so. */
export const createVerifyInChat =
  (campaign: () => Pick<CampaignSettings, "campaigners">, ask: (args: readonly string[]) => Promise<string>) =>
  async (words: readonly string[], who: string): Promise<string> => {
    if (isUnnamed(who) && campaign().campaigners.length > 0)
      throw new UserError(`Whoever looked it up has to be known by name, and you are not: ${howToBeNamed}.`);
    try {
      return inChatWords(await ask(["verify", ...verifyArguments(words), ...(isUnnamed(who) ? [] : ["--as", who])]));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(inChatWords(error.message), { cause: error });
    }
  };
