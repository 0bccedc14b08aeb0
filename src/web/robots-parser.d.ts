/** The package's own types make the function it exports a property of it. */
declare module "robots-parser" {
  interface Robots {
    /** Undefined where the address is of another host. */
    isAllowed(url: string, userAgent: string): boolean | undefined;
  }
  const robotsParser: (url: string, text: string) => Robots;
  export default robotsParser;
}
