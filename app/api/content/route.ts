import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";
import { zipResponse } from "@/lib/http/file-responses";
import { holdUpload } from "@/lib/http/hold-upload";
import { importResponse } from "@/lib/http/import-response";
import { readContentUpload } from "@/lib/http/read-content-upload";

export const GET = apiRoute({
  roles: authorRoles,
  handle: async ({ services, request }) => {
    const { searchParams } = new URL(request.url);
    const choice = { exercises: searchParams.getAll("exercise"), databases: searchParams.getAll("database") };
    const isEverything = choice.exercises.length + choice.databases.length === 0;
    return zipResponse("content.zip", await services.contentExport.files(isEverything ? "everything" : choice));
  },
});

export const POST = apiRoute({
  roles: authorRoles,
  handle: ({ viewer, services, request }) =>
    holdUpload({ gate: services.uploadGate, viewer, request }, async ({ leave }) => {
      const basis = new URL(request.url).searchParams.get("basis");
      const files = await readContentUpload(request);
      const lines = await services.contentImport.open({ viewer, files, basis });
      return importResponse({ lines, log: services.log, ended: leave });
    }),
});
