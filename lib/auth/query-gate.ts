import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/errors/app-error";

/** Keeps one person from running more queries a minute than a person does. */
export class QueryGate {
  private readonly limiter: RateLimiterMemory;

  constructor(options: { perMinute: number }) {
    this.limiter = new RateLimiterMemory({ points: options.perMinute, duration: 60 });
  }

  /** @throws AppError rate_limited */
  async admit(userId: string): Promise<void> {
    try {
      await this.limiter.consume(userId);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError("rate_limited", {
        publicMessage: "That was a lot of queries in one minute. Wait a moment.",
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  }
}
