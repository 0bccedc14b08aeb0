const decoderFor = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
};

/** https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding, with Belarus' old encoding as the last guess. */
export const decodePage = (data: Uint8Array, charset: string | null): string => {
  const beginning = Buffer.from(data.subarray(0, 4096)).toString("latin1");
  const byteOrderMark = /^(?:(ï»¿)|(ÿþ)|(þÿ))/.exec(beginning);
  const marked = byteOrderMark?.[1] ? "utf-8" : byteOrderMark?.[2] ? "utf-16le" : byteOrderMark?.[3] ? "utf-16be" : null;
  // A page that can be read far enough to find this is not in UTF-16, whatever it says.
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(beginning)?.[1]?.replace(/^utf-16.*/i, "utf-8") ?? null;
  for (const label of [marked, charset, declared]) {
    const decoder = label === null ? null : decoderFor(label);
    if (decoder) return decoder.decode(data);
  }
  try {
    // `stream`: a page cut inside its last letter is still UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(data, { stream: true });
  } catch {
    return new TextDecoder("windows-1251").decode(data);
  }
};
