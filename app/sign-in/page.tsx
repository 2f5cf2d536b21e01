import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { localPath } from "@/components/sign-in/local-path";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { findViewer } from "@/lib/http/page-viewer";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Sign in" };

interface SignInProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignIn({ searchParams }: SignInProps) {
  const { callbackUrl } = await searchParams;
  const destination = localPath(typeof callbackUrl === "string" ? callbackUrl : undefined);
  if ((await findViewer()) !== null) redirect(destination);
  return <SignInPage destination={destination} demo={getServices().config.demo} />;
}
