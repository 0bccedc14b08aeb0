/** What tracking says of itself; never of a post. */
export interface TrackingLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}
