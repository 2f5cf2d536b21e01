export const institutions = [
  ["University of Aldermere", "GB"],
  ["Royal Observatory Saltby", "GB"],
  ["Institut d'astronomie de Clairmont", "FR"],
  ["Sternwarte Hohenfels", "DE"],
  ["Uniwersytet Zorzański", "PL"],
  ["Observatório da Serra Alta", "PT"],
  ["Instituto de Astrofísica de Peñalta", "ES"],
  ["Università di Montelupo", "IT"],
  ["Kırlangıç Rasathanesi", "TR"],
  ["Himavat Institute for Astronomy", "IN"],
  ["Nordlys Universitet", "NO"],
  ["Hoshizora Observatory", "JP"],
  ["Adesola Centre for Space Science", "NG"],
  ["Hvězdárna Tichá hora", "CZ"],
  ["Sao Mai Institute", "VN"],
  ["Friends of the Night Sky", "GB"],
].map(([name, country]) => ({ name, country }));

export const telescopes = [
  { id: 1, name: "The Great Hesper", mirrorM: "4.20", opened: "1998-05-14", retired: null },
  { id: 2, name: "Evening Star", mirrorM: "2.50", opened: "1987-10-02", retired: null },
  { id: 3, name: "The Shepherd", mirrorM: "1.00", opened: "2009-09-19", retired: null },
  { id: 4, name: "Old Faithful", mirrorM: "1.00", opened: "1931-06-21", retired: "2024-06-21" },
  { id: 5, name: "The Lark", mirrorM: "0.40", opened: "2019-03-20", retired: null },
];

const wide = ["U", "B", "V", "R", "I"];
export const instruments = [
  [1, 1, "HESPEC", "spectrograph", 380, 1050, { filters: [], detector: { pixels: 16777216, cooled: true } }],
  [2, 1, "Wide Eye", "camera", 350, 1000, { filters: wide, detector: { pixels: 67108864, cooled: true } }],
  [3, 1, "Ember", "camera", 1000, 2500, { filters: ["J", "H", "K"], detector: { pixels: 4194304, cooled: true } }],
  [4, 2, "Prism", "spectrograph", 400, 700, { filters: [], detector: { pixels: 4194304, cooled: true } }],
  [5, 2, "Duskcam", "camera", 400, 900, { filters: ["B", "V", "R"], detector: { pixels: 8388608, cooled: true } }],
  [6, 3, "Polaris", "polarimeter", 450, 750, { filters: ["V", "R"], rotator: "half-wave" }],
  [
    7,
    3,
    "Shepherd's Eye",
    "camera",
    400,
    1000,
    { filters: [...wide, "Hα"], detector: { pixels: 8388608, cooled: false } },
  ],
  [8, 4, "Plate Holder", "camera", 380, 650, { filters: ["B", "V"] }],
  [9, 5, "Larkcam", "camera", 420, 880, { filters: ["V", "Hα"], detector: { pixels: 2097152, cooled: false } }],
  [10, 5, "Little Prism", "spectrograph", 420, 680, {}],
].map(([id, telescopeId, name, kind, from, to, config]) => ({ id, telescopeId, name, kind, from, to, config }));
