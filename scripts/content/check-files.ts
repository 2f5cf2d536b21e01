// Says what is wrong with the files in a folder, before anything is started for them.
import { ContentError } from "@/lib/exercises/content-source";
import { readCheckedContent } from "./read-checked-content";

const [folder = "."] = process.argv.slice(2);

try {
  const { databases, exercises } = await readCheckedContent(folder);
  console.log(`The files are right. Databases: ${databases.length}, exercises: ${exercises.length}.`);
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
