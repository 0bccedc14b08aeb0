import { isShown } from "../src/campaign/is-shown.ts";
import type { Delivery } from "../src/delivery/ledger.ts";
import type { JobContext, News } from "./job.ts";

/** Half a thread that is public is more than a post that waits. */
export const heldNews = ({ id, postId, published }: Delivery, what: string, reason: string): News => ({
  key: `held:${id}:${reason}`,
  text: `${what} is held. ${reason}${published.length === 0 ? "" : ` ${published.length === 1 ? "A part of it is" : `${published.length} parts of it are`} public already: take it back or correct it, unless that is true still.`}`,
  choices: published.length === 0 ? [] : [{ kind: "withdraw", postId }],
});

const isWithheld = (delivery: Delivery, { content }: Pick<JobContext, "content">): boolean => !isShown(content(), delivery);

/** A shorter wait is ordinary. */
const longWaitMinutes = 60;

/** Tells campaigners what an attempt to send has left for them to know or to decide. What went well is no news. */
export const tellOutcome = async (
  delivery: Delivery,
  context: Pick<JobContext, "content" | "accounts" | "tell" | "clock">,
): Promise<void> => {
  const { id, account, state, reason, attempts, held, rehearsed } = delivery;
  // A rehearsal proves nothing, and there are many.
  if (rehearsed) return;
  const { tell } = context;
  // Whoever is withheld is named nowhere, not even in the id of a post.
  const what = isWithheld(delivery, context) ? `A post on ${account}` : id;
  switch (state) {
    case "unknown":
      return tell({
        key: `unknown:${id}:${attempts}`,
        text: `${what}: nobody can tell whether it is out. ${reason ?? ""} Look at the account, then say \`npm run -s rollcall -- settle ${what === id ? id : "ID"} --sent URL\` or \`--resend\`.`,
        choices: [
          { kind: "settle", deliveryId: id, answer: "sent" },
          { kind: "settle", deliveryId: id, answer: "resend" },
        ],
      });
    case "failed":
      return tell({
        key: `failed:${id}:${attempts}`,
        text: `${what} was not sent, or not all of it. ${reason ?? ""}`,
        choices: [{ kind: "settle", deliveryId: id, answer: "resend" }],
      });
    case "skipped":
      return tell({ key: `skipped:${id}`, text: `${what} was skipped. ${reason ?? ""}` });
    case "due": {
      if (held) return tell(heldNews(delivery, what, reason ?? ""));
      const { pause, quietUntil } = await context.accounts.standing(account);
      if (pause === null) {
        if (quietUntil === null || context.clock().until(quietUntil).total("minutes") < longWaitMinutes) return;
        return tell({
          key: `quiet:${account}:${quietUntil.toString()}`,
          text: `${account} waits until ${quietUntil.toString()}: its server asks for it. ${reason ?? ""}`,
        });
      }
      return tell({
        key: `paused:${account}:${pause.since.toString()}`,
        text: `${account} is paused: its credentials are refused. ${pause.reason} Posts wait, and go on by themselves when the credentials work again.`,
      });
    }
    case "sent": {
      const { trialSince } = await context.accounts.standing(account);
      if (trialSince === null || !(await context.accounts.proven(account))) return;
      return tell({ key: `resumed:${account}:${trialSince.toString()}`, text: `${account} works again, and posts go on there.` });
    }
    case "sending":
  }
};
