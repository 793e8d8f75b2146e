// A question about the address of a server.
//
//   node scripts/address.mjs free HOST:PORT    status 0 if nothing listens there yet
import { createServer } from "node:net";

const [question, address] = process.argv.slice(2);
let url;
try {
  url = new URL(`http://${address}`);
} catch {
  console.error(`"${address}" is not an address. Expected is HOST:PORT, for example 127.0.0.1:3000.`);
  process.exit(2);
}
const host = url.hostname.replace(/^\[|\]$/g, "");
const port = Number(url.port || 80);

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
} else {
  console.error("Usage: node scripts/address.mjs free HOST:PORT");
  process.exit(2);
}
