import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";

export interface SealKey {
  /** The account's own password: whoever lacks it cannot read the session. */
  readonly password: string;
  /** What the session belongs to, such as the service and the handle. A text sealed for one context does not open in another. */
  readonly context: readonly string[];
}

const version = "v1";
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const cipher = "aes-256-gcm";

/** 16 MiB and about 40 ms for each guess; app passwords are random, so this guards those that people made up. */
const scryptCost = { N: 2 ** 14, r: 8, p: 1 } as const;

const scryptKey = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, 32, scryptCost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

/** A process seals and opens one account's session again and again: the key is worked out once for a password and a salt. */
const derived = new Map<string, { readonly salt: string; readonly key: Promise<Buffer> }>();

const deriveKey = (password: string, salt: Buffer): Promise<Buffer> => {
  const known = derived.get(password);
  const name = salt.toString("base64url");
  if (known?.salt === name) return known.key;
  const key = scryptKey(password, salt);
  derived.set(password, { salt: name, key });
  return key;
};

/** The salt of the key that is worked out already; a new one for each process. Each text has a nonce of its own. */
const saltFor = (password: string): Buffer => {
  const known = derived.get(password);
  return known === undefined ? randomBytes(saltBytes) : Buffer.from(known.salt, "base64url");
};

const authenticated = (context: readonly string[]): Buffer => Buffer.from(JSON.stringify(["rollcall session", version, ...context]));

/** Encrypts and authenticates: AES-256-GCM under a scrypt key. The same text gives another result each time. */
export const sealSession = async (text: string, { password, context }: SealKey): Promise<string> => {
  const salt = saltFor(password);
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, await deriveKey(password, salt), nonce, { authTagLength: tagBytes });
  sealing.setAAD(authenticated(context));
  const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final(), sealing.getAuthTag()]);
  return [version, salt.toString("base64url"), nonce.toString("base64url"), sealed.toString("base64url")].join(".");
};

/** The text that was sealed; null where the password or the context is another one, or the text was changed or is of another version. */
export const openSession = async (sealed: string, { password, context }: SealKey): Promise<string | null> => {
  const [stated, ...encoded] = sealed.split(".");
  const [salt, nonce, box] = encoded.map((part) => Buffer.from(part, "base64url"));
  if (stated !== version || encoded.length !== 3 || salt === undefined || nonce === undefined || box === undefined) return null;
  if (salt.length !== saltBytes || nonce.length !== nonceBytes || box.length < tagBytes) return null;
  const opening = createDecipheriv(cipher, await deriveKey(password, salt), nonce, { authTagLength: tagBytes });
  opening.setAAD(authenticated(context));
  opening.setAuthTag(box.subarray(-tagBytes));
  try {
    return Buffer.concat([opening.update(box.subarray(0, -tagBytes)), opening.final()]).toString("utf8");
  } catch {
    return null;
  }
};
