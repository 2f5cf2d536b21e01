const demoPassword = "carrel-demo";

const accounts = [
  { label: "Student", email: "student@carrel.demo" },
  { label: "Second student", email: "student2@carrel.demo" },
  { label: "Teacher", email: "teacher@carrel.demo" },
  { label: "Administrator", email: "admin@carrel.demo" },
];

interface DemoAccountsProps {
  onPick: (account: { email: string; password: string }) => void;
}

/** One click fills the form; signing in is still the person's own press. */
export function DemoAccounts({ onPick }: DemoAccountsProps) {
  return (
    <section aria-labelledby="demo-accounts" className="mt-8 border-t pt-4">
      <h2 id="demo-accounts" className="text-sm text-ink-muted">
        This is a demo. Fill the form as
      </h2>
      <ul className="mt-1 -mx-2 grid grid-cols-2">
        {accounts.map(({ label, email }) => (
          <li key={email}>
            <button
              type="button"
              title={email}
              onClick={() => onPick({ email, password: demoPassword })}
              className="flex h-9 w-full items-center rounded px-2 text-left text-sm font-medium text-accent underline decoration-hairline-strong underline-offset-4 hover:bg-sunken hover:decoration-accent"
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
