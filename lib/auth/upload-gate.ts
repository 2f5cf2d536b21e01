import "server-only";
import { AppError } from "@/lib/errors/app-error";

interface UploadGateOptions {
  /** So many are held at once, whoever sends them. */
  mostAtOnce: number;
  /** Of them: one person's. */
  mostOfOne: number;
}

/** A place that somebody's upload takes. */
export interface UploadPlace {
  /** Gives it back; again does nothing. */
  leave: () => void;
}

/** An upload is in memory from its first byte until what was made of it is stored, and memory is everybody's. */
export class UploadGate {
  private readonly places = new Map<UploadPlace, string>();

  constructor(private readonly options: UploadGateOptions) {}

  /** @throws AppError rate_limited where this person has too many under way, capacity_full where all have */
  enter(userId: string): UploadPlace {
    const { mostAtOnce, mostOfOne } = this.options;
    const own = [...this.places.values()].filter((id) => id === userId).length;
    if (own >= mostOfOne) throw tooManyOfOne();
    if (this.places.size >= mostAtOnce) throw full();
    const place: UploadPlace = { leave: () => void this.places.delete(place) };
    this.places.set(place, userId);
    return place;
  }
}

const retryAfterSeconds = 5;

function tooManyOfOne(): AppError {
  const publicMessage = "You are sending files already, or they are being imported. Wait until that is done.";
  return new AppError("rate_limited", { publicMessage, retryAfterSeconds });
}

function full(): AppError {
  const publicMessage = "Others are importing files just now. Nothing was imported; try again in a moment.";
  return new AppError("capacity_full", { publicMessage, retryAfterSeconds });
}
