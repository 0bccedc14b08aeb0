/** Why none of a file is gone by: what, where and what to do, in one line. */
export class ListRefused extends Error {
  override readonly name = "ListRefused";
}
