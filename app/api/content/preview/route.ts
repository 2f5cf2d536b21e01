import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";
import { readContentUpload } from "@/lib/http/read-content-upload";

export const POST = apiRoute({
  roles: authorRoles,
  handle: async ({ services, request }) =>
    Response.json({ preview: await services.contentImport.preview(await readContentUpload(request)) }),
});
