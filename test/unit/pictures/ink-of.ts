import sharp from "sharp";

/** The outermost columns and rows in which anything differs from a picture's ground, which is its first pixel. */
export const inkOf = async (png: Uint8Array) => {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const ink = { left: info.width, right: -1, top: info.height, bottom: -1 };
  for (let at = 0; at < data.length; at += 3) {
    if (data[at] === data[0] && data[at + 1] === data[1] && data[at + 2] === data[2]) continue;
    const x = (at / 3) % info.width;
    const y = Math.floor(at / 3 / info.width);
    ink.left = Math.min(ink.left, x);
    ink.right = Math.max(ink.right, x);
    ink.top = Math.min(ink.top, y);
    ink.bottom = Math.max(ink.bottom, y);
  }
  return ink;
};
