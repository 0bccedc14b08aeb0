import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { MessageId, ValuesOf } from "./messages.ts";

/** The campaign's own words, by language: `content/texts/<language>.ftl`. */
export interface Texts {
  /** BCP 47, in the order of the sources. */
  readonly languages: readonly string[];
  /**
   * Numbers are counted with (`one`, `few`, `many`), strings are put in as they are.
   * Throws where the language, the message or one of its values is missing: half a sentence is never published.
   */
  say<K extends MessageId>(language: string, key: K, values: ValuesOf<K>): string;
}

const createBundle = (language: string, source: string): FluentBundle => {
  if (Intl.PluralRules.supportedLocalesOf([language]).length === 0) {
    // Intl would count with the plural forms of the machine's own language and say nothing.
    throw new Error(`texts/${language}.ftl: this Node knows no plural forms for the language ${language}`);
  }
  // Fluent's isolation marks (U+2068, U+2069) around every value would be counted by the networks, break hashtags and show as boxes;
  // they are for mixed directions of writing, and names stand on their own here.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const [fault] = bundle.addResource(new FluentResource(source));
  if (fault !== undefined) throw new Error(`texts/${language}.ftl: ${fault.message}`, { cause: fault });
  return bundle;
};

/**
 * @param sources the Fluent source of each language, by BCP 47 tag
 * @throws Error where a message is there twice, or Node cannot count in a language
 */
export const createTexts = (sources: ReadonlyMap<string, string>): Texts => {
  const bundles = new Map([...sources].map(([language, source]) => [language, createBundle(language, source)]));
  return {
    languages: [...bundles.keys()],
    say(language, key, values) {
      const bundle = bundles.get(language);
      if (bundle === undefined) throw new Error(`There are no texts in ${language}: add texts/${language}.ftl`);
      const pattern = bundle.getMessage(key)?.value;
      if (pattern === undefined || pattern === null) throw new Error(`texts/${language}.ftl has no message ${key}`);
      try {
        // Without a list for errors the first one is thrown.
        return bundle.formatPattern(pattern, values);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`texts/${language}.ftl, ${key}: ${reason}`, { cause: error });
      }
    },
  };
};
