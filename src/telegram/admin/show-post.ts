import { readFile } from "node:fs/promises";
import { telegramLimits } from "../../compose/limits.ts";
import { shorten } from "../../compose/text/shorten.ts";
import { CallFailure } from "../call-failure.ts";
import type { ChatMessage, ChatWriter } from "./chat-writer.ts";
import type { DeskPost, Rendering } from "./desk.ts";
import { drawButtons } from "./draw-post.ts";

const { textUnits, captionUnits } = telegramLimits;
const altUnits = 300;
/** A long thread is better read at the command line, and would take the chat's minute from everything else. */
const mostRenderings = 8;

/** The text with a line above it that says whose it is; null where both do not fit. */
const labelled = (label: string, { text, entities, linkPreview }: Rendering, units: number): ChatMessage | null => {
  const head = `${label}\n\n`;
  if (head.length + text.length > units) return null;
  const moved = entities.map((entity) => ({ ...entity, offset: entity.offset + head.length }));
  return { text: `${head}${text}`, entities: moved, linkPreview };
};

const messagesOf = (label: string, rendering: Rendering, units: number): ChatMessage[] => {
  const one = labelled(label, rendering, units);
  if (one !== null) return [one];
  const { text, entities, linkPreview } = rendering;
  return [{ text: label }, { text, entities, linkPreview }];
};

const showRendering = async (writer: ChatWriter, rendering: Rendering, replyTo: number): Promise<void> => {
  const { pictures } = rendering;
  const [picture] = pictures;
  const alts = pictures.map(({ alt }) => `\n🖼 ${shorten(alt, altUnits)}`).join("");
  const label = `${rendering.label}${alts}`;
  const bytes = picture === undefined ? undefined : await readFile(picture.path).catch(() => undefined);
  if (bytes === undefined) {
    const missing = picture === undefined ? "" : "\n(The picture cannot be shown here.)";
    for (const message of messagesOf(`${label}${missing}`, rendering, textUnits)) await writer.write({ ...message, replyTo });
    return;
  }
  const inCaption = labelled(label, rendering, captionUnits);
  if (inCaption !== null) {
    await writer.picture(bytes, { ...inCaption, replyTo });
    return;
  }
  await writer.picture(bytes, { text: shorten(label, captionUnits), replyTo });
  if (rendering.text !== "") await writer.write({ text: rendering.text, entities: rendering.entities, replyTo });
};

/** Shows a post as it will be sent, one message for what each network will show, and below it what can be done with it. */
export const showPost = async (writer: ChatWriter, post: DeskPost, replyTo: number): Promise<void> => {
  for (const rendering of post.renderings.slice(0, mostRenderings)) {
    try {
      await showRendering(writer, rendering, replyTo);
    } catch (error) {
      if (!(error instanceof CallFailure) || error.kind !== "refused") throw error;
      await writer.write({ text: `${rendering.label}\n\nTelegram does not show this part here.`, replyTo });
    }
  }
  const hidden = post.renderings.length - mostRenderings;
  const more = hidden > 0 ? `\n… and ${hidden} more parts: the command line shows them.` : "";
  await writer.write({ text: `${post.head}${more}`, rows: drawButtons(post), replyTo });
};
