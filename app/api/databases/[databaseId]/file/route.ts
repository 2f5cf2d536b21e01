import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";
import { zipResponse } from "@/lib/http/file-responses";

export const GET = apiRoute({
  roles: authorRoles,
  handle: async ({ services, param }) => {
    const { slug } = await services.databaseAuthoring.get(param("databaseId"));
    return zipResponse(`${slug}.zip`, await services.contentExport.databaseFiles(slug));
  },
});
