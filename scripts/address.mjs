// Two questions about the address of a server.
//
//   node scripts/address.mjs free HOST:PORT               status 0 if nothing listens there yet
//   node scripts/address.mjs answers HOST:PORT PROCESS    waits until the server answers there; status 1 if PROCESS
//                                                         ends first, 3 if it has not answered within two minutes
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const [question, address, process_id] = process.argv.slice(2);
let url;
try {
  url = new URL(`http://${address}`);
} catch {
  console.error(`"${address}" is not an address. Expected is HOST:PORT, for example 127.0.0.1:3000.`);
  process.exit(2);
}
const host = url.hostname.replace(/^\[|\]$/g, "");
const port = Number(url.port || 80);

function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

if (question === "free") {
  const server = createServer();
  server.once("error", (error) => {
    console.error(
      error.code === "EADDRINUSE"
        ? `Port ${port} on ${host} is taken by another program, perhaps another Tilshi.`
        : `Nothing can listen on ${host} port ${port}: ${error.message}`,
    );
    process.exit(1);
  });
  server.listen({ host, port, exclusive: true }, () => server.close());
} else if (question === "answers") {
  // A server that listens on every address is asked on this machine's own.
  const own = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };
  const asked = `http://${own[host] ?? url.hostname}:${port}/healthz`;
  const end = Date.now() + 120_000;
  for (;;) {
    if (!isRunning(Number(process_id))) process.exit(1);
    try {
      await fetch(asked, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
      process.exit(0);
    } catch {
      if (Date.now() > end) process.exit(3);
      await pause(100);
    }
  }
} else {
  console.error("Usage: node scripts/address.mjs free HOST:PORT | answers HOST:PORT PROCESS");
  process.exit(2);
}
