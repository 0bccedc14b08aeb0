/** Viasna's pages say `be`, others `by`. */
const languages = new Set(["en", "be", "by", "ru"]);

/** What an address of somebody's page is known by, the same in each of the site's languages; null where it is nobody's page. */
export const personPage = (address: string): string | null => {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname, search } = new URL(address);
  const [first = "", ...rest] = pathname.split("/").filter((segment) => segment !== "");
  const path = languages.has(first.toLowerCase()) ? rest : [first, ...rest];
  const page = `${path.join("/").toLowerCase()}${search}`;
  return page === "" ? null : `${hostname.replace(/^www\./, "")}/${page}`;
};
