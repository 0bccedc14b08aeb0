import { OperationNodeTransformer, type KyselyPlugin, type PrimitiveValueListNode, type ValueNode } from "kysely";

/**
 * How a driver reads what PostgreSQL sends, by the type's object id. Both drivers would make a `Date` of these otherwise, which
 * loses microseconds and moves a date by the machine's time zone.
 */
export const temporalParsers: Readonly<Record<number, (text: string) => unknown>> = {
  1082: (text) => Temporal.PlainDate.from(text),
  1184: (text) => Temporal.Instant.from(text),
};

/** PostgreSQL keeps microseconds; cut, not rounded, so that what is read back is never later than what was written. */
export const toMicroseconds = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: "microsecond", roundingMode: "floor" });

const toText = (value: unknown): unknown => {
  if (value instanceof Temporal.Instant) return toMicroseconds(value).toString();
  if (value instanceof Temporal.PlainDate) return value.toString();
  return value;
};

class TemporalTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...super.transformValue(node), value: toText(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node), values: node.values.map(toText) };
  }
}

/** Lets queries be written with instants and dates as they are. */
export const temporalPlugin = (): KyselyPlugin => {
  const transformer = new TemporalTransformer();
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: ({ result }) => Promise.resolve(result),
  };
};
