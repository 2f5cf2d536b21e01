"use client";

import { useState } from "react";
import type { FleetAct } from "@/components/admin/fleet-act";
import { FleetSection } from "@/components/admin/fleet-section";
import { countOf } from "@/components/admin/format-figure";
import { SessionsTable } from "@/components/admin/sessions-table";
import { findSessions, orderAfter, type SessionOrder, sortSessions } from "@/components/admin/sort-sessions";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/search-field";
import type { FleetSession } from "@/lib/schemas/fleet";

interface FleetSessionsProps {
  sessions: FleetSession[];
  /** When the fleet was read; idle times are of this moment. */
  at: string;
  onAsk: (act: FleetAct) => void;
}

const shownAtFirst = 50;

export function FleetSessions({ sessions, at, onAsk }: FleetSessionsProps) {
  const [order, setOrder] = useState<SessionOrder>({ key: "student", descending: false });
  const [words, setWords] = useState("");
  const [showAll, setShowAll] = useState(false);
  const found = sortSessions(findSessions(sessions, words), order);
  const shown = showAll ? found : found.slice(0, shownAtFirst);
  return (
    <FleetSection
      title="Sessions"
      summary={sessions.length === 0 ? undefined : describeFound(found.length, sessions.length)}
      aside={
        sessions.length === 0 ? undefined : <SearchField label="Find a session" value={words} onChange={setWords} />
      }
    >
      {found.length === 0 ? (
        <p className="border-t py-6 text-ink-muted">{emptyWords(sessions)}</p>
      ) : (
        <SessionsTable
          sessions={shown}
          at={at}
          order={order}
          onSort={(key) => setOrder(orderAfter(order, key))}
          onAsk={onAsk}
        />
      )}
      {shown.length < found.length ? (
        <Button className="mt-4" onClick={() => setShowAll(true)}>
          Show all {found.length}
        </Button>
      ) : null}
    </FleetSection>
  );
}

function describeFound(found: number, all: number): string {
  return found === all ? countOf(all, "open", "open") : `${found} of ${all}`;
}

function emptyWords(sessions: FleetSession[]): string {
  return sessions.length === 0
    ? "Nobody has a database open. As soon as somebody opens an exercise, it stands here."
    : "No session has these words in its student, exercise, container or state.";
}
