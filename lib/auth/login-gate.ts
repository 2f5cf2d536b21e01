import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

interface Attempt {
  email: string;
  address: string;
}

/** The error code that the sign-in page shows as "too many attempts". */
export const tooManyAttempts = "TooManyAttempts";

/** A whole classroom may stand behind one address. */
const failuresPerAddressFactor = 10;

/** Counts failed sign-ins by account and by address, and admits nobody beyond the limit. A success clears the account's count. */
export class LoginGate {
  private readonly byAccount: RateLimiterMemory;
  private readonly byAddress: RateLimiterMemory;

  constructor(options: { failuresPer15Min: number }) {
    const duration = 15 * 60;
    const points = options.failuresPer15Min;
    this.byAccount = new RateLimiterMemory({ points, duration });
    this.byAddress = new RateLimiterMemory({ points: points * failuresPerAddressFactor, duration });
  }

  /** @throws Error "TooManyAttempts" instead of trying the password */
  async admit<T>(attempt: Attempt, tryPassword: () => Promise<T | null>): Promise<T | null> {
    const account = attempt.email.trim().toLowerCase();
    // Counted before the password is tried, so that many tries at once are counted too.
    if (!(await this.consume(account, attempt.address))) throw new Error(tooManyAttempts);
    try {
      const user = await tryPassword();
      if (user) await this.giveBack(account, attempt.address);
      if (user) await this.byAccount.delete(account);
      return user;
    } catch (error) {
      // A password that could not be checked was not a wrong one.
      await this.giveBack(account, attempt.address);
      throw error;
    }
  }

  private async giveBack(account: string, address: string): Promise<void> {
    await this.byAccount.reward(account, 1);
    await this.byAddress.reward(address, 1);
  }

  private async consume(account: string, address: string): Promise<boolean> {
    try {
      await this.byAccount.consume(account);
      await this.byAddress.consume(address);
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal;
    }
  }
}
