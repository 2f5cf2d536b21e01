"use client";

import { CircleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { getCsrfToken, signIn } from "next-auth/react";
import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { DemoAccounts } from "@/components/sign-in/demo-accounts";
import { signInMessage } from "@/components/sign-in/sign-in-message";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

interface SignInFormProps {
  /** Where to go afterwards: a local path. */
  destination: string;
  demo: boolean;
}

export function SignInForm({ destination, demo }: SignInFormProps) {
  const router = useRouter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [message, setMessage] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [isReady, setReady] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const submitRef = useRef<HTMLElement>(null);

  // Whoever types before this script runs loses nothing; until then the button would only load the page anew.
  useLayoutEffect(() => {
    const typed = new FormData(formRef.current ?? undefined);
    setEmail(String(typed.get("email") ?? ""));
    setPassword(String(typed.get("password") ?? ""));
    setReady(true);
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    setMessage(null);
    const problem = await askToSignIn(email, password);
    if (problem === null) {
      // It stays pending until the next page is there.
      router.replace(destination);
      router.refresh();
      return;
    }
    setMessage(problem);
    setPending(false);
  }

  function fill(account: { email: string; password: string }) {
    setEmail(account.email);
    setPassword(account.password);
    setMessage(null);
    submitRef.current?.focus();
  }

  return (
    <>
      <form ref={formRef} method="post" onSubmit={submit} className="space-y-4">
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div role="alert">
          {message === null ? null : (
            <p className="flex gap-2 rounded bg-danger-soft p-3 text-sm text-ink">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
              {message}
            </p>
          )}
        </div>
        <Button
          ref={submitRef}
          type="submit"
          variant="primary"
          size="lg"
          className="w-full"
          pending={pending}
          disabled={!isReady}
        >
          {pending ? "Signing in" : "Sign in"}
        </Button>
      </form>
      {demo ? <DemoAccounts onPick={fill} /> : null}
    </>
  );
}

/** Gives the sentence to show where it did not work, null where it did. */
async function askToSignIn(email: string, password: string): Promise<string | null> {
  try {
    // signIn itself would leave the page, with what was typed, where Carrel does not answer.
    if ((await getCsrfToken()) === undefined) return signInMessage(null, 0);
    const answer = await signIn("credentials", { email, password, redirect: false });
    return answer?.ok === true && !answer.error ? null : signInMessage(answer?.error ?? null, answer?.status ?? 0);
  } catch {
    // signIn throws where no answer came at all.
    return signInMessage(null, 0);
  }
}
