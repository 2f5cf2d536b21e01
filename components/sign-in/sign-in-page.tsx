import { SignInForm } from "@/components/sign-in/sign-in-form";
import { SignInLamp } from "@/components/sign-in/sign-in-lamp";

interface SignInPageProps {
  destination: string;
  demo: boolean;
}

export function SignInPage({ destination, demo }: SignInPageProps) {
  return (
    <main className="relative flex min-h-dvh flex-col items-center overflow-hidden px-6 pb-12">
      <SignInLamp />
      <div className="relative w-full max-w-80 pt-10">
        <h1 className="text-center text-3xl font-semibold tracking-tight">Carrel</h1>
        <p className="mt-2 mb-8 text-center text-base text-balance text-ink-muted">
          A PostgreSQL server of your own, for every SQL exercise.
        </p>
        <SignInForm destination={destination} demo={demo} />
      </div>
    </main>
  );
}
