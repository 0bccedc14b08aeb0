import { cp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { contentFolder } from "../e2e/rollcall-process.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A campaign of its own, which may change while the worker runs. */
export interface CampaignCopy {
  readonly folder: string;
  /** Changes what is said of some people, this one among them where given. The files are whole at every moment. */
  change(random: SeededRandom, subject: string | null): Promise<void>;
}

const added = ", writer";

/** The same file with other words in the English line of work; a second change takes the first one back. */
const withOtherWords = (yaml: string): string =>
  yaml.replace(/^( {2}text:\n {4}en: )(.*)$/m, (_, before: string, words: string) =>
    words.endsWith(added) ? `${before}${words.slice(0, -added.length)}` : `${before}${words}${added}`,
  );

/**
 * Each of the three accounts speaks a language of its own, so that each can be given words of its own length.
 * `settings` takes the place of lines of `campaign.yaml`, by their keys.
 */
export const copyCampaign = async (folder: string, settings: Readonly<Record<string, string>>): Promise<CampaignCopy> => {
  const content = join(folder, "content");
  await cp(contentFolder, content, { recursive: true });
  const file = join(content, "campaign.yaml");
  let yaml = await readFile(file, "utf8");
  for (const [key, value] of Object.entries(settings)) {
    const line = new RegExp(`^( *)${key}:.*$`, "m");
    if (!line.test(yaml)) throw new Error(`campaign.yaml has no ${key}.`);
    yaml = yaml.replace(line, `$1${key}: ${value}`);
  }
  const mastodon = /(network: mastodon\n +language:) \w+/;
  if (!mastodon.test(yaml)) throw new Error("campaign.yaml has no account on Mastodon.");
  await writeFile(file, yaml.replace(mastodon, "$1 ru"));
  const people = join(content, "prisoners");
  const names = (await readdir(people)).filter((name) => name.endsWith(".yaml"));
  return {
    folder: content,
    change: async (random, subject) => {
      for (const name of new Set([...(subject === null ? [] : [`${subject}.yaml`]), random.pick(names), random.pick(names)])) {
        const place = join(people, name);
        // Beside the content, so that nobody reads it half written.
        const draft = join(folder, name);
        await writeFile(draft, withOtherWords(await readFile(place, "utf8")));
        await rename(draft, place);
      }
    },
  };
};
