import { fileJsonSchemas } from "@/lib/schemas/file-json-schemas";

export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams() {
  return Object.keys(fileJsonSchemas).map((file) => ({ file }));
}

/** For editors, which sign in nowhere. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const schema = fileJsonSchemas[file];
  return schema ? Response.json(schema()) : new Response(null, { status: 404 });
}
