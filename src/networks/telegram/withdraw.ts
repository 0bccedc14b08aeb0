import { PublishError } from "../../delivery/publish-error.ts";
import type { NeutralPost, Published, Withdrawal } from "../../delivery/publisher.ts";
import { wasRehearsed } from "../outbox.ts";
import type { CallTelegram, TelegramCallOptions } from "./client.ts";
import { readPicture } from "./message.ts";
import type { TelegramChannel } from "./settings.ts";

/** The words are the Bot API's; it gives no other code than 400. https://github.com/tdlib/td, MessagesManager */
const gone = /message to (delete|edit) not found/i;
const notDeletable = /message can't be deleted|MESSAGE_DELETE_FORBIDDEN/i;
const unchanged = /message is not modified/i;
const hasPicture = /there is no text in the message to edit/i;

type Answers = readonly (readonly [RegExp, string])[];

const instead =
  (answers: Answers) =>
  (code: number, description: string): string | undefined =>
    code === 400 ? answers.find(([words]) => words.test(description))?.[1] : undefined;

/** A bot may delete for 48 hours (https://core.telegram.org/bots/api#deletemessage) and change its own messages for ever. */
export const withdrawFromTelegram = async (
  call: CallTelegram,
  channel: TelegramChannel,
  published: Published,
  neutral: () => Promise<NeutralPost>,
): Promise<Withdrawal> => {
  if (wasRehearsed(published)) return "deleted";
  const ids = [published.ref, ...(published.album ?? [])];
  if (!ids.every((id) => /^[1-9]\d{0,15}$/.test(id)))
    throw new PublishError("rejected", "What is to be taken back is no message on Telegram.");

  const ask = (method: string, payload: Readonly<Record<string, unknown>>, answers: Answers): Promise<unknown> => {
    const options: TelegramCallOptions = { purpose: "withdraw", onRefusal: instead(answers) };
    return call(method, { chat_id: channel, ...payload }, options);
  };

  /** A picture carries the name too, so that it is changed with its caption; only the first of an album has one. */
  const replace = async (id: string): Promise<Withdrawal> => {
    const edited: Answers = [
      [unchanged, "edited"],
      [gone, "deleted"],
    ];
    const { text, picture } = await neutral();
    const asText = { message_id: Number(id), text, entities: [], link_preview_options: { is_disabled: true } };
    let outcome = id === published.ref ? await ask("editMessageText", asText, [...edited, [hasPicture, "picture"]]) : "picture";
    if (outcome === "picture") {
      const caption = id === published.ref ? { caption: text, caption_entities: [] } : {};
      const media = { type: "photo", media: await readPicture({ path: picture }), ...caption };
      outcome = await ask("editMessageMedia", { message_id: Number(id), media }, edited);
    }
    return outcome === "deleted" ? "deleted" : "edited";
  };

  let withdrawal: Withdrawal = "deleted";
  for (const id of ids) {
    const outcome = await ask("deleteMessage", { message_id: Number(id) }, [
      [gone, "gone"],
      [notDeletable, "refused"],
    ]);
    if (outcome === "refused" && (await replace(id)) === "edited") withdrawal = "edited";
  }
  return withdrawal;
};
