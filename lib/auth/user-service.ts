import "server-only";
import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { CachedRows } from "@/lib/db/cached-rows";
import type { ChangeFeed } from "@/lib/db/change-feed";
import type { Database } from "@/lib/db/database";
import type { Viewer } from "@/lib/schemas/user";

const visible = { id: true, name: true, email: true, role: true } as const;

/** Compared against where nobody has the name, so that a wrong name takes as long as a wrong password. */
const nobodysHash = hash("nobody has this password");

/** People who may sign in. */
export class UserService {
  private readonly database: Database;
  private readonly byId: CachedRows<UserRow>;

  constructor({ database, changes }: { database: Database; changes: ChangeFeed }) {
    this.database = database;
    this.byId = new CachedRows({
      changes,
      channel: "carrel_user",
      maxRows: 5_000,
      maxAgeMs: 10_000,
      read: (id) => database.user.findUnique({ where: { id }, select: { ...visible, passwordHash: true } }),
    });
  }

  /** @returns who this is, or null for a wrong name as for a wrong password */
  async checkPassword(options: { email: string; password: string }): Promise<SignedIn | null> {
    const email = options.email.trim().toLowerCase();
    const user = await this.database.user.findUnique({ where: { email } });
    const matches = await verify(user?.passwordHash ?? (await nobodysHash), options.password);
    if (!user?.passwordHash || !matches) return null;
    return { id: user.id, stamp: stampOf(user.passwordHash) };
  }

  /** @returns null where the account was removed, or its password changed, since the cookie was given */
  async findUser({ id, stamp }: SignedIn): Promise<Viewer | null> {
    const user = await this.byId.find(id);
    if (!user || stampOf(user.passwordHash) !== stamp) return null;
    const { passwordHash: _, ...viewer } = user;
    return viewer;
  }
}

type UserRow = Viewer & { passwordHash: string | null };

/** What a sign-in's cookie holds: who, and a mark of the password that was valid then. */
export interface SignedIn {
  id: string;
  stamp: string;
}

function stampOf(passwordHash: string | null): string {
  return createHash("sha256")
    .update(passwordHash ?? "")
    .digest("base64url")
    .slice(0, 16);
}
