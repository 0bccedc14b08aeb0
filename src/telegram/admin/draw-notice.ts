import { shorten } from "../../compose/text/shorten.ts";
import type { Notice, NoticeChoice } from "../../delivery/notice-store.ts";

/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
interface Button {
  readonly text: string;
  /** 1 to 64 bytes. */
  readonly callback_data: string;
}

export interface DrawnNotice {
  readonly text: string;
  /** One below the other. */
  readonly buttons: readonly Button[];
}

/** The rest of the message is for what was decided, and by whom. */
const textUnits = 3000;
const sentenceUnits = 900;

const label = (choice: NoticeChoice): string => {
  switch (choice.kind) {
    case "settle":
      return choice.answer === "sent" ? "It is there" : "Send it again";
    case "approve":
      return "Approve";
    case "accept-count":
      return "Accept";
    case "refuse-count":
      return "Not right";
    case "withdraw":
      return "Withdraw";
    case "withdraw-withheld":
      return "Withdraw everything";
  }
};

/** What whoever comes later is told. */
export const describeDecision = (notice: Notice): string => `Decided by ${notice.answeredBy ?? "somebody"}. ${notice.outcome ?? ""}`.trim();

/**
 * A notice as a message: with its buttons as long as nobody decided, then with what was decided.
 * @param question what a campaigner has to add before it can be decided
 */
export const drawNotice = (notice: Notice, question?: string): DrawnNotice => {
  const added = notice.answeredBy === null ? question : describeDecision(notice);
  const text = shorten(notice.text.trim(), textUnits) || "There is something to look at.";
  return {
    text: added === undefined ? text : `${text}\n\n${shorten(added, sentenceUnits)}`,
    buttons:
      notice.answeredBy === null
        ? notice.choices.map((choice, index) => ({ text: label(choice), callback_data: `n:${notice.id}:${index}` }))
        : [],
  };
};

/** For a notice whose own words Telegram refuses, so that it does not hold up those behind it. */
export const drawUnspeakable = (notice: Notice): DrawnNotice => ({
  ...drawNotice(notice),
  text: "There is something to decide or to know that cannot be shown here; /log shows it.",
});

/** Null for any data that no button of a notice has: a client may send whatever it likes. `choice` is an index. */
export const readButton = (data: string | undefined): { readonly notice: number; readonly choice: number } | null => {
  const [, notice, choice] = /^n:(\d{1,15}):(\d{1,2})$/.exec(data ?? "") ?? [];
  return notice === undefined || choice === undefined ? null : { notice: Number(notice), choice: Number(choice) };
};
