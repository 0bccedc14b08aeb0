import type { Content } from "../../campaign/content.ts";
import { everyLanguage } from "../../campaign/own/own-words.ts";
import type { StoredPost } from "../../delivery/post-store.ts";

/** What a tired campaigner may not have meant. */
export const notesOn = ({ timing, words, accounts, at, series }: StoredPost, { campaign }: Content): string[] => {
  const spoken = new Set(campaign.accounts.filter(({ id }) => accounts.includes(id)).map(({ language }) => language));
  const isForAll = Object.hasOwn(words?.texts ?? {}, everyLanguage);
  const shown = at.toZonedDateTimeISO(campaign.zone).toPlainTime().toString({ smallestUnit: "minute" });
  const said = timing?.kind === "at" ? timing.wall.slice(11) : timing?.time;
  return [
    ...(isForAll && spoken.size > 1
      ? [
          `The same text goes out on accounts in ${[...spoken].join(" and ")}: --lang says which language it is in, and sends it to those only.`,
        ]
      : []),
    ...(said != null && said !== shown ? [`${said} does not exist on that day, when the clocks skip it: it goes out at ${shown}.`] : []),
    ...(series === null
      ? []
      : [
          `It is the post of ${series.year}: ${series.id} goes on every year, and each year's post is looked at, approved and changed by itself.`,
        ]),
  ];
};
