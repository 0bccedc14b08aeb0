export const machineColumns =
  "id,url,name,status,gender,photo,description,birthday,arrested,articles,prison,declaration,decision,penalty,judge,councel,penalty_start_date,release_date,verdict_date,appeal_date,fake_terrorist_list,died,clusters".split(
    ",",
  );

/** Somebody made up, in prison, as Viasna's machine CSV would have them. */
const aRow: Readonly<Record<string, string>> = {
  id: "215",
  url: "https://prisoners.spring96.org/en/person/nadzeja-prykladnaja",
  name: "Nadzeya Prykladnaya",
  status: "active",
  gender: "female",
  birthday: "24 April 1982",
  arrested: "7 September 2020",
  articles: "Art. 361-1 p. 1 of the Criminal Code — Creation of an extremist formation",
  prison: "Penal colony No. 4\n246035, Homieĺ, vulica Antoshkina 3",
  decision: "11 years",
  verdict_date: "6 September 2021",
};

const cell = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\n`;

/** A machine CSV of rows that differ from `aRow` as told. */
export const machineFile = (...rows: readonly Readonly<Record<string, string>>[]): string =>
  [machineColumns, ...rows.map((row) => machineColumns.map((column) => ({ ...aRow, ...row })[column] ?? ""))].map(csvLine).join("");
