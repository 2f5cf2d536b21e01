"use client";

import { Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { countWords } from "@/components/authoring/attempt-words";
import { CourseEmpty } from "@/components/authoring/course-empty";
import { DeleteDatabaseDialog } from "@/components/authoring/delete-database-dialog";
import { cellClass, ListHeading } from "@/components/authoring/list-heading";
import { ListState } from "@/components/authoring/list-state";
import { ListTable } from "@/components/authoring/list-table";
import { useDatabases } from "@/components/authoring/use-databases";
import { buttonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import type { StatusTone } from "@/components/ui/status-dot";
import type { DatabaseSummary } from "@/lib/schemas/exercise-database";

const tones: Record<DatabaseSummary["buildState"], StatusTone> = { building: "busy", ready: "ready", failed: "failed" };

/** All exercise databases, with the state of each one's template as it is now. */
export function DatabaseList({ initialDatabases }: { initialDatabases: DatabaseSummary[] }) {
  const databases = useDatabases(initialDatabases);
  const [asked, setAsked] = useState<DatabaseSummary | null>(null);
  return (
    <>
      <div className="mt-6 mb-4 flex flex-wrap items-center gap-3">
        <p className="mr-auto text-ink-muted tabular-nums">{countWords(databases.length, "database")}</p>
        <Link href="/course/databases/new" className={buttonClass({ variant: "primary" })}>
          <Plus aria-hidden className="size-4" />
          New database
        </Link>
      </div>
      {databases.length === 0 ? (
        <CourseEmpty title="No databases yet">Exercises stand on one. Begin with the dump that you have.</CourseEmpty>
      ) : (
        <ListTable
          caption="Exercise databases"
          headings={
            <>
              <ListHeading>Database</ListHeading>
              <ListHeading from="sm">State</ListHeading>
              <ListHeading align="right" from="sm">
                Exercises
              </ListHeading>
              <ListHeading isSilent>Action</ListHeading>
            </>
          }
        >
          {databases.map((database) => (
            <DatabaseRow key={database.id} database={database} onDelete={() => setAsked(database)} />
          ))}
        </ListTable>
      )}
      <DeleteDatabaseDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function DatabaseRow({ database, onDelete }: { database: DatabaseSummary; onDelete: () => void }) {
  const { id, title, slug, buildState, exerciseCount } = database;
  const state = <ListState tone={tones[buildState]}>{buildState}</ListState>;
  return (
    <tr className="hover:bg-surface">
      <th scope="row" className={`${cellClass} w-full max-w-0 text-left font-normal`}>
        <Link
          href={`/course/databases/${id}`}
          className="block truncate rounded text-base font-medium text-ink hover:underline"
        >
          {title}
        </Link>
        <p className="truncate text-ink-muted">{slug}</p>
        <div className="mt-1 sm:hidden">{state}</div>
      </th>
      <td className={`${cellClass} hidden sm:table-cell`}>{state}</td>
      <td className={`${cellClass} hidden text-right text-ink-muted tabular-nums sm:table-cell`}>{exerciseCount}</td>
      <td className="border-b border-hairline py-2 text-right">
        <IconButton label={`Delete ${title}`} icon={<Trash2 aria-hidden />} onClick={onDelete} />
      </td>
    </tr>
  );
}
