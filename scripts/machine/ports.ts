import { createServer } from "node:net";
import { Problem } from "./terminal.ts";

/** A port nobody uses, chosen by the system. */
export async function anyPort(): Promise<number> {
  const port = await listenOnce("127.0.0.1", 0);
  if (port === null) throw new Problem("No port is free on 127.0.0.1.");
  return port;
}

/** The first of up to 100 steps upwards from `first` at which `width` neighbouring ports are all free. */
export async function nextFree(first: number, width = 1): Promise<number> {
  for (let port = first; port < first + 100 * width && port + width <= 65_536; port += width) {
    if (await areFree(port, width)) return port;
  }
  throw new Problem(`No free port was found from ${first} upwards.`);
}

/** Whether nobody listens on this port, on either loopback: a browser may take "localhost" to mean ::1. */
export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce("127.0.0.1", port)) !== null && (await listenOnce("::1", port)) !== null;
}

async function areFree(first: number, width: number): Promise<boolean> {
  for (let port = first; port < first + width; port++) if (!(await isFree(port))) return false;
  return true;
}

// Null when taken. A machine without IPv6 has nobody listening there.
function listenOnce(host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(port);
      else if (error.code === "EACCES")
        reject(new Problem(`Port ${port} needs more rights than you have; choose one above 1023.`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
