const headers = {
  // A page of another site cannot lay Carrel under its own and have people click on what they do not see.
  "X-Frame-Options": "DENY",
  // A student's text in a file or an answer is never taken for a page.
  "X-Content-Type-Options": "nosniff",
  // Other sites do not learn which exercise somebody came from.
  "Referrer-Policy": "same-origin",
};

/**
 * Gives every answer, whoever makes it, the headers that tell browsers what not to do.
 * @param {import("node:http").RequestListener} next
 * @returns {import("node:http").RequestListener}
 */
export function safeHeaders(next) {
  return (incoming, outgoing) => {
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    next(incoming, outgoing);
  };
}
