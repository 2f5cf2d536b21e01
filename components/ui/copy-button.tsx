"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";

interface CopyButtonProps {
  /** "Copy the password". */
  label: string;
  text: string;
}

const shownMs = 2_000;

/** Copies, and says for a moment that it has. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(text)) ? "copied" : "refused");
  const words = { copied: "Copied", refused: "This browser does not let the page copy" };
  return (
    <>
      <IconButton
        label={outcome === null ? label : words[outcome]}
        icon={outcome === "copied" ? <Check aria-hidden className="text-accent" /> : <Copy aria-hidden />}
        size="sm"
        onClick={() => void copy()}
      />
      <span role="status" className="sr-only">
        {outcome === null ? "" : words[outcome]}
      </span>
    </>
  );
}
