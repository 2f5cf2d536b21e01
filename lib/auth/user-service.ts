import "server-only";
import { hash, verify } from "@node-rs/argon2";
import type { Database } from "@/lib/db/database";
import type { Viewer } from "@/lib/schemas/user";

const visible = { id: true, name: true, email: true, role: true } as const;

/** Compared against where nobody has the name, so that a wrong name takes as long as a wrong password. */
const nobodysHash = hash("nobody has this password");

/** People who may sign in. */
export class UserService {
  constructor(private readonly database: Database) {}

  /** @returns who this is, or null for a wrong name as for a wrong password */
  async checkPassword(options: { email: string; password: string }): Promise<Viewer | null> {
    const email = options.email.trim().toLowerCase();
    const user = await this.database.user.findUnique({ where: { email } });
    const matches = await verify(user?.passwordHash ?? (await nobodysHash), options.password);
    if (!user?.passwordHash || !matches) return null;
    return { id: user.id, name: user.name, email: user.email, role: user.role };
  }

  /** @returns null where the account was removed since the cookie was given */
  findUser(id: string): Promise<Viewer | null> {
    return this.database.user.findUnique({ where: { id }, select: visible });
  }
}
