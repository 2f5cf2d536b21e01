import { day, month } from "../../../generate/days.mjs";
import { firstEvening, lastEvening } from "./days.mjs";
import { instruments, telescopes } from "./mountain.mjs";

const remarks = [
  "Snow on the domes.",
  "Visitors until ten.",
  "An owl in dome 2.",
  "Power cut at 02:10; lost an hour.",
  "Best seeing of the year!",
  "Fog from the valley after midnight.",
  "Lights of the fair in Saltby.",
  "Wind just below the limit all night.",
];
const warnings = ["guide star lost", "detector warm", "focus drift", "wind", "moonlight", "satellite trail"];
const breakages = [
  "The shutter sticks at low temperatures.",
  "Filter wheel lost its zero position.",
  "Detector warmed up overnight.",
  "Guide camera shows nothing.",
  "A mouse ate the cable of the rotator.",
  "Focus motor stalls.",
  "Dew on the window.",
  "Readout noise twice as high as usual.",
];
const exposures = [10, 30, 30, 60, 60, 120, 300, 300, 600, 900, 1800];

/** Plays the nights, from the first to the last, and writes down what was seen and what broke. */
export function watchSky(random, { staff, targets, proposals }) {
  const seen = targets.filter((target) => target.kind !== "moon");
  const favourite = random.weighted(seen.map((_, index) => Math.floor(900 / (index + 12)) + 1));
  const shuffledTargets = random.shuffled(seen);
  const openInstruments = (evening) =>
    instruments.filter(({ telescopeId }) => {
      const { retired } = telescopes.find(({ id }) => id === telescopeId);
      return retired === null || day(retired) > evening;
    });
  const nights = [];
  const observations = [];
  const faults = [];
  for (let evening = firstEvening; evening <= lastEvening; evening++) {
    const night = makeNight(evening);
    nights.push(night);
    if (night.seeing !== null) observe(night);
    if (random.chance(9)) breakSomething(evening);
  }
  faults.forEach((fault, index) => {
    fault.id = index + 1;
  });
  return { nights, observations, faults };

  function makeNight(evening) {
    const isHoliday = evening === day("2023-12-24") || evening === day("2024-12-24") || random.chance(1);
    const onDuty = staff.filter(
      (one) =>
        ["observer", "night assistant"].includes(one.job) &&
        one.hired <= evening &&
        (one.quit === null || one.quit > evening),
    );
    const winter = [11, 12, 1, 2].includes(month(evening));
    const clouds = isHoliday && random.chance(50) ? null : Math.max(0, random.between(0, winter ? 14 : 11) - 5);
    const shut = isHoliday || clouds === null || clouds > 6;
    return {
      evening,
      observerId: isHoliday ? null : random.pick(onDuty).id,
      clouds: clouds === null ? null : Math.min(8, clouds),
      seeing: shut ? null : 5 * random.between(9, 44),
      remark: random.chance(7) ? random.pick(remarks) : null,
    };
  }

  function observe(night) {
    const winter = [11, 12, 1, 2].includes(month(night.evening));
    const running = openInstruments(night.evening).filter(() => random.chance(night.clouds > 3 ? 25 : 62));
    const term = proposals.filter((one) => one.given !== null && one.given > 0 && termOf(night.evening) === one.term);
    const rows = [];
    for (const instrument of running) {
      let minutes = (winter ? 18 : 21) * 60 + random.between(0, 90);
      const end = (winter ? 30 : 27) * 60;
      while (minutes < end) {
        const exposureS = random.pick(exposures);
        rows.push(expose(night, { instrument, term, minutes, exposureS }));
        minutes += Math.ceil(exposureS / 60) + random.between(4, 95);
      }
    }
    rows.sort((one, other) => one.begun.minutes - other.begun.minutes || one.instrumentId - other.instrumentId);
    for (const row of rows) observations.push({ id: observations.length + 1, ...row });
  }

  function expose({ evening, clouds, seeing }, { instrument, term, minutes, exposureS }) {
    const filters = instrument.config.filters ?? [];
    const fresh = evening > lastEvening - 6;
    const quality = Math.max(
      1,
      Math.min(5, 6 - Math.round(clouds / 2) - (seeing > 140 ? 1 : 0) - random.between(0, 2)),
    );
    return {
      evening,
      proposalId: term.length === 0 || random.chance(11) ? null : random.pick(term).id,
      instrumentId: instrument.id,
      targetId: shuffledTargets[favourite()].id,
      begun: { day: evening, minutes },
      exposureS,
      filter: filters.length === 0 ? null : random.pick(filters),
      quality: fresh || random.chance(6) ? null : quality,
      log: random.chance(8) ? null : logOf(clouds),
    };
  }

  function logOf(clouds) {
    const log = { airmass: random.between(100, 240) / 100 };
    const told = warnings.filter(() => random.chance(clouds > 2 ? 12 : 5));
    if (told.length > 0) log.warnings = told;
    if (random.chance(40))
      log.guider = { star: `G${random.between(100, 999)}`, lost: random.chance(6) ? random.between(1, 4) : 0 };
    return log;
  }

  function breakSomething(evening) {
    const { id: instrumentId } = random.pick(openInstruments(evening));
    const minutes = random.between(9 * 60, 28 * 60);
    const took = random.pick([35, 90, 90, 240, 600, 1440, 2880, 2880, 20160]) + random.between(0, 30);
    const open = evening + (minutes + took) / 1440 > lastEvening + 1 || random.chance(3);
    faults.push({
      instrumentId,
      reported: { day: evening, minutes },
      mended: open ? null : { day: evening, minutes: minutes + took },
      words: random.pick(breakages),
      costCents: open || random.chance(12) ? null : random.chance(40) ? 0 : random.between(1, 90) * 1250,
    });
  }
}

/** Which term's proposals are observed on an evening: B from August to January, A from February to July. */
function termOf(evening) {
  const date = new Date(evening * 86_400_000);
  const [year, number] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  if (number === 1) return `${year - 1}B`;
  return number < 8 ? `${year}A` : `${year}B`;
}
