import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";
import { fileResponse } from "@/lib/http/file-responses";

export const GET = apiRoute({
  roles: authorRoles,
  handle: async ({ services, param }) => {
    const { slug } = await services.exerciseAuthoring.get(param("exerciseId"));
    const { text } = await services.contentExport.exerciseFile(slug);
    return fileResponse({ name: `${slug}.md`, text });
  },
});
