/** The colours of lines and bars, told apart in light and dark; the legend names them. */
const amountColours = ["--accent", "--sql-number", "--sql-string", "--sql-name"];

export function amountColourOf(place: number): string {
  return `var(${amountColours[place] ?? "--ink"})`;
}
