import { day } from "../../../generate/days.mjs";

export const categories = [
  [1, null, "Food"],
  [2, 1, "Fruit and vegetables"],
  [3, 2, "Fruit"],
  [4, 3, "Berries"],
  [5, 2, "Roots"],
  [6, 2, "Greens"],
  [7, 1, "Dairy"],
  [8, 7, "Cheese"],
  [9, 8, "Goat's cheese"],
  [10, 1, "Bakery"],
  [11, 10, "Bread"],
  [12, 10, "Cakes"],
  [13, 1, "Fish"],
  [14, 1, "Preserves"],
  [15, 14, "Honey"],
  [16, 14, "Pickles"],
  [17, null, "Crafts"],
  [18, 17, "Pottery"],
  [19, 17, "Wool"],
  [20, 17, "Toys"],
  [21, null, "Plants"],
  [22, 21, "Herbs"],
  [23, 21, "Seedlings"],
  [24, 1, "Tea"],
].map(([id, parentId, name]) => ({ id, parentId, name }));

/** Name, categories sold, and what they pay of their takings in hundredths of a per cent. */
const stalls = [
  ["Pascoe's Orchard", [3, 4], 850],
  ["Greenaway Farm", [5, 6, 2], 850],
  ["The Honest Root", [5, 6], 900],
  ["Nwosu & Daughters", [3, 5, 6], 850],
  ["Hilltop Goats", [9, 8], 1000],
  ["Dairy Maid", [7, 8], 1000],
  ["Sourdough Sam", [11], 1200],
  ["Patisserie Élodie", [12, 11], 1200],
  ["Harbour Fish", [13], 750],
  ["The Wet Net", [13], 750],
  ["Bee Kind", [15], 500],
  ["Aunt Zofia's Pickles", [16, 14], 900],
  ["Kiln & Co.", [18], 1500],
  ["Two Left Socks", [19], 1500],
  ["Wooden Fox", [20], 1500],
  ["Thyme & Again", [22, 23], 800],
  ["Seed Library", [23], null],
  ["Lifeboat Cake Stall", [12], null],
  ["Çelik Olives", [16], 900],
  ["Berry Late", [4], 850],
  ["Old Yeller's Cheddar", [8], 1000],
  ["The Tea Chest", [24], 950],
  ["Moss & Fern", [21, 22], 800],
];
const languages = ["en", "fr", "de", "pl", "tr", "ig"];

export function makeTraders(random) {
  return stalls.map(([name, sells, commission], index) => {
    const contact = {};
    if (random.chance(80)) contact.phone = `0${random.between(1200, 1999)} ${random.between(100000, 999999)}`;
    if (random.chance(65)) contact.email = `stall${index + 1}@example.org`;
    if (random.chance(50)) contact.languages = ["en", ...languages.slice(1).filter(() => random.chance(22))];
    if (random.chance(55)) contact.van = { plate: `Q${random.between(10, 99)} MKT`, electric: random.chance(35) };
    return {
      id: index + 1,
      name,
      sells,
      since: random.between(day("2006-04-01"), day("2024-06-01")),
      // One gave up in the winter; the last has a place and has not come yet.
      until: name === "Berry Late" ? day("2025-01-11") : null,
      commission,
      contact,
      comes: name === "Moss & Fern" ? 0 : random.pick([35, 60, 85, 95, 95]),
    };
  });
}
