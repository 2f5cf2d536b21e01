import "server-only";
import { createHash, createHmac } from "node:crypto";

/** All that decides what a template contains. */
export interface TemplateInputs {
  exerciseImage: string;
  /** The hash of schema and seed, as the database keeps it. */
  sourceHash: string;
  /** The installation's secret: with another one, the administrator's password inside would be wrong. */
  secret: string;
}

/** Changes when the way in which templates are made changes, so that old ones are not taken for new. */
const recipe = "2";

/** The hash of everything in a template: the same inputs always give the same image. */
export function templateKey(inputs: TemplateInputs): string {
  const hash = createHash("sha256");
  const secretMark = createHmac("sha256", inputs.secret).update("template key").digest("hex");
  for (const part of [recipe, inputs.exerciseImage, inputs.sourceHash, secretMark]) {
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return hash.digest("hex").slice(0, 24);
}

/** Changes when the way in which graders' images are made changes. */
const graderRecipe = "2";

/** The hash of everything in the image that answers are checked in. Without hidden data it is the template itself. */
export function graderKey({ templateKey, hiddenHash }: { templateKey: string; hiddenHash: string }): string {
  if (hiddenHash === "") return templateKey;
  return createHash("sha256").update([graderRecipe, templateKey, hiddenHash].join()).digest("hex").slice(0, 24);
}

/** The database of a grader that holds the hidden set with this number, from 1. */
export function hiddenDatabase(number: number): string {
  return `hidden_${number}`;
}

/** The administrator's password inside a template, replaced as soon as a container of it starts. */
export function templatePassword(options: { secret: string; key: string }): string {
  return createHmac("sha256", options.secret).update(`template ${options.key}`).digest("base64url");
}
