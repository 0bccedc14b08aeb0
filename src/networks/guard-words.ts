import type { ComposedPart } from "../compose/composed-post.ts";
import { PublishError } from "../delivery/publish-error.ts";
import type { Publisher } from "../delivery/publisher.ts";
import { createSecretFinder } from "../secrets.ts";

const textsOf = ({ text, media, card }: ComposedPart): string[] => [
  text,
  ...media.map(({ alt }) => alt),
  ...(card === null ? [] : [card.title, card.description]),
];

const instead = "its answer is not repeated here, since it quotes what must not be told";

export interface GuardOptions {
  /** Tokens and passwords. */
  readonly secrets: readonly string[];
  /** What a message may name though a post names it too: the account's server, its handle, its channel. */
  readonly open: readonly string[];
}

/**
 * Servers, and what stands before them, quote in their refusals what they were sent. Whatever a publisher says is held against that,
 * and said without the server's words where they repeat a secret or the post.
 */
export const guardWords = (publisher: Publisher, { secrets, open }: GuardOptions): Publisher => {
  const tells = (message: string, texts: readonly string[]): boolean =>
    createSecretFinder([...secrets, ...texts])(
      open.filter((name) => name !== "").reduce((rest, name) => rest.replaceAll(name, "\n"), message),
    );
  const guarded = async <T>(texts: readonly string[], call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof PublishError)) throw error;
      const { cause } = error;
      if (!tells(`${error.message}\n${cause instanceof Error ? cause.message : ""}`, texts)) throw error;
      throw new PublishError(error.kind, `${publisher.network} did not take this (${error.kind}); ${instead}.`, {
        retryAfterMs: error.retryAfterMs,
        cause: new Error("kept out of the log"),
      });
    }
  };
  const find = publisher.findTagged;
  return {
    ...publisher,
    ...(find === undefined ? {} : { findTagged: (query) => guarded([], () => find(query)) }),
    publish: (outgoing, lastLook) => guarded(textsOf(outgoing.part), () => publisher.publish(outgoing, lastLook)),
    recover: (outgoing, others) => guarded(textsOf(outgoing.part), () => publisher.recover(outgoing, others)),
    withdraw: (published, neutral) => guarded([], () => publisher.withdraw(published, neutral)),
    check: async () => {
      const answer = await publisher.check();
      return tells(answer.message, []) ? { ok: false, message: `The account does not work; ${instead}.` } : answer;
    },
  };
};
