const quietMs = 1_000;
const lineEveryMs = 5_000;
const frameMs = 100;
const plainDetailLength = 100;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/**
 * Runs one step and, when it takes more than a second, shows what it does and how far it is: on a terminal as one line
 * that changes, elsewhere as a plain line now and then. A result that counts failures is marked by them.
 * @template T
 * @param {string} title
 * @param {(report: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showStep(title, work) {
  const startedAt = Date.now();
  const view = process.stdout.isTTY ? terminalView(title, startedAt) : plainView(title, startedAt);
  try {
    const result = await work((detail) => view.update(detail));
    view.end(result?.failed > 0 ? "✗" : "✓");
    return result;
  } catch (error) {
    view.end("✗");
    throw error;
  }
}

function terminalView(title, startedAt) {
  let detail = "";
  let frame = 0;
  const draw = () => {
    if (Date.now() - startedAt < quietMs) return;
    const line = `${frames[frame++ % frames.length]} ${title} ${seconds(startedAt)}${detail ? ` · ${detail}` : ""}`;
    process.stdout.write(`\r\x1b[2K${line.slice(0, process.stdout.columns - 1)}`);
  };
  const timer = setInterval(draw, frameMs);
  return {
    update: (text) => {
      detail = text;
    },
    end: (mark) => {
      clearInterval(timer);
      if (Date.now() - startedAt < quietMs) return;
      process.stdout.write(`\r\x1b[2K${mark} ${title} (${seconds(startedAt)})\n`);
    },
  };
}

function plainView(title, startedAt) {
  let detail = "";
  let shown = false;
  const draw = () => {
    console.log(
      `  ${title}${shown ? ` ${seconds(startedAt)}` : ""}${detail ? ` · ${detail.slice(0, plainDetailLength)}` : " …"}`,
    );
    shown = true;
  };
  const first = setTimeout(draw, quietMs);
  const timer = setInterval(draw, lineEveryMs);
  return {
    update: (text) => {
      detail = text;
    },
    end: (mark) => {
      clearTimeout(first);
      clearInterval(timer);
      if (shown) console.log(`${mark} ${title} (${seconds(startedAt)})`);
    },
  };
}

function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
