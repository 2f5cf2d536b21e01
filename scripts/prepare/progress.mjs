const quietMs = 1_000;
const lineEveryMs = 5_000;
const frameMs = 100;
const plainDetailLength = 100;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** The steps under way on a terminal, which share its last line. */
const onTerminal = new Set();
let frame = 0;
let redrawing;

/**
 * Runs one step and, when it takes more than a second, shows what it does and how far it is: on a terminal as one line
 * that changes, elsewhere as a plain line now and then. Several may run side by side. A result that counts failures is
 * marked by them.
 * @template T
 * @param {string} title
 * @param {(report: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showStep(title, work) {
  const step = { title, startedAt: Date.now(), detail: "" };
  const view = process.stdout.isTTY ? terminalView(step) : plainView(step);
  const report = (detail) => {
    step.detail = detail;
  };
  try {
    const result = await work(report);
    view.end(result?.failed > 0 ? "✗" : "✓");
    return result;
  } catch (error) {
    view.end("✗");
    throw error;
  }
}

function terminalView(step) {
  onTerminal.add(step);
  redrawing ??= setInterval(drawTerminal, frameMs);
  return {
    end: (mark) => {
      onTerminal.delete(step);
      if (onTerminal.size === 0) {
        clearInterval(redrawing);
        redrawing = undefined;
      }
      if (isWorthALine(step)) process.stdout.write(`\r\x1b[2K${mark} ${step.title} (${seconds(step)})\n`);
    },
  };
}

/** Each step has an equal part of the line. */
function drawTerminal() {
  const steps = [...onTerminal].filter(isWorthALine);
  if (steps.length === 0) return;
  const width = Math.floor((process.stdout.columns - 1) / steps.length) - 2;
  const parts = steps.map((step) => {
    const words = `${step.title} ${seconds(step)}${step.detail ? ` · ${step.detail}` : ""}`;
    return steps.length > 1 ? words.slice(0, width - 2).padEnd(width - 2) : words.slice(0, width);
  });
  process.stdout.write(`\r\x1b[2K${frames[frame++ % frames.length]} ${parts.join(" | ")}`);
}

function plainView(step) {
  let shown = false;
  const draw = () => {
    const { title, detail } = step;
    const time = shown ? ` ${seconds(step)}` : "";
    console.log(`  ${title}${time}${detail ? ` · ${detail.slice(0, plainDetailLength)}` : " …"}`);
    shown = true;
  };
  const first = setTimeout(draw, quietMs);
  const timer = setInterval(draw, lineEveryMs);
  return {
    end: (mark) => {
      clearTimeout(first);
      clearInterval(timer);
      if (shown) console.log(`${mark} ${step.title} (${seconds(step)})`);
    },
  };
}

function isWorthALine({ startedAt }) {
  return Date.now() - startedAt >= quietMs;
}

function seconds({ startedAt }) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
