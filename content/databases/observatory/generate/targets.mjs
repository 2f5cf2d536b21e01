/** Names as roots: galaxy or cluster, and what belongs to it. */
const clusters = [
  ["The Lantern Cluster", ["Wick", "Tallow", "Ember's Rest", "Taper"]],
  ["The Harp", ["Alpha Harpae", "Beta Harpae", "Gamma Harpae"]],
  ["Hen and Chickens", ["Old Hen", "First Chick", "Second Chick", "Lost Chick", "Late Chick"]],
  ["The Weir", ["Sluice", "Miller's Star"]],
];
const greek = ["b", "c", "d", "e", "f", "g"];
const moonNames = "Ash Birch Cedar Elder Fir Hazel Juniper Larch Maple Oak Pine Rowan Spruce Willow Yew".split(" ");
const nebulae = ["Owl's Breath", "The Anvil", "Smoke Ring", "The Quill", "Salt Marsh Nebula", "Moth Nebula"];
const galaxies = [
  "The Pinwheel of Hesper",
  "Grey Whirl",
  "The Spindle",
  "Needle's Eye",
  "Distant Lighthouse",
  "The Twins A",
  "The Twins B",
];
const comets = ["Comet Okonkwo", "Comet Ní Dhuibhne", "Comet Saitō", "Comet Müller–Vance", "Comet O'Brien"];

/** A forest: a moon within its planet, that within its star, that within its cluster. */
export function makeTargets(random) {
  const targets = [];
  const add = (row) => {
    const target = { id: targets.length + 1, parentId: null, aliases: [], discovered: null, ...row };
    targets.push(target);
    return target;
  };
  for (const [name, stars] of clusters) {
    const cluster = add({
      name,
      kind: "cluster",
      magnitude: random.between(120, 640),
      discovered: random.between(1610, 1790),
      aliases: [`H ${random.between(1, 90)}`],
    });
    for (const star of stars) addSystem(star, cluster.id);
  }
  for (let number = 1; number <= 60; number++) addSystem(`Hesper ${number}`, null);
  for (const name of nebulae)
    add({
      name,
      kind: "nebula",
      magnitude: random.chance(30) ? null : random.between(600, 1400),
      discovered: random.between(1750, 1910),
      aliases: [`H ${random.between(100, 190)}`, `LN ${random.between(1, 999)}`],
    });
  for (const name of galaxies)
    add({
      name,
      kind: "galaxy",
      magnitude: random.between(820, 1590),
      discovered: random.between(1770, 1960),
      aliases: random.chance(60) ? [`H ${random.between(200, 290)}`] : [],
    });
  for (const name of comets)
    add({
      name,
      kind: "comet",
      magnitude: random.chance(40) ? null : random.between(350, 1800),
      discovered: random.between(1990, 2025),
    });
  return targets;

  function addSystem(name, clusterId) {
    // Quarters of a magnitude, so that several are equally bright.
    const star = add({
      name,
      kind: "star",
      parentId: clusterId,
      magnitude: random.chance(6) ? null : 25 * random.between(-2, 58),
      discovered: random.chance(30) ? null : random.between(1600, 2015),
      aliases: random.chance(25) ? [`HD ${random.between(1000, 99999)}`, `HIP ${random.between(100, 9999)}`] : [],
    });
    const planets = random.chance(45) ? random.between(1, 4) : 0;
    for (let i = 0; i < planets; i++) {
      const planet = add({
        name: `${name} ${greek[i]}`,
        kind: "planet",
        parentId: star.id,
        magnitude: random.chance(50) ? null : random.between(1500, 2400),
        discovered: random.between(1999, 2025),
      });
      if (random.chance(18)) addMoons(planet);
    }
  }

  function addMoons(planet) {
    for (const moon of random.shuffled(moonNames).slice(0, random.between(1, 3)))
      add({ name: moon, kind: "moon", parentId: planet.id, magnitude: null, discovered: random.between(2012, 2025) });
  }
}
