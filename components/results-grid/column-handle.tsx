import type { PointerEvent } from "react";

interface ColumnHandleProps {
  width: number;
  onResize: (width: number) => void;
  onFit: () => void;
}

/** The right edge of a column's head: drawn, it makes the column wider; twice pressed, as wide as it was. */
export function ColumnHandle({ width, onResize, onFit }: ColumnHandleProps) {
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const onMove = (moved: globalThis.PointerEvent) => onResize(width + moved.clientX - from);
    const onEnd = () => handle.removeEventListener("pointermove", onMove);
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener("pointerup", onEnd, { once: true });
    handle.addEventListener("pointercancel", onEnd, { once: true });
  };
  return (
    <span
      aria-hidden
      data-handle
      onPointerDown={onPointerDown}
      onDoubleClick={onFit}
      onClick={(event) => event.stopPropagation()}
      className="absolute top-0 -right-1 z-10 h-full w-2 cursor-col-resize touch-none hover:bg-accent/40"
    />
  );
}
