import type { Check, RowDifference, Submission } from "@/lib/schemas/submission";

/** What is told of a verdict, in the order in which it is told: what blocks, how it was to be written, what to notice. */
interface VerdictStory {
  sentence: string;
  blocking: Check | null;
  /** Other things that were looked at on the rows that the student sees. */
  visible: Check[];
  /** Rows that the student never sees, by kind of case. Told once the rows that they see are right. */
  hidden: Check[];
  method: Check[];
  remarks: Check[];
}

export function tellVerdict(submission: Submission): VerdictStory {
  const { checks, verdict } = submission;
  const blocking = blockingCheck(submission);
  const isOf = (group: Check["group"], hidden: boolean) => (check: Check) =>
    check.group === group && check.hidden === hidden && check !== blocking;
  const isQuiet = verdict === "correct";
  const blocksInSight = blocking?.group === "answer" && !blocking.hidden;
  const visible = checks.filter(isOf("answer", false));
  return {
    sentence: sentenceOf(blocking),
    blocking,
    visible: isQuiet || !(visible.length > 1 || visible.some(isFailed)) ? [] : visible,
    hidden: isQuiet || blocksInSight ? [] : checks.filter(isOf("answer", true)),
    method: isQuiet ? [] : checks.filter(({ group }) => group === "method"),
    remarks: checks.filter(({ group }) => group === "remark"),
  };
}

/** What has to be put right first: what is seen, then what is hidden, then how it was written. Null where all is right. */
export function blockingCheck({ checks }: Pick<Submission, "checks">): Check | null {
  const failed = checks.filter(isFailed);
  const answer = failed.filter(({ group }) => group === "answer");
  return answer.find(({ hidden }) => !hidden) ?? answer[0] ?? failed.find(({ group }) => group === "method") ?? null;
}

function sentenceOf(blocking: Check | null): string {
  if (blocking === null) return "Your answer is right.";
  if (blocking.group === "method") return "The result is right. The task asks for another way to it.";
  const { message, error } = blocking;
  if (error === null || !message.endsWith(error.message)) return message;
  // PostgreSQL's words stand beneath by themselves; what the teacher says of this mistake stands before them.
  return message.slice(0, -error.message.length).trim() || "Your SQL ends with an error.";
}

function isFailed({ passed, group }: Check): boolean {
  return !passed && group !== "remark";
}

/** "The first row too many is Ada, 12.": what stands in the table below, for whoever does not look there. */
export function firstRowWords({ step, differences }: Check): string | null {
  const rows = (of: (difference: RowDifference) => (string | null)[][]) => differences.flatMap(of)[0];
  const extra = rows((difference) => difference.extra);
  const missing = rows((difference) => difference.missing);
  if (step === "extra" && extra !== undefined) return `The first row too many is ${rowWords(extra)}.`;
  if (step === "missing" && missing !== undefined) return `The first missing row is ${rowWords(missing)}.`;
  return null;
}

/** What a screen reader says when the verdict is there. */
export function announceVerdict(submission: Submission): string {
  const { sentence, blocking, remarks } = tellVerdict(submission);
  const words = [
    sentence,
    blocking?.error?.message ?? null,
    blocking?.group === "method" ? blocking.message : null,
    blocking === null ? null : firstRowWords(blocking),
    ...remarks.map(({ message }) => message),
  ];
  return words.filter((word) => word !== null).join(" ");
}

const mostCells = 6;
const longestCell = 40;

function rowWords(cells: (string | null)[]): string {
  const words = cells.slice(0, mostCells).map((cell) => {
    if (cell === null) return "NULL";
    if (cell === "") return "''";
    return cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell;
  });
  return [...words, ...(cells.length > mostCells ? ["…"] : [])].join(", ");
}
