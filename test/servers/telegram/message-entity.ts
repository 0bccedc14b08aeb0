import { badRequest } from "./bot-api-error.ts";

/** https://core.telegram.org/bots/api#messageentity, in UTF-16 units. */
export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

const styles = new Set(["bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote", "expandable_blockquote"]);
/** The server finds these by itself and takes no bot's word for them. */
const detectedTypes = new Set(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"]);

const cannotParse = (words: string) => badRequest(`can't parse MessageEntity: ${words}`);

const isLink = (url: string): boolean => {
  const parsed = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`);
  if (parsed === null) return false;
  if (parsed.protocol === "tg:") return true;
  return ["http:", "https:"].includes(parsed.protocol) && parsed.hostname.includes(".") && !/\s/.test(url);
};

const readEntity = (value: unknown): MessageEntity => {
  if (value === null || typeof value !== "object") throw cannotParse("expected an Object");
  const { type, offset, length, url } = value as Record<string, unknown>;
  if (!Number.isInteger(offset)) throw cannotParse('Field "offset" must be of type Number');
  if (!Number.isInteger(length)) throw cannotParse('Field "length" must be of type Number');
  if (typeof type !== "string") throw cannotParse('Field "type" must be of type String');
  const place = { offset: Number(offset), length: Number(length) };
  if (type === "text_link") {
    // The real server drops such a link without a word; it is refused here so that its maker is found out.
    if (typeof url !== "string" || !isLink(url)) throw cannotParse("Wrong HTTP URL specified");
    return { type, ...place, url };
  }
  if (styles.has(type) || detectedTypes.has(type)) return { type, ...place };
  throw cannotParse("Unsupported type specified");
};

const splitsPair = (text: string, at: number): boolean =>
  /^[\uDC00-\uDFFF]/.test(text.slice(at)) && /[\uD800-\uDBFF]$/.test(text.slice(0, at));

/** Reads `entities` or `caption_entities` and checks them against the text as it was sent. */
export const readEntities = (value: unknown, text: string): MessageEntity[] => {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest("expected an Array of MessageEntity");
  const entities = value.map(readEntity);
  for (const { offset, length } of entities) {
    const end = offset + length;
    if (offset < 0 || offset > 1_000_000) throw badRequest(`receive an entity with incorrect offset ${offset}`);
    // The real server drops an empty entity without a word; refused here, since only a mistake makes one.
    if (length <= 0 || length > 1_000_000) throw badRequest(`receive an entity with incorrect length ${length}`);
    if (offset >= text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    if (end > text.length) {
      throw badRequest(`entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`);
    }
    const byte = Buffer.byteLength(text.slice(0, offset));
    if (splitsPair(text, offset)) throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${byte}`);
    if (splitsPair(text, end)) throw badRequest(`entity ends in a middle of a UTF-16 symbol at byte offset ${byte}`);
  }
  return entities.filter((entity) => !detectedTypes.has(entity.type));
};
