"use client";

import { ErrorMessage } from "@/components/shell/error-message";

interface FleetErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function FleetError({ error, reset }: FleetErrorProps) {
  return <ErrorMessage digest={error.digest} reset={reset} />;
}
