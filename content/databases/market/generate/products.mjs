import { firstDay, lastDay } from "./days.mjs";

/** By category: name, unit, price in cents. */
const goods = {
  2: [
    ["Mixed box", "piece", 1450],
    ["Soup bundle", "bunch", 320],
  ],
  3: [
    ["Bramley apples", "kg", 280],
    ["Cox apples", "kg", 340],
    ["Conference pears", "kg", 360],
    ["Plums", "kg", 420],
    ["Quinces", "kg", 520],
    ["Cherries", "kg", 990],
  ],
  4: [
    ["Strawberries", "kg", 780],
    ["Raspberries", "kg", 1280],
    ["Gooseberries", "kg", 640],
    ["Blackcurrants", "kg", 890],
  ],
  5: [
    ["Potatoes", "kg", 160],
    ["Carrots", "bunch", 190],
    ["Beetroot", "bunch", 210],
    ["Parsnips", "kg", 260],
    ["Celeriac", "piece", 240],
  ],
  6: [
    ["Leeks", "bunch", 240],
    ["Kale", "bunch", 180],
    ["Spinach", "kg", 620],
    ["Lettuce", "piece", 140],
    ["Rocket", "bunch", 150],
  ],
  7: [
    ["Raw milk", "jar", 210],
    ["Yoghurt", "jar", 260],
    ["Salted butter", "piece", 390],
  ],
  8: [
    ["Cheddar, mild", "kg", 1690],
    ["Cheddar, two years old", "kg", 2490],
    ["Blue Saltby", "kg", 2250],
    ["Smoked wheel", "piece", 1150],
  ],
  9: [
    ["Goat's log", "piece", 480],
    ["Ash pyramid", "piece", 560],
    ["Goat's curd", "jar", 420],
  ],
  11: [
    ["Sourdough", "loaf", 420],
    ["Rye", "loaf", 460],
    ["Baguette", "piece", 190],
    ["Seeded loaf", "loaf", 480],
  ],
  12: [
    ["Lemon drizzle", "piece", 350],
    ["Carrot cake", "piece", 350],
    ["Éclair", "piece", 320],
    ["Flapjack", "piece", 250],
  ],
  13: [
    ["Mackerel", "kg", 990],
    ["Cod", "kg", 1890],
    ["Crab", "piece", 850],
    ["Mussels", "kg", 690],
    ["Smoked haddock", "kg", 1990],
  ],
  14: [
    ["Rhubarb jam", "jar", 450],
    ["Damson jam", "jar", 480],
  ],
  15: [
    ["Heather honey", "jar", 890],
    ["Blossom honey", "jar", 690],
    ["Honeycomb", "piece", 1200],
  ],
  16: [
    ["Gherkins", "jar", 420],
    ["Pickled onions", "jar", 380],
    ["Sauerkraut", "jar", 450],
    ["Green olives", "jar", 520],
    ["Black olives", "jar", 520],
  ],
  18: [
    ["Mug", "piece", 1800],
    ["Salad bowl", "piece", 4200],
    ["Egg cup", "piece", 900],
  ],
  19: [
    ["Socks", "piece", 1600],
    ["Hat", "piece", 2400],
    ["Mittens", "piece", 1900],
  ],
  20: [
    ["Fox on wheels", "piece", 2800],
    ["Boat", "piece", 2200],
    ["Puzzle", "piece", 1900],
  ],
  21: [["Fern", "piece", 850]],
  22: [
    ["Basil", "piece", 250],
    ["Thyme", "piece", 250],
    ["Mint", "piece", 220],
  ],
  23: [
    ["Tomato seedling", "piece", 180],
    ["Bean seedling", "piece", 150],
    ["Sunflower", "piece", 200],
  ],
  24: [
    ["Breakfast tea", "jar", 720],
    ["Mint tea", "jar", 640],
    ["Smoky tea", "jar", 890],
  ],
};
const origins = ["Aldermere", "Saltby", "Kingsbourne", "Nether Pell", "Thorn End"];
const allergens = {
  7: ["milk"],
  8: ["milk"],
  9: ["milk"],
  11: ["gluten"],
  12: ["gluten", "egg", "milk"],
  13: ["fish"],
};

export function makeProducts(random, traders) {
  const products = [];
  for (const trader of traders) {
    for (const categoryId of trader.sells) {
      for (const [name, unit, cents] of goods[categoryId]) {
        if (random.chance(12)) continue;
        products.push({
          id: products.length + 1,
          traderId: trader.id,
          categoryId,
          name,
          unit,
          stock: [11, 12].includes(categoryId) ? null : random.chance(9) ? 0 : random.between(1, 160),
          attributes: attributesOf(categoryId),
          prices: pricesFrom(Math.round((cents * random.between(90, 112)) / 1000) * 10),
        });
      }
    }
  }
  return products;

  function attributesOf(categoryId) {
    const attributes = {};
    if (random.chance(45)) attributes.organic = random.chance(60);
    if (random.chance(50)) attributes.origin = random.pick(origins);
    if (allergens[categoryId] && random.chance(85)) attributes.allergens = allergens[categoryId];
    return attributes;
  }

  /** Up to three changes in the year, most of them upwards. */
  function pricesFrom(cents) {
    const changes = random.pick([0, 0, 1, 1, 2, 3]);
    const days = Array.from({ length: changes }, () => random.between(firstDay + 14, lastDay - 14));
    const starts = [firstDay - 2, ...new Set(days.sort((one, other) => one - other))];
    let now = cents;
    return starts.map((from, index) => {
      if (index > 0) now = Math.max(50, now + 10 * random.pick([-4, 1, 2, 2, 3, 5, 8]));
      return { from, to: starts[index + 1] ?? null, cents: now };
    });
  }
}
