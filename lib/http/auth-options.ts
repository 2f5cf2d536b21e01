import "server-only";
import { createHmac } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import type { Viewer } from "@/lib/schemas/user";
import { getServices } from "@/lib/services";

const credentialsSchema = z.object({ email: z.string().max(320), password: z.string().max(1024) });

/** What a cookie says of who is signed in. */
export const tokenSchema = z.object({ sub: z.string(), stamp: z.string() });

/** How long a sign-in lasts, in seconds. */
const maxAgeSeconds = 7 * 24 * 60 * 60;

/** What the cookie is encrypted with: derived, so that the installation's secret itself is used for nothing else. */
export function authSecret(): string {
  return createHmac("sha256", getServices().config.secret).update("next-auth").digest("base64url");
}

/** next-auth's configuration: a password sign-in, and a signed, encrypted cookie that names the user by id alone. */
export function authOptions(): NextAuthOptions {
  const { users, loginGate } = getServices();
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge: maxAgeSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Email and password",
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        async authorize(input, request) {
          const parsed = credentialsSchema.safeParse(input);
          if (!parsed.success) return null;
          const forwarded = z.string().safeParse(request.headers?.["x-forwarded-for"]);
          return loginGate.admit({ email: parsed.data.email, address: forwarded.data ?? "unknown" }, () =>
            users.checkPassword(parsed.data),
          );
        },
      }),
    ],
    callbacks: {
      // Role and name are read from the database at each request, so a change counts at once.
      jwt: ({ token, user }) => (user ? { sub: user.id, stamp: Reflect.get(user, "stamp") } : token),
      // For programs that ask next-auth who is signed in; Carrel's own routes and pages open the cookie themselves.
      session: async ({ session, token }) => ({ ...session, user: await findUserOfToken(token) }),
    },
  };
}

async function findUserOfToken(token: unknown): Promise<Viewer | undefined> {
  const named = tokenSchema.safeParse(token).data;
  const user = named && (await getServices().users.findUser({ id: named.sub, stamp: named.stamp }));
  return user ?? undefined;
}
