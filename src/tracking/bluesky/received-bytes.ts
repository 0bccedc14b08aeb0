/**
 * Finds the same bytes in one message after the other. They are looked for in all that was received at once, since to begin a search takes as
 * long as searching a message does; most that is received has none of them.
 */
const createFinder = (text: string) => {
  // One byte is found faster when it is no buffer.
  const needle = text.length === 1 ? text.charCodeAt(0) : Buffer.from(text, "latin1");
  const { length } = text;
  let bytes: Buffer = Buffer.alloc(0);
  let searchedFrom = 0;
  let found = -1;
  return {
    take: (received: Buffer): void => {
      bytes = received;
      found = -1;
    },
    /** Where it first stands, whole, between two places; -1 where it does not. */
    find: (from: number, end: number): number => {
      if (found < from || from < searchedFrom) {
        searchedFrom = from;
        const at = bytes.indexOf(needle, from);
        found = at === -1 ? bytes.length : at;
      }
      return found + length <= end ? found : -1;
    },
  };
};

/** Bytes as they came from the network, in which messages lie one after the other; they must not change. */
export const createReceivedBytes = () => {
  let bytes: Buffer = Buffer.alloc(0);
  let view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const finders = {
    escape: createFinder("\\u"),
    /** The end of a hashtag's facet type, which no facet of another type has. */
    facetEnd: createFinder("#tag"),
    list: createFinder("["),
  };
  return {
    ...finders,
    get view() {
      return view;
    },
    take: (received: Buffer): void => {
      bytes = received;
      view = new DataView(received.buffer, received.byteOffset, received.length);
      finders.escape.take(received);
      finders.facetEnd.take(received);
      finders.list.take(received);
    },
    /** Where a message stands in them; -1 where it was put together from several. */
    placeOf: (message: Buffer): number => {
      const at = message.byteOffset - bytes.byteOffset;
      return message.buffer === bytes.buffer && at >= 0 && at + message.length <= bytes.length ? at : -1;
    },
  };
};

export type ReceivedBytes = ReturnType<typeof createReceivedBytes>;
