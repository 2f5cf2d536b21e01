import { describe, expect, it } from "vitest";
import { templateKey, templatePassword } from "./template-key";

const inputs = {
  exerciseImage: "sha256:abc",
  sourceHash: "0123456789abcdef",
  secret: "a secret of at least 32 characters",
};

describe("templateKey", () => {
  it("is the same for the same inputs, and fits an image's tag", () => {
    expect(templateKey({ ...inputs })).toBe(templateKey(inputs));
    expect(templateKey(inputs)).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each(["exerciseImage", "sourceHash", "secret"] as const)("changes with %s", (name) => {
    expect(templateKey({ ...inputs, [name]: `${inputs[name]} ` })).not.toBe(templateKey(inputs));
  });
});

describe("templatePassword", () => {
  const options = { secret: inputs.secret, key: "0123456789abcdef01234567" };

  it("can be had again from the secret and the key, and from nothing less", () => {
    const password = templatePassword(options);
    expect(templatePassword({ ...options })).toBe(password);
    expect(templatePassword({ ...options, secret: `${inputs.secret}!` })).not.toBe(password);
    expect(templatePassword({ ...options, key: "0123456789abcdef01234568" })).not.toBe(password);
  });

  it("has 256 bits, in characters that need no quoting in SQL or a URL", () => {
    expect(templatePassword(options)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
