export function ClassEmpty() {
  return (
    <div className="border-t py-16 text-center">
      <p className="text-base font-medium">Nothing is open</p>
      <p className="mx-auto mt-1 max-w-md text-base text-ink-muted">
        As soon as a student opens an exercise, their database stands here. The list keeps itself up to date.
      </p>
    </div>
  );
}
