import "server-only";

/** What a container or image of Carrel's is for. */
export type ContainerRole = "session" | "shared" | "builder" | "database" | "grader";

export const instanceLabel = "carrel.instance";
export const roleLabel = "carrel.role";
export const sessionLabel = "carrel.session";
export const templateLabel = "carrel.template";

/** Labels say whose a thing is and what for. They are readable by all on the host, so they hold no secret. */
export function labelsOf(options: { instance: string; role: ContainerRole | "template"; sessionId?: string }) {
  return {
    [instanceLabel]: options.instance,
    [roleLabel]: options.role,
    ...(options.sessionId ? { [sessionLabel]: options.sessionId } : {}),
  };
}
