import "server-only";
import type { AddressInfo } from "node:net";

/** A server that listens on TCP has an address and a port; one on a path has neither. */
export function isSocketAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
