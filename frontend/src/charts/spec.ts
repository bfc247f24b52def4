// What a page says about a chart; the same fields as the dataclass `Chart` of the `web` room.

export interface Series {
  name: string;
  values: (number | null)[];
  hints: string[];
}

export interface ChartSpec {
  kind: "bar" | "stacked" | "line" | "map";
  title: string;
  categories: string[];
  series: Series[];
  unit: string;
  decimals: number;
  horizontal: boolean;
  minimum: number | null;
  maximum: number | null;
  goal: number | null;
  goal_label: string;
  links: string[];
  map_url: string;
  map_codes: string[];
  steps: number[];
  basis: string;
}
