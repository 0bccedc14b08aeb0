/** Whether that is done in so many milliseconds; at once where it is none. */
export const doneWithin = async (work: Promise<unknown>, limitMs: number): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<false>();
  const limit = setTimeout(() => resolve(false), Math.max(0, limitMs));
  try {
    return await Promise.race([work.then(() => true), promise]);
  } finally {
    clearTimeout(limit);
  }
};
