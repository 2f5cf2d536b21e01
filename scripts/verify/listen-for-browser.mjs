import { createServer } from "node:net";

// Opens a port in the network that this process was started in, hands it to whoever started it, and ends.
const server = createServer();
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.send("listening", server));
process.once("disconnect", () => process.exit());
