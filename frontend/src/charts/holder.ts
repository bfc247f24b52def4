// One chart on the page: draws it, follows size and theme, opens the list behind a bar, saves the picture.

import { BarChart, LineChart, MapChart } from "echarts/charts";
import {
  GridComponent,
  LegendPlainComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import type { EChartsCoreOption } from "echarts/core";
import * as echarts from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

import { option } from "./options";
import { palette } from "./palette";
import type { ChartSpec } from "./spec";

echarts.use([
  BarChart,
  LineChart,
  MapChart,
  GridComponent,
  LabelLayout,
  LegendPlainComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
  SVGRenderer,
  CanvasRenderer,
]);

const PICTURE = { width: 1200, height: 675, head: 72 };

function specOf(holder: HTMLElement): ChartSpec | null {
  const source = document.getElementById(holder.dataset["chart"] ?? "");
  return source ? (JSON.parse(source.textContent ?? "") as ChartSpec) : null;
}

async function haveMap(spec: ChartSpec): Promise<void> {
  if (spec.kind === "map" && !echarts.getMap(spec.map_url)) {
    const response = await fetch(spec.map_url);
    if (!response.ok) {
      throw new Error(`${spec.map_url}: ${response.status}`);
    }
    echarts.registerMap(spec.map_url, await response.json());
  }
}

// The same drawing moved down, to make room for the title.
function belowHead(spec: ChartSpec, drawn: EChartsCoreOption): EChartsCoreOption {
  if (spec.kind === "map") {
    const visualMap = { ...(drawn["visualMap"] as object), left: 16, bottom: 16 };
    return { visualMap, series: { ...(drawn["series"] as object), top: PICTURE.head, bottom: 24 } };
  }
  const grid = { ...(drawn["grid"] as object), top: PICTURE.head + 40, left: 16, right: 40, bottom: 16 };
  const legend = Array.isArray(drawn["legend"]) ? [] : { ...(drawn["legend"] as object), top: PICTURE.head, right: 40 };
  return { grid, legend };
}

// A PNG on white paper with its title and what it answers for, fit to be pasted into a report.
function savePicture(spec: ChartSpec): void {
  const aside = document.createElement("div");
  const colours = palette();
  const chart = echarts.init(aside, null, { renderer: "canvas", devicePixelRatio: 2, width: PICTURE.width, height: PICTURE.height });
  const drawn = option(spec, colours);
  chart.setOption({
    ...drawn,
    backgroundColor: colours.paper,
    title: {
      text: spec.title,
      subtext: spec.basis,
      left: 16,
      top: 12,
      textStyle: { color: colours.ink, fontFamily: colours.font, fontSize: 18 },
      subtextStyle: { color: colours.soft, fontFamily: colours.font, fontSize: 13 },
    },
    ...belowHead(spec, drawn),
  });
  chart.renderToCanvas({ pixelRatio: 2 }).toBlob((blob) => {
    if (blob) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${spec.title}.png`;
      link.click();
      URL.revokeObjectURL(link.href);
    }
    chart.dispose();
  });
}

export async function installChart(holder: HTMLElement): Promise<void> {
  const spec = specOf(holder);
  if (!spec) {
    return;
  }
  try {
    await haveMap(spec);
  } catch {
    // The figures stand in the table below in any case.
    holder.hidden = true;
    holder.closest("figure")?.querySelector("details")?.setAttribute("open", "");
    return;
  }
  const chart = echarts.init(holder, null, { renderer: "svg" });
  const draw = (): void => chart.setOption(option(spec, palette()), true);
  draw();
  new ResizeObserver(() => chart.resize()).observe(holder);
  document.addEventListener("gatehouse:theme", draw);
  window.addEventListener("beforeprint", () => {
    holder.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  });
  chart.on("click", ({ dataIndex, name }: { dataIndex: number; name: string }) => {
    const address = spec.links[spec.kind === "map" ? spec.map_codes.indexOf(name) : dataIndex];
    if (address) {
      window.location.assign(address);
    }
  });
  const save = holder.closest("figure")?.querySelector<HTMLButtonElement>("[data-chart-save]");
  save?.addEventListener("click", () => savePicture(spec));
  save?.removeAttribute("hidden");
}
