// Writes seed.sql, the same file every time. Run it after a change here: node content/databases/observatory/generate.mjs
// With --print it writes to standard output instead, for the test that keeps the two together.
import { writeFileSync } from "node:fs";
import { momentText } from "../../generate/days.mjs";
import { createRandom } from "../../generate/random.mjs";
import { date, hundredths, insert, json, restartIdentities, text, textArray } from "../../generate/sql-text.mjs";
import { institutions, instruments, telescopes } from "./generate/mountain.mjs";
import { makeProposals } from "./generate/proposals.mjs";
import { makeStaff } from "./generate/staff.mjs";
import { makeTargets } from "./generate/targets.mjs";
import { watchSky } from "./generate/watch-sky.mjs";
import { weatherSql } from "./generate/weather.mjs";

const random = createRandom(1609);
const staff = makeStaff(random);
const targets = makeTargets(random);
const proposals = makeProposals(random);
const { nights, observations, faults } = watchSky(random, { staff, targets, proposals });

const moment = ({ day, minutes }) => `'${momentText(day, minutes)}'`;
const optionalMoment = (value) => (value === null ? null : moment(value));
const tenths = (value) => hundredths(value === null ? null : value * 10);

const sql = [
  "-- Written by generate.mjs; change that, not this.\n",
  insert(
    "institution (id, name, country)",
    institutions.map((row, index) => [index + 1, text(row.name), text(row.country)]),
  ),
  insert(
    "staff (id, name, job, boss_id, hired, quit, salary)",
    staff.map((row) => [
      row.id,
      text(row.name),
      text(row.job),
      row.bossId,
      date(row.hired),
      date(row.quit),
      hundredths(row.salaryCents),
    ]),
  ),
  insert(
    "telescope (id, name, mirror_m, opened, retired)",
    telescopes.map((row) => [row.id, text(row.name), row.mirrorM, text(row.opened), text(row.retired)]),
  ),
  insert(
    "instrument (id, telescope_id, name, kind, wavelengths, config)",
    instruments.map((row) => [
      row.id,
      row.telescopeId,
      text(row.name),
      text(row.kind),
      text(`[${row.from},${row.to})`),
      json(row.config),
    ]),
  ),
  insert(
    "target (id, parent_id, name, kind, magnitude, discovered, aliases)",
    targets.map((row) => [
      row.id,
      row.parentId,
      text(row.name),
      text(row.kind),
      hundredths(row.magnitude),
      row.discovered,
      textArray(row.aliases),
    ]),
  ),
  insert(
    "proposal (id, code, institution_id, title, lead, submitted, grade, hours_asked, hours_given, budget)",
    proposals.map((row) => [
      row.id,
      text(row.code),
      row.institutionId,
      text(row.title),
      text(row.lead),
      moment(row.submitted),
      tenths(row.grade),
      tenths(row.asked),
      tenths(row.given),
      hundredths(row.budgetCents),
    ]),
  ),
  insert(
    "night (evening, observer_id, clouds, seeing, remark)",
    nights.map((row) => [date(row.evening), row.observerId, row.clouds, hundredths(row.seeing), text(row.remark)]),
  ),
  insert(
    "observation (id, evening, proposal_id, instrument_id, target_id, begun, exposure_s, filter, quality, log)",
    observations.map((row) => [
      row.id,
      date(row.evening),
      row.proposalId,
      row.instrumentId,
      row.targetId,
      moment(row.begun),
      row.exposureS,
      text(row.filter),
      row.quality,
      json(row.log),
    ]),
  ),
  insert(
    "fault (id, instrument_id, reported, mended, words, cost)",
    faults.map((row) => [
      row.id,
      row.instrumentId,
      moment(row.reported),
      optionalMoment(row.mended),
      text(row.words),
      hundredths(row.costCents),
    ]),
  ),
  weatherSql,
  restartIdentities({
    institution: institutions.length,
    staff: staff.length,
    target: targets.length,
    proposal: proposals.length,
    observation: observations.length,
    fault: faults.length,
  }),
].join("");

if (process.argv.includes("--print")) process.stdout.write(sql);
else writeFileSync(new URL("seed.sql", import.meta.url), sql);
