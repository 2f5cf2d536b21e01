// Writes seed.sql, the same file every time. Run it after a change here: node content/databases/library/generate.mjs
// With --print it writes to standard output instead, for the test that keeps the two together.
import { writeFileSync } from "node:fs";
import { createRandom } from "../../generate/random.mjs";
import { date, hundredths, insert, restartIdentities, text } from "../../generate/sql-text.mjs";
import { makeCatalogue } from "./generate/catalogue.mjs";
import { categories } from "./generate/categories.mjs";
import { playLending } from "./generate/lending.mjs";
import { makeMembers } from "./generate/members.mjs";

const random = createRandom(1851);
const catalogue = makeCatalogue(random);
const members = makeMembers(random);
const { loans, fines } = playLending(random, { ...catalogue, members });

const sql = [
  "-- Written by generate.mjs; change that, not this.\n",
  insert(
    "category (id, parent_id, name)",
    categories.map((row) => [row.id, row.parentId, text(row.name)]),
  ),
  insert(
    "author (id, name, born, died, country)",
    catalogue.authors.map((row) => [row.id, text(row.name), row.born, row.died, text(row.country)]),
  ),
  insert(
    "book (id, title, category_id, published, pages, language)",
    catalogue.books.map((row) => [
      row.id,
      text(row.title),
      row.categoryId,
      row.published,
      row.pages,
      text(row.language),
    ]),
  ),
  insert(
    "book_author (book_id, author_id, byline)",
    catalogue.bylines.map((row) => [row.bookId, row.authorId, row.byline]),
  ),
  insert(
    "copy (id, book_id, barcode, acquired, price, condition, lendable, withdrawn)",
    catalogue.copies.map((row) => [
      row.id,
      row.bookId,
      text(row.barcode),
      date(row.acquired),
      hundredths(row.priceCents),
      text(row.condition),
      row.lendable,
      date(row.withdrawn),
    ]),
  ),
  insert(
    "member (id, name, kind, email, town, born, joined, resigned, guardian_id)",
    members.map((row) => [
      row.id,
      text(row.name),
      text(row.kind),
      text(row.email),
      text(row.town),
      date(row.born),
      date(row.joined),
      date(row.resigned),
      row.guardianId,
    ]),
  ),
  insert(
    "loan (id, copy_id, member_id, loaned, due, returned)",
    loans.map((row) => [row.id, row.copyId, row.memberId, date(row.loaned), date(row.due), date(row.returned)]),
  ),
  insert(
    "fine (id, loan_id, reason, amount, charged, paid)",
    fines.map((row) => [
      row.id,
      row.loanId,
      text(row.reason),
      hundredths(row.cents),
      date(row.charged),
      date(row.paid),
    ]),
  ),
  restartIdentities({
    author: catalogue.authors.length,
    book: catalogue.books.length,
    copy: catalogue.copies.length,
    member: members.length,
    loan: loans.length,
    fine: fines.length,
  }),
].join("");

if (process.argv.includes("--print")) process.stdout.write(sql);
else writeFileSync(new URL("seed.sql", import.meta.url), sql);
