import { Download, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";

/** What can be done with an exercise or a database as a whole: take its file along, or delete it. */
export function ItemActions({ fileHref, onDelete }: { fileHref: string; onDelete: () => void }) {
  return (
    <>
      <a href={fileHref} download className={buttonClass()}>
        <Download aria-hidden className="size-4" />
        Download
      </a>
      <Button onClick={onDelete}>
        <Trash2 aria-hidden className="size-4" />
        Delete…
      </Button>
    </>
  );
}
