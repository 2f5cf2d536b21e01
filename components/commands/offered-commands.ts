import type { Command } from "@/components/commands/command";

/** Read when the palette opens, so that a page does not tell it of every change. */
type Offer = () => Command[];

const offers = new Set<Offer>();

/** @returns what takes the offer back */
export function offerCommands(offer: Offer): () => void {
  offers.add(offer);
  return () => {
    offers.delete(offer);
  };
}

/** What the parts of the open page can do now. */
export function listOfferedCommands(): Command[] {
  return [...offers].flatMap((offer) => offer());
}
