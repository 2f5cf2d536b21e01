/** Words for a sign-in that did not work. A wrong name and a wrong password are told in the same sentence. */
export function signInMessage(error: string | null, status: number): string {
  if (error === "TooManyAttempts" || status === 429) {
    return "Too many attempts. Wait a quarter of an hour, then try again.";
  }
  if (error === "CredentialsSignin") return "That email and password do not belong together here.";
  return "Carrel cannot be reached just now. Try again in a moment.";
}
