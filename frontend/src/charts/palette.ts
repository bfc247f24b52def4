// The page's own colours, read from its styles so that charts follow the theme.

export interface Palette {
  ink: string;
  soft: string;
  rule: string;
  paper: string;
  none: string;
  alarm: string;
  series: string[];
  low: string;
  high: string;
  font: string;
}

export function palette(): Palette {
  const styles = getComputedStyle(document.documentElement);
  const read = (name: string): string => styles.getPropertyValue(`--g-${name}`).trim();
  return {
    ink: read("ink"),
    soft: read("ink-soft"),
    rule: read("rule"),
    paper: read("paper"),
    none: read("none"),
    alarm: read("alarm"),
    series: [1, 2, 3, 4, 5].map((number) => read(`chart-${number}`)),
    low: read("scale-low"),
    high: read("scale-high"),
    font: getComputedStyle(document.body).fontFamily,
  };
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

// `count` colours from the light to the deep end of the scale.
export function scale({ low, high }: Palette, count: number): string[] {
  const from = channels(low);
  const to = channels(high);
  return Array.from({ length: count }, (_unused, index) => {
    const share = count === 1 ? 1 : index / (count - 1);
    const mixed = from.map((channel, at) => Math.round(channel + ((to[at] ?? channel) - channel) * share));
    return `rgb(${mixed.join(",")})`;
  });
}
