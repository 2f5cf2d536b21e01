import "server-only";

/** An id is meant before a slug that reads the same, which somebody may have chosen on purpose. */
export async function findByIdOrSlug<Row>(
  idOrSlug: string,
  find: (where: { id: string } | { slug: string }) => Promise<Row | null>,
): Promise<Row | null> {
  return (await find({ id: idOrSlug })) ?? find({ slug: idOrSlug });
}
