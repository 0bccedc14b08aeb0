interface Token {
  readonly kind: "article" | "part" | "comma" | "of" | "code";
  readonly numbers: readonly string[];
}

const number = String.raw`\d{1,3}(?:-\d{1,2})?`;
const numbers = String.raw`(${number}(?:\s*(?:,|and|&|и|й|і)\s*${number})*)(?![\d-])`;
const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  [
    "article",
    new RegExp(
      String.raw`(?:articles?|arts?|статьи|статья|статье|статей|артыкула|артыкулу|артыкулы|артыкулаў|артыкул|арт|ст)\.?(?:\s*ст\.)?\s*${numbers}`,
      "uy",
    ),
  ],
  ["part", new RegExp(String.raw`(?:paragraphs?|parts?|pp?|частью|части|часть|часткі|частка|ч)\.?(?:\s*[pч]\.)?\s*${numbers}`, "uy")],
  [
    "code",
    /(?:criminal code|cc|уголовного кодекса|ук|крымінальнага кодэкса|кк)(?:\s*(?:of\s+)?(?:the\s+)?(?:republic of belarus|belarus|республики беларусь|беларуси|рэспублікі беларусь|беларусі|рб))?(?![\p{L}\d])/uy,
  ],
  ["of", /of the|of|the/uy],
  ["comma", /,|and|и(?!\p{L})|і(?!\p{L})/uy],
  // An article that stands alone, as in content/: 361-1 p.1.
  ["article", new RegExp(numbers, "uy")],
];

const tokensOf = (text: string): Token[] | null => {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/u.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    let end = at;
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) continue;
      tokens.push({ kind, numbers: match[1]?.split(/[^\d-]+/).filter((piece) => piece !== "") ?? [] });
      end = pattern.lastIndex;
      break;
    }
    if (end === at) return null;
    at = end;
  }
  return tokens;
};

/** Which article a part belongs to: the one right behind it (`ч. 1 ст. 342`, `part 1 of article 342`), else the one before it (`Art. 342 p. 1`); null where both may be meant. */
const pair = (tokens: readonly Token[]): string[] | null => {
  const bare = tokens.filter(({ kind }) => kind !== "code" && kind !== "of");
  const parts = new Map<Token, readonly string[]>();
  for (const [index, token] of bare.entries()) {
    if (token.kind !== "part") continue;
    const behind = bare[index + 1]?.kind === "article" ? bare[index + 1] : undefined;
    const touching = bare[index - 1]?.kind === "article" ? bare[index - 1] : undefined;
    if (behind && touching && !parts.has(touching)) return null;
    const before = touching ?? (bare[index - 1]?.kind === "comma" && bare[index - 2]?.kind === "article" ? bare[index - 2] : undefined);
    const article = behind ?? before;
    if (article === undefined || parts.has(article) || article.numbers.length > 1) return null;
    parts.set(article, token.numbers);
  }
  return bare
    .filter(({ kind }) => kind === "article")
    .flatMap((article) => article.numbers.flatMap((one) => parts.get(article)?.map((part) => `${one} p.${part}`) ?? [one]));
};

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Of another code: an administrative offence is no article of the Criminal Code. */
const otherCode = /administrative|административн|адміністрацыйн|(?<!\p{L})(?:коап|каап|пикоап)(?!\p{L})/u;

/** Words that only an article begins with; anything else in a cell is a description that went on behind a semicolon. */
const beginsLikeArticle = /^(?:art|ст\.|ст |стат|арт|ч\.|ч |част|p\.|p |part|\d)/u;

const namesArticle = /(?<!\p{L})(?:art(?:icle)?|ст(?:ать\p{L})?|арт(?:ыкул\p{L}?)?|ч|част\p{L}+|p|part)\.? ?\d|^ ?[-–—] \d/u;

/**
 * Articles of the Criminal Code as content/ writes them (`361-1 p.1`), each once, from `Art. 361-1 p. 1 of the Criminal Code — Calls for …; …`, `ч. 1 ст. 342 УК`,
 * `арт. 342 КК`. Undefined where there are none; null where one of them cannot be told for certain, since a list of charges with one missing is another list.
 */
export const readArticles = (words: string): string[] | null | undefined => {
  const articles = new Set<string>();
  for (const piece of words
    .normalize("NFC")
    .toLowerCase()
    .split(/[;\r\n]+/u)) {
    const charge = piece
      .replaceAll(/[\s\u200B-\u200D\u2060\uFEFF]+/gu, " ")
      .replaceAll(/(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (raised) => `-${Array.from(raised, (digit) => superscripts.indexOf(digit)).join("")}`)
      .replaceAll(/(?<=\d)[‐‑–—](?=\d)/gu, "-")
      .trim();
    const [, head = "", description = ""] = /^(.*?)( ?[—–(].*| - .*)?$/u.exec(charge) ?? [];
    if (!beginsLikeArticle.test(head) || otherCode.test(head)) continue;
    // Another article behind the words, or a part in brackets, would be lost with them; 361 - 1 may be one article, or one and its words.
    if (namesArticle.test(description)) return null;
    const found = pair(tokensOf(head.replace(/[.,\s]+$/u, "")) ?? [{ kind: "part", numbers: [] }]);
    if (found === null || found.length === 0) return null;
    for (const article of found) articles.add(article);
  }
  return articles.size === 0 ? undefined : [...articles];
};
