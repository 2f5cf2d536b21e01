import { refuse } from "./refuse.mjs";

/**
 * Refuses what Node's parser lets through and Next makes a fault of the server of: the one method that no Request can
 * have, and paths whose escapes are no text.
 * @param {import("node:http").RequestListener} next
 * @returns {import("node:http").RequestListener}
 */
export function refuseMalformed(next) {
  return (incoming, outgoing) => {
    if (incoming.method === "TRACE") {
      refuse(outgoing, "method_not_allowed", { Allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" });
    } else if (!isDecodable(incoming.url.split("?", 1)[0])) refuse(outgoing, "not_found");
    else next(incoming, outgoing);
  };
}

function isDecodable(path) {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    // The only thing that it throws for.
    return false;
  }
}
