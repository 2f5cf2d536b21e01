import "server-only";
import type Docker from "dockerode";
import { askDocker } from "./docker-error";
import { instanceLabel, labelsOf, roleLabel, templateLabel } from "./labels";

interface TemplateImagesOptions {
  docker: Docker;
  instance: string;
}

/** The images that were committed from loaded databases, found by their template's key. */
export class TemplateImages {
  constructor(private readonly options: TemplateImagesOptions) {}

  imageName(key: string): string {
    return `carrel-${this.options.instance}/template:${key}`;
  }

  /** False only where Docker says that there is no such image. */
  async has(key: string): Promise<boolean> {
    const image = this.options.docker.getImage(this.imageName(key));
    return (await askDocker(() => image.inspect(), [404])) !== null;
  }

  /** Makes a stopped container's file system into the template's image. */
  async commit(options: { container: string; key: string }): Promise<void> {
    const { docker, instance } = this.options;
    const labels = { ...labelsOf({ instance, role: "template" }), [templateLabel]: options.key };
    const words = Object.entries(labels).map(([name, value]) => `"${name}"="${value}"`);
    const [repo, tag] = this.imageName(options.key).split(":");
    await askDocker(() =>
      docker.getContainer(options.container).commit({ repo, tag, pause: false, changes: `LABEL ${words.join(" ")}` }),
    );
  }

  /** The keys of all templates that there are. */
  async listKeys(): Promise<string[]> {
    const { docker, instance } = this.options;
    const filters = { label: [`${instanceLabel}=${instance}`, `${roleLabel}=template`] };
    const images = (await askDocker(() => docker.listImages({ filters }))) ?? [];
    return images.flatMap((image) => image.Labels?.[templateLabel] ?? []);
  }

  /** One that a container still stands on is left for later. */
  async remove(key: string): Promise<void> {
    await askDocker(() => this.options.docker.getImage(this.imageName(key)).remove(), [404, 409]);
  }
}
