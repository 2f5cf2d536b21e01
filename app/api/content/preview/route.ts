import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";
import { holdUpload } from "@/lib/http/hold-upload";
import { readContentUpload } from "@/lib/http/read-content-upload";

export const POST = apiRoute({
  roles: authorRoles,
  handle: ({ viewer, services, request }) =>
    holdUpload({ gate: services.uploadGate, viewer, request }, async ({ leave }) => {
      const preview = await services.contentImport.preview(await readContentUpload(request));
      leave();
      return Response.json({ preview });
    }),
});
