const home = "/exercises";
const anyOrigin = "http://carrel.invalid";

/** Where to go after signing in: a path of Carrel's own, never an address that someone put into a link. */
export function localPath(callbackUrl: string | undefined): string {
  if (callbackUrl === undefined || !callbackUrl.startsWith("/")) return home;
  // "//host", "/\host" and "/<tab>/host" are addresses of another host to a browser, so a browser's parser decides.
  if (!URL.canParse(callbackUrl, anyOrigin)) return home;
  const url = new URL(callbackUrl, anyOrigin);
  if (url.origin !== anyOrigin || url.pathname === "/sign-in") return home;
  // "/.//host" is a path of ours until its dots are resolved; what is left of it then is not.
  if (url.pathname.startsWith("//")) return home;
  return url.pathname + url.search + url.hash;
}
