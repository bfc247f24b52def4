// From what a page says to what ECharts draws.

import type { EChartsCoreOption } from "echarts/core";

import type { Palette } from "./palette";
import { scale } from "./palette";
import type { ChartSpec, Series } from "./spec";

const TEXT_SIZE = 13;

export function figure(spec: ChartSpec, value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return "—";
  }
  const format = new Intl.NumberFormat("en", { minimumFractionDigits: spec.decimals, maximumFractionDigits: spec.decimals });
  return format.format(value) + spec.unit;
}

function tip(spec: ChartSpec, index: number): HTMLElement {
  const box = document.createElement("div");
  const head = document.createElement("strong");
  head.textContent = spec.categories[index] ?? "";
  const list = document.createElement("dl");
  spec.series.forEach((series) => {
    const term = document.createElement("dt");
    term.textContent = series.name;
    const hint = series.hints[index];
    const text = document.createElement("dd");
    text.textContent = figure(spec, series.values[index]) + (hint ? ` (${hint})` : "");
    list.append(term, text);
  });
  box.append(head, list);
  return box;
}

function tooltip(spec: ChartSpec, colours: Palette, trigger: "axis" | "item"): object {
  return {
    trigger,
    className: "chart-tip",
    backgroundColor: colours.paper,
    borderWidth: 0,
    padding: 0,
    confine: true,
    transitionDuration: 0,
    axisPointer: { type: spec.kind === "line" ? "line" : "shadow" },
    formatter: (shown: { dataIndex: number } | { dataIndex: number }[]) =>
      tip(spec, (Array.isArray(shown) ? shown[0]?.dataIndex : shown.dataIndex) ?? 0),
  };
}

function goalLine(spec: ChartSpec, colours: Palette): object {
  if (spec.goal === null) {
    return {};
  }
  return {
    markLine: {
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: colours.ink, type: "dashed", width: 1 },
      label: { formatter: spec.goal_label, position: "insideEndTop", color: colours.soft, fontSize: TEXT_SIZE - 1 },
      data: [spec.horizontal ? { xAxis: spec.goal } : { yAxis: spec.goal }],
    },
  };
}

function plotted(spec: ChartSpec, series: Series, index: number, colours: Palette): object {
  const colour = colours.series[index % colours.series.length];
  const common = { name: series.name, data: series.values, ...(index === 0 ? goalLine(spec, colours) : {}) };
  if (spec.kind === "line") {
    return {
      ...common,
      type: "line",
      lineStyle: { color: colour, width: 2, type: index === 0 ? "solid" : "dashed" },
      itemStyle: { color: colour },
      symbol: "circle",
      symbolSize: 5,
      showSymbol: series.values.length <= 31,
    };
  }
  return {
    ...common,
    type: "bar",
    barMaxWidth: 26,
    itemStyle: { color: colour },
    cursor: spec.links.length > 0 ? "pointer" : "default",
    ...(spec.kind === "stacked" ? { stack: "all" } : {}),
    label: {
      show: spec.kind === "bar" && spec.categories.length * spec.series.length <= 24,
      position: spec.horizontal ? "right" : "top",
      color: colours.ink,
      fontSize: TEXT_SIZE - 1,
      formatter: ({ dataIndex }: { dataIndex: number }) => figure(spec, series.values[dataIndex]),
    },
  };
}

function axes(spec: ChartSpec, colours: Palette): object {
  const text = { color: colours.ink, fontSize: TEXT_SIZE, fontFamily: colours.font };
  const names = {
    type: "category",
    data: spec.categories,
    inverse: spec.horizontal,
    boundaryGap: spec.kind !== "line",
    axisLabel: { ...text, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.soft } },
  };
  const values = {
    type: "value",
    min: spec.minimum,
    max: spec.maximum,
    axisLabel: { ...text, color: colours.soft, hideOverlap: true, formatter: (value: number) => value.toLocaleString("en") + spec.unit },
    splitLine: { lineStyle: { color: colours.rule } },
  };
  return spec.horizontal ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values };
}

function plane(spec: ChartSpec, colours: Palette): EChartsCoreOption {
  const many = spec.series.length > 1;
  const roomAtEnd = spec.horizontal && spec.kind === "bar" ? 64 : 24;
  return {
    ...axes(spec, colours),
    grid: { left: 8, right: roomAtEnd, top: many ? 48 : 20, bottom: 8, outerBoundsMode: "same", containLabel: true },
    legend: many ? { top: 4, right: 0, itemHeight: 10, itemWidth: 18, textStyle: { color: colours.ink, fontSize: TEXT_SIZE } } : [],
    tooltip: tooltip(spec, colours, "axis"),
    series: spec.series.map((series, index) => plotted(spec, series, index, colours)),
  };
}

interface Class {
  gte: number;
  lt: number;
  label: string;
  color: string | undefined;
}

// Classes from the steps: below the first, between each two, and the last and above as a class of its own.
function classes(spec: ChartSpec, colours: Palette): Class[] {
  const { steps, unit } = spec;
  const colour = scale(colours, steps.length + 1);
  return [...steps, Infinity].map((until, index) => {
    const from = index === 0 ? -Infinity : (steps[index - 1] ?? -Infinity);
    const label = index === 0 ? `< ${until}${unit}` : until === Infinity ? `${from}${unit}` : `${from}–${until}${unit}`;
    return { gte: from, lt: until, label, color: colour[index] };
  });
}

function geographic(spec: ChartSpec, colours: Palette): EChartsCoreOption {
  const values = spec.series[0]?.values ?? [];
  const pieces = classes(spec, colours);
  // The name stands on its area's colour: light on the deeper half of the scale.
  const labelColour = (value: number | null | undefined): string => {
    const index = pieces.findIndex(({ gte, lt }) => typeof value === "number" && value >= gte && value < lt);
    return index >= pieces.length / 2 ? colours.paper : colours.ink;
  };
  return {
    tooltip: tooltip(spec, colours, "item"),
    visualMap: {
      type: "piecewise",
      pieces,
      left: 0,
      bottom: 0,
      itemGap: 4,
      itemWidth: 18,
      itemHeight: 12,
      textStyle: { color: colours.ink, fontSize: TEXT_SIZE - 1, fontFamily: colours.font },
      outOfRange: { color: colours.none },
    },
    series: {
      type: "map",
      map: spec.map_url,
      nameProperty: "code",
      roam: false,
      selectedMode: false,
      preserveAspect: true,
      top: 12,
      right: 12,
      bottom: 12,
      left: 12,
      cursor: spec.links.length > 0 ? "pointer" : "default",
      itemStyle: { areaColor: colours.none, borderColor: colours.paper, borderWidth: 1.5 },
      emphasis: { itemStyle: { borderColor: colours.ink, areaColor: "inherit" }, label: { color: "inherit" } },
      showLegendSymbol: false,
      labelLayout: { hideOverlap: true },
      label: {
        show: true,
        color: colours.ink,
        fontSize: TEXT_SIZE,
        lineHeight: TEXT_SIZE + 4,
        formatter: ({ name }: { name: string }) => {
          const index = spec.map_codes.indexOf(name);
          return index < 0 ? "" : `${spec.categories[index] ?? ""}\n${figure(spec, values[index])}`;
        },
      },
      data: spec.map_codes.map((code, index) => ({
        name: code,
        value: values[index] ?? null,
        label: { color: labelColour(values[index]) },
      })),
    },
  };
}

export function option(spec: ChartSpec, colours: Palette): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: colours.font, fontSize: TEXT_SIZE, color: colours.ink },
    ...(spec.kind === "map" ? geographic(spec, colours) : plane(spec, colours)),
  };
}
