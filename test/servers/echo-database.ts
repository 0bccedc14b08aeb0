import { createServer, type AddressInfo, type Socket } from "node:net";

export interface EchoDatabase extends AsyncDisposable {
  readonly port: number;
}

const listen = async (serve: (socket: Socket) => void): Promise<EchoDatabase> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** Asks a PostgreSQL client for its password in clear text, and refuses with an error of this code that quotes it. */
export const startEchoPostgres = (code: string): Promise<EchoDatabase> =>
  listen((socket) => {
    let begun = false;
    socket.on("data", (data) => {
      if (!begun) {
        begun = true;
        socket.write(message("R", Buffer.from([0, 0, 0, 3])));
        return;
      }
      const password = Buffer.from(data).subarray(5, -1).toString();
      const fields = [`SFATAL`, `VFATAL`, `C${code}`, `Mno entry for ${password}`, `D${password}`].map((field) => `${field}\0`).join("");
      socket.end(message("E", Buffer.from(`${fields}\0`)));
    });
  });

/** Answers every Redis command with an error that quotes it. */
export const startEchoRedis = (): Promise<EchoDatabase> =>
  listen((socket) => {
    socket.on("data", (data) => {
      const words = data
        .toString()
        .split("\r\n")
        .filter((word) => !/^[*$]\d+$/.test(word));
      // One answer to each command, however many came at once.
      for (const _ of data.toString().matchAll(/\*\d+\r\n/g)) socket.write(`-ERR what does ${words.join(" ")} mean\r\n`);
    });
  });
