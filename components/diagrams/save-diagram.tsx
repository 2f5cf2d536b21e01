"use client";

import { Download } from "lucide-react";
import { toast } from "sonner";
import type { ErLayout } from "@/components/diagrams/er-layout";
import { erSvg } from "@/components/diagrams/er-svg";
import { toPng } from "@/components/diagrams/save-picture";
import { Button } from "@/components/ui/button";
import { saveFile } from "@/components/ui/save-file";

/** Saves the whole diagram, also what is out of sight, in the colours of the page. */
export function SaveDiagram({ layout, name }: { layout: ErLayout; name: string }) {
  const draw = () => erSvg(layout, pageColours());
  const saveSvg = () => saveFile(`${name}.svg`, new Blob([draw()], { type: "image/svg+xml" }));
  const savePng = () =>
    toPng(draw(), layout).then(
      (picture) => saveFile(`${name}.png`, picture),
      () => toast.error("The diagram is too large for a PNG. Save it as SVG."),
    );
  return (
    <div className="absolute top-3 right-3 flex gap-2">
      <Button size="sm" onClick={saveSvg}>
        <Download aria-hidden className="size-3.5" /> SVG
      </Button>
      <Button size="sm" onClick={() => void savePng()}>
        <Download aria-hidden className="size-3.5" /> PNG
      </Button>
    </div>
  );
}

function pageColours() {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string) => styles.getPropertyValue(name).trim();
  return {
    paper: colour("--surface"),
    raised: colour("--raised"),
    ink: colour("--ink"),
    muted: colour("--ink-muted"),
    line: colour("--hairline-strong"),
    accent: colour("--accent"),
  };
}
