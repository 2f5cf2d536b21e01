const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "under 1 min", "9 min", "2 h 05 min", "3 days". A clock that runs behind gives "under 1 min". */
export function formatElapsed(elapsedMs: number): string {
  if (elapsedMs < minuteMs) return "under 1 min";
  if (elapsedMs < hourMs) return `${Math.floor(elapsedMs / minuteMs)} min`;
  if (elapsedMs < dayMs) {
    const minutes = Math.floor((elapsedMs % hourMs) / minuteMs);
    return `${Math.floor(elapsedMs / hourMs)} h ${String(minutes).padStart(2, "0")} min`;
  }
  const days = Math.floor(elapsedMs / dayMs);
  return days === 1 ? "1 day" : `${days} days`;
}
