/** What tells a person's page apart, in whichever language it is opened: `prisoners.spring96.org/person/maria-kalesnikava`. */
export const pageKey = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  return `${host.replace(/^www\./, "")}${pathname.replace(/^\/(?:en|ru|be|by)(?=\/)/, "").replace(/\/+$/, "")}${search}`;
};
