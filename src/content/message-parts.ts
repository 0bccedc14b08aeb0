import type * as fluent from "@fluent/syntax";

/** One of the texts that a message chooses between. */
export interface Variant {
  readonly key: string;
  /** An exact number such as `[1]`, not a word such as `[one]`. */
  readonly isNumber: boolean;
  readonly isDefault: boolean;
  readonly offset: number;
  readonly parts: readonly MessagePart[];
}

export interface Choice {
  readonly kind: "choose";
  readonly offset: number;
  /** The value that decides; null where it is something else, such as an attribute of a term. */
  readonly by: string | null;
  /** Counts as in "3rd", not as in "3 days". */
  readonly isOrdinal: boolean;
  readonly variants: readonly Variant[];
}

/** What a message's text is made of, words left out. */
export type MessagePart =
  | { readonly kind: "show"; readonly value: string; readonly offset: number }
  | { readonly kind: "refer"; readonly id: string; readonly offset: number }
  | Choice;

type Placed = fluent.Placeable["expression"];

const start = (node: fluent.SyntaxNode): number => node.span?.start ?? 0;

const isOrdinal = (selector: Placed): boolean =>
  selector.type === "FunctionReference" &&
  selector.arguments.named.some(({ name, value }) => name.name === "type" && value.type === "StringLiteral" && value.value === "ordinal");

const valueOf = (expression: Placed): string | null => {
  if (expression.type === "VariableReference") return expression.id.name;
  if (expression.type !== "FunctionReference") return null;
  return expression.arguments.positional.map((argument) => valueOf(argument)).find((value) => value !== null) ?? null;
};

/** Nobody writes variants in variants so deep, and whoever follows them must end. */
const maxDepth = 64;

/**
 * The parts of a text, in its order.
 * @param choices gets every choice, nested ones too
 * @throws RangeError where the text is nested too deeply
 */
export const partsOf = (pattern: fluent.Pattern, choices: Choice[], depth = 0): MessagePart[] => {
  if (depth > maxDepth) throw new RangeError("nested too deeply");
  const readChoice = (expression: fluent.SelectExpression): Choice => {
    const { selector } = expression;
    const variants = expression.variants.map((variant) => ({
      key: variant.key.type === "Identifier" ? variant.key.name : variant.key.value,
      isNumber: variant.key.type === "NumberLiteral",
      isDefault: variant.default,
      offset: start(variant.key),
      parts: partsOf(variant.value, choices, depth + 1),
    }));
    return { kind: "choose", offset: start(expression), by: valueOf(selector), isOrdinal: isOrdinal(selector), variants };
  };
  const read = (expression: Placed): MessagePart[] => {
    if (expression.type === "Placeable") return read(expression.expression);
    const offset = start(expression);
    if (expression.type === "MessageReference")
      return expression.attribute === null ? [{ kind: "refer", id: expression.id.name, offset }] : [];
    if (expression.type === "SelectExpression") {
      const choice = readChoice(expression);
      choices.push(choice);
      return [choice];
    }
    const value = valueOf(expression);
    return value === null ? [] : [{ kind: "show", value, offset }];
  };
  return pattern.elements.flatMap((element) => (element.type === "Placeable" ? read(element.expression) : []));
};
