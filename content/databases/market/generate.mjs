// Writes seed.sql, the same file every time. Run it after a change here: node content/databases/market/generate.mjs
// With --print it writes to standard output instead, for the test that keeps the two together.
import { writeFileSync } from "node:fs";
import { dateText, momentText } from "../../generate/days.mjs";
import { createRandom } from "../../generate/random.mjs";
import { date, hundredths, insert, json, restartIdentities, text } from "../../generate/sql-text.mjs";
import { makeBank } from "./generate/bank.mjs";
import { makeCustomers } from "./generate/customers.mjs";
import { openMarket } from "./generate/open-market.mjs";
import { makeProducts } from "./generate/products.mjs";
import { categories, makeTraders } from "./generate/traders.mjs";

const random = createRandom(1273);
const traders = makeTraders(random);
const products = makeProducts(random, traders);
const customers = makeCustomers(random);
const { purchases, lines, bookings, reviews } = openMarket(random, { traders, products, customers });
const { accounts, transfers } = makeBank(random, { traders, customers });

const moment = ({ day, minutes }) => `'${momentText(day, minutes)}'`;
const range = (from, to) => `'[${dateText(from)},${to === null ? "" : dateText(to)})'`;

const sql = [
  "-- Written by generate.mjs; change that, not this.\n",
  insert(
    "trader (id, name, since, until, commission, contact)",
    traders.map((row) => [
      row.id,
      text(row.name),
      date(row.since),
      date(row.until),
      hundredths(row.commission),
      json(row.contact),
    ]),
  ),
  insert(
    "category (id, parent_id, name)",
    categories.map((row) => [row.id, row.parentId, text(row.name)]),
  ),
  insert(
    "product (id, trader_id, category_id, name, unit, price, stock, attributes)",
    products.map((row) => [
      row.id,
      row.traderId,
      row.categoryId,
      text(row.name),
      text(row.unit),
      hundredths(row.prices.at(-1).cents),
      row.stock,
      json(row.attributes),
    ]),
  ),
  insert(
    "price_change (product_id, valid, price)",
    products.flatMap((row) => row.prices.map(({ from, to, cents }) => [row.id, range(from, to), hundredths(cents)])),
  ),
  insert(
    "customer (id, name, email, town, joined, newsletter, referrer_id)",
    customers.map((row) => [
      row.id,
      text(row.name),
      text(row.email),
      text(row.town),
      date(row.joined),
      row.newsletter,
      row.referrerId,
    ]),
  ),
  insert(
    "purchase (id, customer_id, trader_id, bought, paid_by, note)",
    purchases.map((row) => [
      row.id,
      row.customerId,
      row.traderId,
      moment(row.bought),
      text(row.paidBy),
      text(row.note),
    ]),
  ),
  insert(
    "purchase_line (purchase_id, line, product_id, quantity, unit_price, discount)",
    lines.map((row) => [
      row.purchaseId,
      row.line,
      row.productId,
      row.quantity,
      hundredths(row.cents),
      hundredths(row.discount),
    ]),
  ),
  insert(
    "review (id, product_id, customer_id, stars, words, posted)",
    reviews.map((row) => [row.id, row.productId, row.customerId, row.stars, text(row.words), moment(row.posted)]),
  ),
  insert(
    "account (id, owner, customer_id, trader_id, balance, opened)",
    accounts.map((row) => [
      row.id,
      text(row.owner),
      row.customerId,
      row.traderId,
      hundredths(row.cents),
      date(row.opened),
    ]),
  ),
  insert(
    "transfer (id, from_id, to_id, amount, made, purpose)",
    transfers.map((row) => [row.id, row.fromId, row.toId, hundredths(row.cents), moment(row.made), text(row.purpose)]),
  ),
  insert(
    "booking (stall, day, trader_id, fee)",
    bookings.map((row) => [row.stall, date(row.day), row.traderId, hundredths(row.feeCents)]),
  ),
  restartIdentities({
    trader: traders.length,
    product: products.length,
    customer: customers.length,
    purchase: purchases.length,
    review: reviews.length,
    account: accounts.length,
    transfer: transfers.length,
  }),
].join("");

if (process.argv.includes("--print")) process.stdout.write(sql);
else writeFileSync(new URL("seed.sql", import.meta.url), sql);
