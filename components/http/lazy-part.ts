import { type FunctionComponent, lazy } from "react";
import { loadPart } from "@/components/http/load-part";

/** A component whose code comes when it is first drawn, or after the network has come back. */
export function lazyPart<Props>(load: () => Promise<FunctionComponent<Props>>) {
  return lazy(async () => ({ default: await loadPart(load) }));
}
