const notFound = JSON.stringify({ error: { code: "not_found", message: "There is no such thing." } });

/**
 * Refuses what Node's parser lets through and Next makes a fault of the server of: the one method that no Request can
 * have, and paths whose escapes are no text.
 * @param {import("node:http").RequestListener} next
 * @returns {import("node:http").RequestListener}
 */
export function refuseMalformed(next) {
  return (incoming, outgoing) => {
    if (incoming.method === "TRACE") {
      outgoing.writeHead(405, { Allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" }).end();
    } else if (!isDecodable(incoming.url.split("?", 1)[0])) {
      outgoing.writeHead(404, { "Content-Type": "application/json" }).end(notFound);
    } else next(incoming, outgoing);
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
