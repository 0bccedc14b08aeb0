import type { Decision } from "../delivery/decision-log.ts";

/** One line for each decision. @param local an instant as the campaign reads it */
export const drawLog = (decisions: readonly Decision[], local: (at: Temporal.Instant) => string): string => {
  return decisions
    .map(({ at, kind, postId, account, who, reason }) => {
      const what = [postId, account].filter((word) => word !== null).join("@");
      return `${local(at)} ${kind}${what === "" ? "" : ` ${what}`}${who === null ? "" : ` by ${who}`}${reason === null ? "" : `: ${reason}`}`;
    })
    .join("\n");
};
