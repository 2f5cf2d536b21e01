/** Loaded when it is asked for: each page has it in reach, and few leave. */
export async function signOut(): Promise<void> {
  const [{ signOut: leave }, { forgetTyped }] = await Promise.all([
    import("next-auth/react"),
    import("@/components/authoring/typed-store"),
  ]);
  forgetTyped();
  await leave({ callbackUrl: "/sign-in" });
}
