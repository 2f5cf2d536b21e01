import NextAuth from "next-auth";
import { authOptions } from "@/lib/http/auth-options";

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

// The services exist only once the server runs, not while it is built.
const handler: Handler = (request, context) => NextAuth(authOptions())(request, context);

export { handler as GET, handler as POST };
